"""Says whether the source that has a place in a batch's folder is another than the one that asks for it."""

from pathlib import Path

from resume import files
from resume.batch.job import Source


def is_another(one: Source, other: Source) -> bool:
    """Say whether two sources of one run are two; a record is no file of its own."""
    paths = Path(one.file), Path(other.file)
    if all(map(files.is_there, paths)):
        return not files.is_same(*paths)
    return (paths[0].name, one.folder) != (paths[1].name, other.folder)


def has_stayed(before: Source, now: Source, *, is_shared: bool) -> bool:
    """Say whether the source of an earlier run is another one, which has not moved to where this one is.

    It has not where it is there still, and says something else: a copy of all, with the batch's folder, has the
    same. Nor has it where the ledger `is_shared` with a run that is alive.
    """
    left = Path(before.folder, before.path.name)
    if left == Path(now.folder, now.path.name) or files.is_same(left, now.path):
        return False
    return is_shared or (before.content != now.content and files.is_there(left))
