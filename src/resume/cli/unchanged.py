"""Ends a command that makes files at once where all that it would read and make is as it was.

No library is imported for that, since these take most of the time.
"""

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from resume import cache, files, program, retrace, trace
from resume.cli import given

COMMANDS: Final = ("build", "letter")

FORCE: Final = "--force"

KIND: Final = "builds-2"
"""What they are kept as, with a number that counts up when what is kept changes its form."""

PASSING: Final = ("_", "SHLVL", "PWD", "OLDPWD", "COLUMNS", "LINES")
"""What shells and terminals keep in the environment, and no build looks at."""

_begun: list[tuple[str, trace.Trace]] = []
"""The key of the command that runs, and its trace, if it is one of `COMMANDS`."""


def repeated() -> bool:
    """Say again what the command said last time, if nothing has changed since; or begin to keep what it asks."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] not in COMMANDS or cache.place() is None:
        return False
    try:
        key = _key([argument for argument in arguments if argument != FORCE], Path.cwd())
    except OSError:  # that folder is gone
        return False
    if FORCE not in arguments:
        kept = cache.load(KIND, key)
        last = json.loads(kept) if kept else None
        if last and retrace.holds(last["answers"], given.ASK):
            _say(last)
            return True
    _begun[:] = [(key, trace.begin(time.time_ns()))]
    return False


def forget() -> None:
    """Keep nothing of the command that runs: it does not end when it is done."""
    _begun.clear()


def keep(made: Mapping[Path, bytes], said: str, *, force: bool, opened: Sequence[str]) -> None:
    """Keep what a command that is done read, what it made and opened, and what it said on standard error."""
    if sys.argv.count(FORCE) != force:  # one of them is the value of another option, which `repeated` does not know
        return
    for key, kept in _begun:
        for path, content in made.items():
            kept.add(trace.CONTENT, str(path), trace.digest(content))
        for folder in {path.parent for path in made if path.suffix == ".png"}:
            files.names(folder)  # in which pictures of pages that are no more would be deleted
        try:
            files.keep_states(program.parts())
        except files.FileError:
            return
        if kept.is_sound:
            done = {"answers": kept.answers, "made": [*map(str, made)], "said": said, "opened": opened}
            cache.save(KIND, key, json.dumps(done).encode())


def _say(last: dict[str, Any]) -> None:
    if sys.stderr:
        sys.stderr.write(last["said"])
    if sys.stdout:
        sys.stdout.writelines(f"{path}\n" for path in last["made"])
    if last["opened"]:
        from resume.cli.terminal import launch

        for path in last["opened"]:
            launch(path)


def _key(arguments: list[str], folder: Path) -> str:
    """Tell commands apart that may make other files, or say something else."""
    environment = sorted((name, value) for name, value in os.environ.items() if name not in PASSING)
    is_terminal = bool(sys.stderr and sys.stderr.isatty())
    python = (sys.executable, sys.version, sys.flags, sys.path)
    return json.dumps([arguments, str(folder), is_terminal, python, environment])
