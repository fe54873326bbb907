"""What a difference between two résumés is."""

from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from resume.diagnostics import Path, Span

Kind: TypeAlias = Literal["added", "removed", "moved", "reworded", "renamed", "changed"]
What: TypeAlias = Literal["section", "entry", "bullet", "keyword", "text", "date", "field", "setting"]

BASICS: Final = "basics"
"""What the group of changes of the head is called."""

SETTINGS: Final = "settings"
"""What the group is called of changes that are no text of the page: theme, page, variants, what is anyone's."""


@dataclass(frozen=True, slots=True)
class Side:
    """A part as one of the two résumés has it: where it stands, what it says in short, its whole value and its tags."""

    path: Path
    span: Span
    text: str
    value: Any = field(default=None, compare=False)
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. What was added has no `before`, and what was removed no `after`.

    `section` is the id of the section that it is in, `entry` what the entry is called, and `of` the bullet or
    keyword that a field is of; all are those of the later résumé, where it has them. `field` is the key of what
    changed, with dots between the keys of a path. `origin` says where it was of what moved into another list.
    """

    kind: Kind
    what: What
    section: str
    before: Side | None
    after: Side | None
    entry: str = ""
    field: str = ""
    of: str = ""
    origin: str = ""

    @property
    def side(self) -> Side:
        """The later side, else the earlier one."""
        side = self.after or self.before
        assert side is not None  # noqa: S101 - a change without sides is none
        return side
