"""Calls that go deep, and what the system has to map for them."""

from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import pytest

from resume.build import road
from resume.build.request import Request
from resume.diagnostics import Diagnostics
from resume.frames import roomy

ROOT = Path(__file__).parents[1]
DEPTHS = range(0, 140, 28)
"""Depths of calls, over a piece of the stack."""


def faults(work: Callable[[], object]) -> int:
    """Count the pages of memory that the system had to give while something was done."""
    before = getrusage(RUSAGE_SELF).ru_minflt
    work()
    return getrusage(RUSAGE_SELF).ru_minflt - before


def called(depth: int, work: Callable[[], int]) -> int:
    return called(depth - 1, work) if depth else work()


def shallow(rest: int) -> int:
    return rest and shallow(rest - 1)


def loop() -> None:
    for _ in range(1000):
        shallow(12)


def test_a_loop_at_the_edge_of_a_piece_of_the_stack_has_none_mapped_for_each_turn() -> None:
    found = max(called(depth, lambda: faults(loop)) for depth in range(200))
    assert found >= 1000, "this Python does without `roomy`"
    assert max(called(depth, lambda: faults(roomy(loop))) for depth in range(200)) < 100


def test_what_a_roomy_function_gives_and_raises_is_the_functions_own() -> None:
    @roomy
    def divided(one: int, *, by: int) -> float:
        """Divide."""
        return one / by

    assert divided(6, by=3) == 2
    assert (divided.__name__, divided.__doc__) == ("divided", "Divide.")
    with pytest.raises(ZeroDivisionError):
        divided(6, by=0)


def worst(work: Callable[[], object]) -> int:
    """Count at the depth where it takes the most, of twice the less: memory itself grows now and then."""
    return max(min(called(depth, lambda: faults(work)) for _ in range(2)) for depth in DEPTHS)


def test_reading_and_building_have_nothing_mapped_over_and_over_wherever_they_are_called(tmp_path: Path) -> None:
    request = Request((ROOT / "resume.yaml").read_bytes(), "resume.yaml", ROOT, output=tmp_path, check=False)
    road.make(request)
    assert worst(lambda: road.read(request, Diagnostics())) < 100
    assert worst(lambda: road.make(request)) < 1500
