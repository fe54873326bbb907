"""Starts the preview of an invented résumé, and a browser, each once for the tests of a module."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

COMMAND = Path(sys.executable).with_name("resume")

SOURCE = """\
# This comment stays.
basics:
  name: Ada Example
  label: {en: Engineer, de: Ingenieurin}
work:
  - name: Northwind   # so does this one
    startDate: 2020-01
    highlights:
      - Cut the quote time from four seconds to one
      - {text: Led four engineers, tags: [lead]}
theme: classic   # and this one
variants:
  plain: {exclude: [lead]}
check: {ignore: [untranslated]}
"""
LINE = 1 + SOURCE.splitlines().index("      - Cut the quote time from four seconds to one")


@dataclass
class Running:
    """A preview that runs: its process, the folder of its source, and its address."""

    process: "subprocess.Popen[str]"
    folder: Path
    address: str

    @property
    def source(self) -> Path:
        return self.folder / "resume.yaml"

    def save(self, text: str) -> None:
        """Write the source as many editors do: beside its place, then moved there."""
        beside = self.folder / ".resume.yaml.new"
        beside.write_text(text, encoding="utf-8")
        beside.rename(self.source)


def start(folder: Path, *options: str, source: str = SOURCE) -> Running:
    """Start a preview in a folder, whose temporary files stand in another one, `temporary`."""
    (folder / "resume.yaml").write_text(source, encoding="utf-8")
    (folder / "temporary").mkdir()
    own = {name: value for name, value in os.environ.items() if not name.startswith("FONTCONFIG")}  # of a build here
    environment = {**own, "TMPDIR": str(folder / "temporary"), "VISUAL": "", "EDITOR": "", "PATH": "/nowhere"}
    process = subprocess.Popen(
        [COMMAND, "preview", "--no-open", *options], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    return Running(process, folder, process.stdout.readline().strip())


def stop(running: Running) -> int:
    """Interrupt a preview, and give its exit code."""
    running.process.send_signal(signal.SIGINT)
    status = running.process.wait(timeout=10)
    assert running.process.stdout
    running.process.stdout.close()
    return status


@contextmanager
def previewed(folder: Path, *options: str, source: str = SOURCE) -> Iterator[Running]:
    """Run a preview for as long as it is used, and end it whatever happens."""
    running = start(folder, *options, source=source)
    try:
        yield running
    finally:
        stop(running)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with previewed(tmp_path_factory.mktemp("preview")) as running:
        yield running


@pytest.fixture(scope="module")
def opened(browser: Browser, preview: Running) -> Iterator[tuple[Page, list[str]]]:
    """The page, and what its console says."""
    shown = browser.new_page()
    shown.set_default_timeout(10_000)
    said: list[str] = []
    shown.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.goto(preview.address)
    yield shown, said
    shown.close()


@pytest.fixture
def page(opened: tuple[Page, list[str]], preview: Running) -> Iterator[Page]:
    """The page of the résumé as it was at first, with nothing chosen; what the console says is an error."""
    shown, said = opened
    preview.save(SOURCE)
    shown.set_viewport_size({"width": 1200, "height": 700})
    expect(shown.locator("#trouble")).to_be_hidden()
    shown.evaluate("() => document.querySelector('#reset').click()")  # which does nothing where nothing is chosen
    expect(shown.locator("#reset")).to_be_disabled()
    expect(shown.locator("#theme")).to_have_value("classic")
    expect(shown.locator("#pages")).to_contain_text("four seconds to one")
    expect(shown.locator("#pages")).to_contain_text("Led four")
    expect(shown.locator(".sheet")).to_have_count(1)
    expect(shown.locator("body")).to_have_attribute("data-busy", "false")
    yield shown
    assert said == []
