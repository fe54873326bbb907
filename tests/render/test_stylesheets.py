"""Style sheets that are kept from one run to the next as they were parsed."""

import os
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageCms

from resume.diagnostics import Diagnostics
from resume.fonts import faces
from resume.render.engine import weasyprint
from resume.render.log import listening
from resume.render.stylesheets import kept

SHEET = """\
@media print { :is(h1, p)[lang|=en]:not(.x) > b::before { content: "\\2022 " attr(title); color: #123456 } }
@page :first { size: a5; @bottom-left { content: counter(page) } }
@counter-style stars { system: cyclic; symbols: "*"; suffix: " " }
@layer base { p { --gap: 1px; margin: var(--gap) calc(1px + 2%) } }
ol { list-style: stars } p:nth-child(2n + 1), #one, [title="a" i] { background: url(there.png) }
"""
PAGE = "<html lang=en><title>x</title><h1 lang=en-GB><b title=t>1</b></h1><p id=one title=A>2<ol><li>3<li>4</ol>"
PROFILE = b64encode(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()).decode()
FONT = f"@font-face {{ font-family: Lato; src: url({next(iter(faces('Lato'))).path.as_uri()}) }}"

BUILD = "from resume.render.engine import weasyprint; import sys; out = sys.stdout.buffer\n"
BUILD += f"out.write(weasyprint().HTML(string={f'<style>{FONT}</style>{PAGE}'!r}).write_pdf())"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    weasyprint()
    monkeypatch.setenv("RESUME_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def unparsed(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Give what lets each sheet that is parsed from then on fail."""

    def refuse(*_: object) -> None:
        raise AssertionError("it was parsed")

    return lambda: monkeypatch.setattr(import_module("tinycss2"), "parse_stylesheet", refuse)


def parsed(text: str = SHEET, **given: Any) -> Any:
    return kept(weasyprint().CSS)(string=text, base_url="file:///theme/", **given)


def entries(folder: Path) -> list[Path]:
    return [*folder.glob("cache/sheets/*")]


@cache
def fonts() -> tuple[Any, Any]:
    """Give a font, and the sheet that declares it: without any, WeasyPrint ends the process."""
    configuration = import_module("weasyprint.text.fonts").FontConfiguration()
    return configuration, weasyprint().CSS(string=FONT, font_config=configuration)


@pytest.fixture(scope="module", autouse=True)
def _end() -> Iterator[None]:
    """Let go of the font while what deletes its files is still there."""
    yield
    fonts.cache_clear()


def page(sheet: Any) -> bytes:
    configuration, declared = fonts()
    html = weasyprint().HTML(string=PAGE)
    made: bytes = html.write_pdf(stylesheets=[declared, sheet], font_config=configuration, pdf_variant="pdf/ua-1")
    return made


def test_a_sheet_is_parsed_once_and_does_the_same_ever_after(unparsed: Callable[[], None]) -> None:
    counters: list[dict[str, object]] = [{}, {}, {}]
    plain = weasyprint().CSS(string=SHEET, base_url="file:///theme/", counter_style=counters[0])
    first = parsed(counter_style=counters[1])
    pages = page(plain), page(first)
    unparsed()
    again = parsed(counter_style=counters[2])
    assert pages == (page(again),) * 2
    assert counters[0] == counters[1] == counters[2] != {}
    assert again.base_url == plain.base_url


@pytest.mark.parametrize("where", [{"base_url": "file:///elsewhere/"}, {"string": f"{SHEET} "}])
def test_another_text_or_address_is_another_sheet(folder: Path, where: dict[str, str]) -> None:
    parsed()
    kept(weasyprint().CSS)(**{"string": SHEET, "base_url": "file:///theme/"} | where)
    assert len(entries(folder)) == 2


@pytest.mark.parametrize(
    "loading",
    [
        '@import "more.css";',
        '@IMPORT "more.css";',
        "@font-face { font-family: X; src: url(x.ttf) }",
        f"@color-profile --x {{ src: url(data:;base64,{PROFILE}) }}",
        '@\\69mport "more.css";',
        '@im\\70 ort "more.css";',
    ],
)
def test_a_sheet_that_loads_something_is_parsed_each_time(folder: Path, loading: str) -> None:
    configuration = import_module("weasyprint.text.fonts").FontConfiguration()
    parsed(loading + SHEET, font_config=configuration)
    assert entries(folder) == []


def test_a_sheet_with_mistakes_is_parsed_each_time_and_they_are_said_each_time(folder: Path) -> None:
    for _ in range(2):
        said = Diagnostics()
        with listening("style.css", said):
            parsed("p { colour: red }")
        assert [(item.code, item.span and item.span.column) for item in said.items] == [("theme-css", 5)]
    assert entries(folder) == []


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: b"x" + data[1:], lambda _: b""])
def test_a_damaged_entry_is_none(folder: Path, change: Callable[[bytes], bytes]) -> None:
    before = page(parsed())
    [entry] = entries(folder)
    entry.write_bytes(change(entry.read_bytes()))
    assert page(parsed()) == before


def test_without_a_cache_sheets_are_parsed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = page(parsed())
    monkeypatch.setenv("RESUME_CACHE_DIR", "")
    assert page(parsed()) == before
    assert len(entries(folder)) == 1


def own(folder: Path, path: Path | None = None) -> bytes:
    """Import WeasyPrint in a process of its own, and make a page of it."""
    places = [str(path)] if path else []
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*places, os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run([sys.executable, "-c", BUILD], capture_output=True, check=True, env=environment, cwd=folder)
    return done.stdout


def test_weasyprint_s_own_sheets_are_kept_and_another_parser_parses_them_anew(folder: Path) -> None:
    first = own(folder)
    before = entries(folder)
    assert len(before) == 3
    assert own(folder) == first
    assert entries(folder) == before
    package = Path(str(find_spec("cssselect2").origin)).parent  # type: ignore[union-attr]
    shutil.copytree(package, folder / "other/cssselect2", copy_function=shutil.copyfile)
    assert own(folder, folder / "other") == first
    assert len(entries(folder)) == 6
