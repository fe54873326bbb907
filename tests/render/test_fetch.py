"""What a page may load, URL by URL."""

import re
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fontTools.ttLib import TTFont

from resume import files, fonts
from resume.build.request import Outcome, Request
from resume.build.road import build
from resume.render.fetch import Blocked, fetcher
from resume.themes.shelf import Chosen

SECRET = b"the-combination-is-12345"
OWN = b"our own"


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], bytes]:
    """Load a URL as a page would whose folder is `home`; beside it is `outside`, with a secret."""
    for folder in ("home/deeper", "outside", "home-of-others"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("outside/secret", "home-of-others/secret"):
        (tmp_path / name).write_bytes(SECRET)
    for name in ("own", "my own", "deeper/own", "ö%w?n#"):
        (tmp_path / "home" / name).write_bytes(OWN)
    (tmp_path / "home/link").symlink_to(tmp_path / "outside/secret")
    (tmp_path / "home/folder").symlink_to(tmp_path / "outside")
    (tmp_path / "home/inner").symlink_to("own")
    fetch: Any = fetcher([tmp_path / "home"])
    return lambda url: bytes(fetch.fetch(url.format(here=tmp_path.as_posix())).read())


@pytest.mark.parametrize(
    "url",
    [
        "file://{here}/home/own",
        "file://localhost{here}/home/own",
        "FILE://{here}/home/own",
        "file:{here}/home/own",
        "file://{here}/home/my%20own",
        "file://{here}/home/%C3%B6%25w%3Fn%23",
        "file://{here}/home/deeper/../own",
        "file://{here}/outside/../home/own",
        "file://{here}/home/inner",
        "file://{here}/home/own#part",
        "file://{here}/home/own?version=2",
    ],
)
def test_a_file_of_the_page_is_loaded_however_it_is_spelt(load: Callable[[str], bytes], url: str) -> None:
    assert load(url) == OWN


@pytest.mark.parametrize(
    "url",
    [
        "file://{here}/outside/secret",
        "file://{here}/home/../outside/secret",
        "file://{here}/home/%2e%2e/outside/secret",
        "file://{here}/home/..%2foutside%2fsecret",
        "file://{here}/home/link",
        "file://{here}/home/folder/secret",
        "file://{here}/home-of-others/secret",
        "file://localhost{here}/outside/secret",
        "FILE:{here}/outside/secret",
        "file:///etc/passwd",
        "file:///proc/self/environ",
        "file:///dev/zero",
    ],
)
def test_a_file_from_outside_is_not_loaded_however_it_is_spelt(load: Callable[[str], bytes], url: str) -> None:
    with pytest.raises(Blocked, match="it is outside the folders of the theme and the source"):
        load(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x",
        "HTTPS://127.0.0.1/x",
        "//127.0.0.1/x",
        "ftp://127.0.0.1/x",
        "file://127.0.0.1{here}/home/own",
        "file://a.example{here}/home/own",
        "jar:file://{here}/home/own!/x",
        "about:blank",
        "{here}/home/own",
        "own",
        "",
    ],
)
def test_nothing_else_is_loaded(load: Callable[[str], bytes], url: str) -> None:
    with pytest.raises(Blocked, match="a page loads nothing from a network"):
        load(url)


@pytest.mark.parametrize("name", ["missing", "deeper"])
def test_what_is_no_file_is_not_loaded(load: Callable[[str], bytes], name: str) -> None:
    with pytest.raises(Blocked, match="there is no such file"):
        load(f"file://{{here}}/home/{name}")


@pytest.mark.parametrize("url", ["data:text/plain,our%20own", "DATA:text/plain;base64,b3VyIG93bg=="])
def test_data_in_the_url_itself_is_loaded(load: Callable[[str], bytes], url: str) -> None:
    assert load(url) == OWN


def test_data_without_end_is_not_loaded(load: Callable[[str], bytes]) -> None:
    with pytest.raises(Blocked, match="it is too large"):
        load("data:text/plain," + "x" * files.READ_LIMIT)


