"""The subcommand that shows a résumé in the browser as it is being written: `resume preview`."""

import gc
import os
import re
import signal
import sys
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, Final, NoReturn

import click

from resume import files
from resume.cli.terminal import SOURCE, Failure, launch, read, restore_fonts
from resume.cli.wanted import options, wanted

TOKEN: Final = 24
"""Bytes of chance in the address."""

LINKS: Final = {
    "vscode": "vscode://file{file}:{line}:{column}",
    "vscode-insiders": "vscode-insiders://file{file}:{line}:{column}",
    "vscodium": "vscodium://file{file}:{line}:{column}",
    "cursor": "cursor://file{file}:{line}:{column}",
    "zed": "zed://file{file}:{line}:{column}",
    "idea": "idea://open?file={file}&line={line}&column={column}",
}
"""Editors that open a place by its address."""

WINDOWED: Final = {
    "code": "code -g {file}:{line}:{column}",
    "codium": "codium -g {file}:{line}:{column}",
    "subl": "subl {file}:{line}:{column}",
    "gvim": "gvim +{line} {file}",
    "emacsclient": "emacsclient -n +{line}:{column} {file}",
    "kate": "kate -l {line} -c {column} {file}",
    "gedit": "gedit {file} +{line}:{column}",
}
"""Editors with a window of their own, by their programs; others need the terminal."""

IN_TERMINAL: Final = frozenset(("ed", "vi", "vim", "nvim", "nano", "pico", "micro", "hx", "kak", "joe", "ne", "mcedit"))

PLACE: Final = re.compile(r"\{(file|line|column)\}")

SOON: Final = 0.5
"""Seconds in which a command that cannot open a place says so."""


@click.command()
@click.argument("source", default=SOURCE, metavar="[SOURCE]")
@click.option("-t", "--theme", metavar="THEME", help="A theme's name or folder.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to listen. Default: a free port.")
@click.option(
    "--editor",
    metavar="EDITOR",
    help=f"What a click on a text opens: {', '.join(LINKS)}, or a command with {{file}}, {{line}} and {{column}}.",
)
@click.option("--open/--no-open", "opens", default=True, help="Open the page in the browser. On by default.")
@options
def preview(source: str, theme: str | None, port: int, editor: str | None, *, opens: bool, **chosen: Any) -> None:
    """Show SOURCE (default: resume.yaml) in the browser, and show it anew with each change.

    Prints the address, which this machine alone can reach, and runs until it is interrupted.
    """
    if not hasattr(os, "fork"):
        raise Failure("resume preview needs Linux or macOS, whose processes can fork; on Windows, run it in WSL")
    import asyncio
    import secrets

    from resume.build.request import Request
    from resume.preview.making import is_one
    from resume.preview.run import Preview, nursery
    from resume.preview.server import HOST, bound
    from resume.themes.shelf import named

    if source == "-":
        raise Failure("resume preview watches a file; standard input is none")
    wishes = wanted(**chosen)
    if not is_one(wishes["variants"]) or not is_one(wishes["languages"]):
        raise Failure("resume preview shows one variant in one language; the page has a menu for each")
    link, command = _editor(editor)
    content, file, folder = read(source)
    base = Request(content, file, folder, themes=(named(theme),) if theme else (), **wishes)
    gc.enable()  # it lives longer than for one request
    with files.temporary_folder() as temporary:
        made = nursery(base, temporary)
        gc.freeze()  # what is loaded stays; to look through it again and again would hold answers up by 6 ms
        restore_fonts()  # an editor needs those of the system

        def stop(number: int, _frame: FrameType | None) -> NoReturn:
            """End at once what is running, and delete what it left."""
            made.end()
            files.delete_unfinished()
            os._exit(128 + number)

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) != signal.SIG_IGN:  # as `nohup` has it
                signal.signal(number, stop)
        try:
            listening = bound(port)
        except OSError as error:
            made.end()
            raise Failure(f"cannot listen on {HOST}:{port}: {files.reason(error)}") from None
        token = secrets.token_urlsafe(TOKEN)
        address = f"http://{HOST}:{listening.getsockname()[1]}/{token}/"
        click.echo(address)
        sys.stdout.flush()
        if opens:
            launch(address)
        asyncio.run(Preview(base, made, token, link, partial(_edit, command)).run(listening))


def _editor(named: str | None) -> tuple[str, str]:
    """Give the address, or the command, that opens a place in an editor; both are empty where there is none."""
    import shutil

    if named in LINKS:
        return LINKS[named], ""
    if named is not None:
        program = _program(named)
        if not program:
            raise Failure(f"--editor {named}: it is no command")
        if program in IN_TERMINAL and "{file}" not in named:
            command = f"x-terminal-emulator -e {program} +{{line}} {{file}}"
            raise Failure(f"--editor {named}: it needs a terminal; name what opens one too: --editor '{command}'")
        return "", named if "{file}" in named else WINDOWED.get(named, f"{named} {{file}}")
    for variable in ("VISUAL", "EDITOR"):
        if (program := _program(os.environ.get(variable, ""))) in WINDOWED:
            return "", WINDOWED[program]
    return "", WINDOWED["code"] if shutil.which("code") else ""


def _program(command: str) -> str:
    """Give the name of what a command runs; of what is none, nothing."""
    import shlex

    try:
        return Path(next(iter(shlex.split(command)), "")).name
    except ValueError:
        return ""


def _edit(command: str, file: str, line: int, column: int) -> str:
    """Open a place in the editor, and say so; without one, say why."""
    import shlex
    import subprocess
    import threading

    if not command:
        own = next(filter(None, (_program(os.environ.get(variable, "")) for variable in ("VISUAL", "EDITOR"))), "")
        reason = f"{own} needs a terminal, which a click cannot open" if own else "no editor is known"
        return f"{reason}; `resume preview --editor` names one"
    values = {"file": str(Path(file).resolve()), "line": str(line), "column": str(column)}
    filled = [PLACE.sub(lambda found: values[found[1]], word) for word in shlex.split(command)]
    try:
        process = subprocess.Popen(  # noqa: S603 - the user named it
            filled, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        raise files.FileError(f"cannot run {filled[0]}: {files.reason(error)}") from None
    try:
        if code := process.wait(SOON):
            raise files.FileError(f"{filled[0]} ended with code {code}")
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, daemon=True).start()  # so that nothing is left of it
    return f"opened with {filled[0]}"
