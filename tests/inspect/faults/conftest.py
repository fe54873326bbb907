"""Gives the faults and the clean variants: each by itself, to tests that ask for `fault` or `variant`, or all."""

from collections.abc import Mapping

import pytest
from tests.inspect.faults import makers
from tests.inspect.faults.faults import FAULTS, Fault
from tests.inspect.faults.variants import CLEAN, Variant


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "fault" in metafunc.fixturenames:
        metafunc.parametrize("fault", FAULTS.values(), ids=FAULTS)
    if "variant" in metafunc.fixturenames:
        metafunc.parametrize("variant", CLEAN.values(), ids=CLEAN)


@pytest.fixture(scope="session")
def base() -> bytes:
    return makers.page()


@pytest.fixture(scope="session")
def faults() -> Mapping[str, Fault]:
    return FAULTS


@pytest.fixture(scope="session")
def clean() -> Mapping[str, Variant]:
    return CLEAN
