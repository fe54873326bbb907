"""What all tests share: expected texts in files, the count of faults found, the end of what was started once."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import is_hypothesis_test, settings
from tests import command

from resume.cli.unchanged import KIND

if TYPE_CHECKING:  # few tests need a browser
    from playwright.sync_api import Browser

CHROMIUM = "/usr/bin/chromium"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")

GOLDEN = Path(__file__).parent / "golden"

settings.register_profile("timeless", deadline=None)  # other work may hold any example up
settings.load_profile("timeless")

SHARED = ("theme", "fault", "variant")
"""Parameters of tests that a PDF is made for, which the tests of a folder read in turn."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the expected texts of tests/golden anew.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process run the tests that share what is made for a parameter, so that it is made once.

    What Hypothesis draws takes three times as long with coverage, and runs what other tests run: it is `wide`.
    """
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.wide)
        given = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        shared = [str(getattr(given[name], "name", given[name])) for name in SHARED if name in given]
        if shared and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group("-".join((item.path.parent.name, *shared))))


def pytest_collection_finish() -> None:
    """Look for garbage less often, and not among what stays: the tests and modules (measured: 8 % of a run)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many of the faulty PDFs' faults were found, and how many errors were none."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ())]
    recorded = [item for report in reports for item in getattr(report, "user_properties", ())]
    found = [bool(value) for name, value in recorded if name == "fault"]
    errors = [value for name, value in recorded if name == "errors"]
    if found and errors:
        total, wrong = (sum(pair[part] for pair in errors) for part in (0, 1))
        terminalreporter.section("faulty PDFs")
        terminalreporter.line(f"recall {sum(found) / len(found):.1%}: {sum(found)} of {len(found)} faults found")
        share = (total - wrong) / total if total else 1.0
        terminalreporter.line(f"precision {share:.1%}: {total - wrong} of {total} errors are right")


@pytest.fixture(scope="session", autouse=True)
def _ended() -> Iterator[None]:
    """End what is started once for all tests of a process."""
    yield
    command.end()


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let tests keep sheets and templates from one process to the next, but no build take another one for its own."""
    place = tmp_path_factory.mktemp("cache")
    place.chmod(0o700)
    (place / KIND).touch()  # where the folder would be that remembers builds
    os.environ["RESUME_CACHE_DIR"] = str(place)


@pytest.fixture
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let coverage not measure the processes that a test starts: it imports and compiles much in each."""
    for name in [name for name in os.environ if name.startswith("COVERAGE_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Start Chromium with the system's fonts, which a build in this process takes from what it starts."""
    from playwright.sync_api import sync_playwright

    plain: dict[str, str | float | bool] = {
        name: value for name, value in os.environ.items() if not name.startswith("FONTCONFIG")
    }
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET, env=plain)
        yield launched
        launched.close()


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """Hold a text against the file of that name."""

    def hold(name: str, text: str) -> None:
        path = GOLDEN / name
        if pytestconfig.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()

    return hold
