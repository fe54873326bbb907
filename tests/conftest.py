"""Expected texts that stand in files: compared as text, or with `--update-golden` written anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write the expected texts of tests/golden anew.")


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


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """Hold a text against the file of that name."""

    def hold(name: str, text: str) -> None:
        path = GOLDEN / name
        if pytestconfig.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()

    return hold
