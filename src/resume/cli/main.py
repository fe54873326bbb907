"""Runs the command as a process: signals, streams, the exit code."""

import gc
import os
import signal
import sys
import time
import warnings
from types import FrameType
from typing import NoReturn

from resume import bundle, files, precompiled
from resume.cli import unchanged
from resume.cli.status import FAILED, USAGE
from resume.frames import roomy


@roomy
def main() -> NoReturn:
    """Run the command, and end the process.

    It lives for one request, so garbage is not collected (measured: 7 % of a build), and memory is not
    given back piece by piece at the end (11 %).
    """
    gc.disable()
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)
    streams = [stream for stream in (sys.stdout, sys.stderr) if stream]  # one that the shell closed is None
    for stream in streams:
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        status = _run()
    except BrokenPipeError:  # nobody reads what went wrong
        status = FAILED
    for stream in streams:
        try:
            stream.flush()
        except OSError:
            status = status or FAILED
    files.delete_unfinished()
    precompiled.save()
    bundle.save()
    os._exit(status)


def _run() -> int:
    try:
        return 0 if unchanged.repeated() else _done()
    except Exception as error:  # noqa: BLE001 - the last resort: never a traceback
        return _broken(error)


def _done() -> int:
    """Do what the arguments say."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # those of libraries, which no reader of a résumé can do anything about
    bundle.keep(time.time_ns())
    precompiled.keep(" ".join(sys.argv[1:2]))
    import click

    from resume.cli.commands import cli

    try:
        result = cli.main(prog_name="resume", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else FAILED
    return result if isinstance(result, int) else 0


def _broken(error: Exception) -> int:
    """Say in a line what could not be read, written or loaded, or that something else broke."""
    from resume.cli.terminal import Failure, refused

    if isinstance(error, files.FileError):
        Failure(str(error)).show()
        return USAGE
    if type(error).__name__ == "MissingLibraryError":
        from resume.render.engine import INSTALL

        lines = "\n".join(f"  {line}" for line in INSTALL)
        Failure(f"{error}\nWeasyPrint needs Pango and HarfBuzz:\n{lines}").show()
        return USAGE
    if "--debug" in sys.argv[1:]:
        raise error
    if isinstance(error, OSError):
        refused(error).show()
        return USAGE
    said = " ".join(str(error).split())
    Failure(f"internal error: {type(error).__name__}: {said} (`resume --debug …` shows more)").show()
    return USAGE if sys.argv[1:2] == ["diff"] else FAILED  # of which 1 is an answer


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    """End the process on a signal.

    An exception is not the way: WeasyPrint, fontTools and pydantic have places that catch any, and go on.
    """
    files.delete_unfinished()
    os._exit(128 + number)
