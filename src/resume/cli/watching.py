"""Does something again whenever what it read has changed."""

import gc
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final, NoReturn

import click

from resume import files, retrace, trace
from resume.cli import given, unchanged
from resume.cli.terminal import Failure, refused

DEBOUNCE, STEP = 40, 5
"""Milliseconds in which changes count as one, since editors write a file in several steps, and between two looks."""

OFTEN: Final = 1000
"""Milliseconds after which is looked at what no change was told of."""


def repeat(once: Callable[[], None], again: Callable[[], None], sources: Collection[str]) -> NoReturn:
    """Do something once, and again after each change of what it looked at, until the process is interrupted.

    What fails then is said, and tried again like the rest. Raises `Failure` where a source is standard input.
    """
    if "-" in sources:
        raise Failure("--watch waits for a file to change; standard input is none")
    unchanged.forget()
    _wait(_traced(once))
    while True:
        _wait(_traced(partial(_tried, again)))


def _traced(work: Callable[[], None]) -> trace.Answers:
    """Do something, say how long it took, and give what it asked."""
    began, kept = time.monotonic(), trace.begin(time.time_ns())
    with suppress(SystemExit):  # an error, which is said
        work()
    trace.end()
    click.echo(f"{time.monotonic() - began:.2f} s; waiting for a change, Ctrl-C ends it", err=True)
    if sys.stdout:
        sys.stdout.flush()
    gc.collect()
    return kept.answers


def _tried(work: Callable[[], None]) -> None:
    """Do something that may fail for a while: editors delete a file before they write it."""
    try:
        work()
    except click.ClickException as error:
        error.show()
    except files.FileError as error:
        Failure(str(error)).show()
    except OSError as error:
        refused(error).show()


def _wait(answers: trace.Answers) -> None:
    """Wait until something is not what it was."""
    from watchfiles import watch

    told: Iterator[object] = watch(
        *_folders(answers),
        watch_filter=None,
        debounce=DEBOUNCE,
        step=STEP,
        rust_timeout=OFTEN,
        yield_on_timeout=True,
        recursive=False,
    )
    while retrace.holds(answers, given.ASK):
        try:
            next(told)
        except (OSError, RuntimeError, ValueError):  # as of a name that is not UTF-8: what tells of changes knows none
            told = iter(partial(time.sleep, OFTEN / 1000), ...)


def _folders(answers: trace.Answers) -> set[Path]:
    """Give the folders in which a file was looked at, or that were listed; what else is asked is so once a while."""
    looked = (Path(about) for kind in (trace.CONTENT, trace.STATE, "file") for about in answers.get(kind, ()))
    found = {next(place for place in path.absolute().parents if place.is_dir()) for path in looked}
    return found | {Path(about) for about in answers.get("names", ()) if Path(about).is_dir()}
