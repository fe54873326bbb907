"""Gives the faults and the clean variants: each by itself, to tests that ask for `fault` or `variant`, or all."""

from collections.abc import Iterator, Mapping

import pytest
from tests.inspect.faults import makers
from tests.inspect.faults.faults import FAULTS, Fault
from tests.inspect.faults.variants import CLEAN, Variant


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "fault" in metafunc.fixturenames:
        metafunc.parametrize("fault", [*_faults()], ids=FAULTS)
    if "variant" in metafunc.fixturenames:
        metafunc.parametrize("variant", CLEAN.values(), ids=CLEAN)


def _faults() -> Iterator[object]:
    """Give the faults, of which the first of each code are run under coverage: the others run the same rules."""
    known: set[tuple[str, ...]] = set()
    for fault in FAULTS.values():
        yield pytest.param(fault, marks=[pytest.mark.wide] if fault.codes in known else [])
        known.add(fault.codes)


@pytest.fixture(scope="session")
def base() -> bytes:
    return makers.page()


@pytest.fixture(scope="session")
def faults() -> Mapping[str, Fault]:
    return FAULTS


@pytest.fixture(scope="session")
def clean() -> Mapping[str, Variant]:
    return CLEAN
