"""The files that a new résumé starts with."""

from pathlib import Path
from typing import Final

from resume import files
from resume.model.schema import schema

RESUME: Final = "resume.yaml"

FILES: Final = {
    RESUME: "resume.yaml",
    ".gitignore": "gitignore",
    ".github/workflows/resume.yml": "workflow.yml",
}
"""Where each file goes, and what it is called here."""

HERE: Final = Path(__file__).parent


def start(folder: Path) -> tuple[list[Path], list[Path]]:
    """Write the files into a folder, all or none; give them, and those beside the résumé that were there already.

    The latter are left as they are. Raises `files.FileError` where there is a résumé already.
    """
    contents = {place: files.read(HERE / name) for place, name in FILES.items()}
    contents["resume.schema.json"] = schema().encode()
    there = [place for place in contents if place != RESUME and files.is_there(folder / place)]
    made = files.write_new(folder, {place: contents[place] for place in contents if place not in there})
    return made, [folder / place for place in there]
