"""Calls that go deep, and what the system has to map for them."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import pytest
from tests.command import run

from resume import frames
from resume.build import road
from resume.build.request import Request
from resume.frames import roomy

ROOT = Path(__file__).parents[1]
DEPTHS = range(0, 140, 28)
"""Depths of calls, over a piece of the stack."""

DEEP = """
import sys
from resume.cli.main import main

def called(depth):
    return called(depth - 1) if depth else main()

called(int(sys.argv.pop(1)))
"""


def faults(work: Callable[[], object], whose: int = RUSAGE_SELF) -> int:
    """Count the pages of memory that the system had to give while something was done."""
    before = getrusage(whose).ru_minflt
    work()
    return getrusage(whose).ru_minflt - before


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


def test_where_no_frame_is_of_that_size_the_function_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "SLOTS", -1)
    assert roomy(shallow)(3) == 0


@pytest.mark.wide
def test_a_build_has_nothing_mapped_over_and_over_wherever_it_is_called(tmp_path: Path) -> None:
    request = Request((ROOT / "resume.yaml").read_bytes(), "resume.yaml", ROOT, output=tmp_path, check=False)
    road.make(request)
    found = [min(called(depth, lambda: faults(lambda: road.make(request))) for _ in range(2)) for depth in DEPTHS]
    assert max(found) < 1500, found  # of twice the less: memory itself grows now and then


@pytest.mark.wide
@pytest.mark.parametrize("words", [["build", "--force"], ["check", "resume.pdf"]], ids=" ".join)
def test_the_command_has_nothing_mapped_over_and_over_wherever_it_is_called(words: list[str], tmp_path: Path) -> None:
    shutil.copy(ROOT / "resume.yaml", tmp_path)
    assert run(tmp_path, "build").returncode == 0
    shutil.copy(next(tmp_path.rglob("*.pdf")), tmp_path / "resume.pdf")

    def command(depth: int) -> None:
        subprocess.run([sys.executable, "-c", DEEP, str(depth), *words], cwd=tmp_path, check=True, capture_output=True)

    command(0)
    found = [faults(partial(command, depth), RUSAGE_CHILDREN) for depth in DEPTHS]
    assert max(found) < min(found) + 500
