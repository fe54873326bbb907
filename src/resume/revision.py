"""Reads a file as a git revision has it."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from resume.files import FileError

GIT: Final = "git"

HEAD: Final = ("object", "kind", "size")
"""What git says before an object's content; of one that is not there it says something else."""


@dataclass(frozen=True, slots=True)
class Revised:
    """A file's content, and the folder that it has in the working tree."""

    content: bytes
    folder: Path


def read(name: str) -> Revised:
    """Read `REVISION:PATH` (gitrevisions(7)) of the repository around the working folder; raises `FileError`.

    As to git, a path counts from the top of the repository, unless it begins with `./` or `../`, and without a
    revision the file is what is staged.
    """
    top = Path(_asked(name, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    revision, _, path = name.partition(":")
    if revision:
        _object(name, revision, f"there is no revision `{revision}`")
    holder = f"the revision `{revision}`" if revision else "the index"
    kind, content = _object(name, name, f"{holder} has no file `{path}`")
    if kind != "blob":
        raise FileError(f"cannot read {name}: it is a folder")
    start = Path() if path.startswith(("./", "../")) else top
    return Revised(content, (start / path).resolve().parent)


def _object(name: str, wanted: str, missing: str) -> tuple[str, bytes]:
    """Give the kind of an object and its content; what is asked for is no argument, so that none is an option."""
    if "\n" in wanted:
        raise FileError(f"cannot read {name!r}: {missing}")
    answer = _asked(name, "cat-file", "--batch", given=f"{wanted}\n".encode())
    head, _, content = answer.partition(b"\n")
    words = head.split()
    if len(words) != len(HEAD) or not words[-1].isdigit():
        raise FileError(f"cannot read {name}: {missing}")
    return words[1].decode(), content[: int(words[2])]


def _asked(name: str, *arguments: str, given: bytes = b"") -> bytes:
    try:
        process = subprocess.run([GIT, *arguments], input=given, capture_output=True, check=False)  # noqa: S603 - no shell
    except OSError:
        raise FileError(f"cannot read {name}: git, which has revisions, is not installed") from None
    if process.returncode:
        said = process.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
        raise FileError(f"cannot read {name}: {said or 'git failed'}")
    return process.stdout