def test_a_variable_font_is_loaded_as_its_regular_instance() -> None:
    [face] = fonts.faces("Noto Emoji")
    fetch: Any = fetcher([fonts.package_folder("manimgx_fonts")])
    with TTFont(BytesIO(fetch.fetch(face.path.as_uri()).read()), lazy=True) as font:
        assert "fvar" not in font


# Ways that lead over other files.

VECTOR = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{}" width="9" height="9"/></svg>'


def run(folder: Path, css: str, files: dict[str, str] | None = None) -> Outcome:
    """Build with a theme of somebody else's; beside its folder is a picture and a sheet that it may not load."""
    theme = folder / "theme"
    theme.mkdir()
    (folder / "secret.css").write_text('h1::before { content: "12345" }')
    (folder / "secret.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">12345</text></svg>')
    (theme / "theme.yaml").write_text("name: theirs\ndescription: somebody else's\nextends: classic\n")
    (theme / "style.css").write_text(css)
    for name, text in (files or {}).items():
        (theme / name).write_text(text)
    template = '<html lang="en"><head><title>x</title></head><body><h1>{{ resume.name }}</h1></body></html>'
    (theme / "resume.html.j2").write_text(template)
    chosen = (Chosen(str(theme), by_path=True),)
    return build(Request(b"basics: {name: Ada}\n", "resume.yaml", theme, chosen, output=folder / "out"))


def shown(outcome: Outcome) -> str:
    [page] = pypdf.PdfReader(outcome.paths[0]).pages
    return re.sub(r"\s", "", page.extract_text())


def blocked(outcome: Outcome) -> list[tuple[str, str]]:
    return [(item.severity, item.code) for item in outcome.diagnostics.items]


@pytest.mark.parametrize(
    "css",
    [
        '@import "../secret.css";',
        '@import url("{here}/secret.css");',
        '@import url("{here}/secret.css") print;',
        '@import "own.css";',
        'h1::after {{ content: url("../secret.svg") }}',
        'h1 {{ background-image: url("own.svg") }}',
        'h1::after {{ content: url("{data}") }}',
        '@font-face {{ font-family: X; src: url("../secret.svg") }} h1 {{ font-family: X }}',
    ],
)
def test_a_sheet_gets_at_no_file_outside_by_way_of_others(tmp_path: Path, css: str) -> None:
    here = tmp_path.as_uri()
    data = "data:image/svg+xml;base64," + b64encode(VECTOR.format(f"{here}/secret.svg").encode()).decode()
    own = {"own.css": f'@import "{here}/secret.css";', "own.svg": VECTOR.format("../secret.svg")}
    outcome = run(tmp_path, css.format(here=here, data=data), files=own)
    assert shown(outcome) == "Ada"
    assert "12345" not in shown(outcome)


@pytest.mark.parametrize(
    "css",
    ['@import "../secret.css";', 'h1::after { content: url("../secret.svg") }', 'h1 { background: url("/etc/hosts") }'],
)
def test_what_a_sheet_may_not_load_is_a_warning(tmp_path: Path, css: str) -> None:
    assert blocked(run(tmp_path, css)) == [("warning", "theme-resource")]


def test_a_sheet_loads_what_belongs_to_its_theme(tmp_path: Path) -> None:
    """What is refused above works for a theme's own: the refusal is not a broken loader."""
    inner = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    own = {"own.css": 'body::after { content: "5" }', "own.svg": VECTOR.format("inner.svg"), "inner.svg": inner}
    outcome = run(tmp_path, '@import "own.css"; h1::after { content: url("own.svg") }', files=own)
    assert blocked(outcome) == []
    assert shown(outcome) == "Ada5"


@pytest.mark.parametrize("family", ["DejaVu Sans", "Arial", "Helvetica", "sans-serif"])
def test_no_font_of_the_machine_is_used(tmp_path: Path, family: str) -> None:
    css = f'@font-face {{ font-family: X; src: local("{family}") }} h1 {{ font-family: X, "{family}" }}'
    outcome = run(tmp_path, css)
    reader = pypdf.PdfReader(outcome.paths[0])
    resources: Any = reader.pages[0]["/Resources"]
    names = {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in resources["/Font"].values()}
    assert names
    assert all(name.startswith(("EB-Garamond", "EBGaramond")) for name in names)
