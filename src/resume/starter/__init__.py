"""The files that a new résumé starts with."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from resume import files
from resume.model.schema import schema

FILES: Final = {
    "resume.yaml": "resume.yaml",
    ".gitignore": "gitignore",
    ".github/workflows/resume.yml": "workflow.yml",
}
"""Where each file goes, and what it is called here."""

HERE: Final = Path(__file__).parent


def start(folder: Path) -> Iterable[Path]:
    """Write the files into a folder, all or none; raises `files.FileError` where one is there already."""
    contents = {place: files.read(HERE / name) for place, name in FILES.items()}
    return files.write_new(folder, contents | {"resume.schema.json": schema().encode()})
