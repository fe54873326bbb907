"""Runs the command in processes of its own that find loaded what it loads.

Python and its libraries take longer to load than most commands take. So one process loads them, and each run is a fork
of that one, with the arguments, folder, environment and streams that are wanted of it, and ends as the command ends.
What Python and the linker read when they start (`PYTHON…`, `LD_…`) means nothing to it: what is tested of that starts
`COMMAND`.
"""

import gc
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from coverage import Coverage

COMMAND = Path(sys.executable).with_name("resume")
"""The installed command."""

STREAMS = {"in": os.O_RDONLY, "out": os.O_WRONLY | os.O_CREAT, "err": os.O_WRONLY | os.O_CREAT}

Finished = subprocess.CompletedProcess[str]


def run(folder: Path, *arguments: str | Path, given: str = "", environment: Mapping[str, str] = os.environ) -> Finished:
    """Run the command in a folder, with a text as its standard input."""
    asked = [*map(str, arguments)]
    with tempfile.TemporaryDirectory() as place:
        streams = {name: str(Path(place, name)) for name in STREAMS}
        Path(streams["in"]).write_text(given, encoding="utf-8")
        wanted = {"arguments": asked, "folder": str(folder), "environment": {**environment}, "streams": streams}
        server = _server()
        assert server.stdin
        assert server.stdout
        server.stdin.write(f"{json.dumps(wanted)}\n")
        server.stdin.flush()
        status = int(server.stdout.readline())
        out, err = (Path(streams[name]).read_text(encoding="utf-8") for name in ("out", "err"))
    return Finished([str(COMMAND), *asked], status, out, err)


def python(program: str, *arguments: str | Path, **environment: str) -> str:
    """Run a program of Python in a process of its own, and give what it prints; it is to end well, and say no more."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment, "PYTHONIOENCODING": "utf-8"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def end() -> None:
    """End the process that runs are forks of, if there is one."""
    if _server.cache_info().currsize:
        _server().communicate()
        _server.cache_clear()


@cache
def _server() -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")


def _serve() -> None:
    """Run the command for each line of standard input, and print the status that it ended with."""
    before = {**os.environ}
    _load()
    changed = {name: value for name, value in os.environ.items() if before.get(name) != value}
    if measured := Coverage.current():
        measured.save()  # or each fork would save once more what was run until now
    gc.freeze()
    for line in sys.stdin:
        process = os.fork()
        if not process:
            _run(json.loads(line), changed)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])}\n")
        sys.stdout.flush()


def _load() -> None:
    import resume
    from resume.render.engine import weasyprint

    for module in pkgutil.walk_packages(resume.__path__, "resume."):
        import_module(module.name)
    weasyprint()


def _run(wanted: Any, changed: Mapping[str, str]) -> NoReturn:
    """Become a process as it is wanted, and run the command; `changed` is what loading did to the environment."""
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update({**wanted["environment"], **changed})
    for number, (name, how) in enumerate(STREAMS.items()):
        opened = os.open(wanted["streams"][name], how)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115 - as long as the process
    tempfile.tempdir = None  # it may be known from another environment
    sys.argv = [str(COMMAND), *wanted["arguments"]]
    import_module("resume.__main__").main()
    raise AssertionError


if __name__ == "__main__":
    _serve()
