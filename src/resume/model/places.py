"""Where the values of a document stand in its file."""

from collections.abc import Mapping
from dataclasses import dataclass

from resume.diagnostics import Path, Span
from resume.source import nodes
from resume.source.compose import first_line


@dataclass(frozen=True, slots=True)
class Places:
    """The nodes and keys of a document by their paths."""

    values: Mapping[Path, nodes.Node]
    keys: Mapping[Path, Span]

    def span(self, path: Path) -> Span:
        """Give the span of the value at `path`, or of the nearest one around it that is written out."""
        return first_line(self.whole(path))

    def whole(self, path: Path) -> Span:
        """Give that span with all its lines."""
        while path not in self.values:
            path = path[:-1]
        return self.values[path].span

    def key(self, path: Path) -> Span:
        """Give the span of the key at `path`; where there is none, of the value."""
        return self.keys.get(path) or self.span(path)
