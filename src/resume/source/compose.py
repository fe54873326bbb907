"""Composes the events of libyaml into nodes, each flaw with its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from resume.diagnostics import Diagnostics, Label, Span
from resume.source.nodes import Mapping, Node, Scalar, Sequence, describe
from resume.source.text import FORBIDDEN, Readable, report_character

MAX_DEPTH = 32
MAX_NODES = 50_000
"""Far above any résumé: one with 90 publications has 5 levels and 1,170 nodes, aliases expanded."""

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CORE_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")}

HARMLESS = {"duplicate-key", "several-documents"}
"""Errors that leave a document whose every value is what its author wrote."""

HINTS = {
    "mapping values are not allowed": 'quote the text: a ": " inside it makes a key and a value',
    "found character '\\t' that cannot start": "indent with spaces",
    "found character that cannot start": "indent with spaces, not tabs, and quote text that starts with @, ` or %",
    "found unexpected end of stream": "close the quotation mark",
    "could not find expected ':'": "write `key: value`, and quote text that spans lines",
    "did not find expected key": "line the key up with those above it, and quote text that has quotation marks in it",
    "did not find expected '-' indicator": "line this up with the lines above that it belongs with",
    "did not find expected alphabetic": "quote text that starts with * or &",
}
"""What to do, by the beginning of libyaml's words for the problem."""


Events: TypeAlias = Iterator[Any]
"""PyYAML's events; libyaml's differ from its own in what its type stubs say of them."""


class _LimitError(Exception):
    """The document is past a limit; the diagnostic is already made."""


TOO_DEEP = f"this is nested more than {MAX_DEPTH} levels deep"
NESTED = "exceeded maximum nesting depth"
"""What the libyaml of PyYAML 6.0.4 says of a thousand levels, before it gives the first of them."""

RESUME_HINT = "start with `basics:` and, indented below it, `name: Your Name`"


def parse(text: str, file: str, diagnostics: Diagnostics, hint: str = RESUME_HINT) -> Mapping | None:
    """Compose the one document of `text`; without a root, an error is reported.

    With errors that are `HARMLESS` there is a root too, so that its problems are found in the same run.
    `file` is the name that spans carry; by its ending `.json` the text is known as JSON. `hint` is given
    where the file is empty, or no mapping.
    """
    known = len(diagnostics.items)
    diagnostics.texts[file] = text
    root = _composed(text, file, diagnostics)
    if any(item.code not in HARMLESS for item in diagnostics.items[known:]):
        return None
    if isinstance(root, Mapping):
        return root
    what = "empty" if root is None else describe(root)
    span = Span(file, 1, 1, 1, 2) if root is None else first_line(root.span)
    diagnostics.error(
        "expected-mapping",
        f"this file must hold keys with values, but it is {what}",
        span,
        hint=hint,
    )
    return None


def value(text: str, start: Span, diagnostics: Diagnostics) -> Node | None:
    """Compose a value that stands by itself, at the start of a span; where it is none, an error is reported."""
    before = "\n" * (start.line - 1) + " " * (start.column - 1)
    return _composed(before + text, start.file, diagnostics)


def _composed(text: str, file: str, diagnostics: Diagnostics) -> Node | None:
    """Compose the document of a text; what is wrong with it is reported."""
    readable = Readable(text, json=file.endswith(".json"))
    composer = _Composer(file, diagnostics, readable)
    try:
        return composer.document()
    except yaml.MarkedYAMLError as error:
        _report_syntax(error, composer)
    except yaml.reader.ReaderError as error:
        diagnostics.error("yaml-syntax", f"this is not YAML: {error.reason}", Span(file, 1, 1, 1, 2))
    except _LimitError:
        pass
    return None


def first_line(span: Span) -> Span:
    """Cut a span of several lines down to its first character, so that it does not underline half a file."""
    if span.line == span.end_line:
        return span
    return Span(span.file, span.line, span.column, span.line, span.column + 1)


def _report_syntax(error: yaml.MarkedYAMLError, composer: "_Composer") -> None:
    mark = error.problem_mark or error.context_mark
    span = composer.span(mark, mark) if mark else Span(composer.file, 1, 1, 1, 2)
    problem = error.problem or "it ends too early"
    if problem == NESTED:
        composer.diagnostics.error("too-deep", TOO_DEEP, span)
        return
    labels: tuple[Label, ...] = ()
    if error.context and error.context_mark and error.context_mark.line != span.line - 1:
        labels = (Label(composer.span(error.context_mark, error.context_mark), error.context),)
    hint = next((hint for words, hint in HINTS.items() if problem.startswith(words)), "")
    composer.diagnostics.error("yaml-syntax", f"this is not YAML: {problem}", span, labels=labels, hint=hint)


@dataclass(slots=True)
class _Composer:
    """Builds nodes from one file's events; recursion is bounded by MAX_DEPTH, expansion by MAX_NODES."""

    file: str
    diagnostics: Diagnostics
    readable: Readable
    anchors: dict[str, tuple[Node, int]] = field(default_factory=dict)
    open_anchors: set[str] = field(default_factory=set)
    nodes: int = 0
    depth: int = 0

    def span(self, start: Any, end: Any) -> Span:
        """Turn libyaml's marks into a span of at least one character."""
        line, column = self.readable.place(start.index)
        end_line, end_column = self.readable.place(end.index)
        if (line, column) == (end_line, end_column):
            end_column += 1
        return Span(self.file, line, column, end_line, end_column)

    def document(self) -> Node | None:
        """Compose the first document, and report a second one."""
        events: Events = yaml.parse(self.readable.text, Loader=LOADER)
        root = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    span = self.span(event.start_mark, event.end_mark)
                    message = "a second document starts here; a résumé is one"
                    self.diagnostics.error("several-documents", message, span, hint="delete the `---`")
                    break
            elif isinstance(event, yaml.NodeEvent):
                root = self.node(event, events)
        return root

    def node(self, event: Any, events: Events) -> Node:
        """Compose the node that begins with `event`, taking its events up to its end."""
        span = self.span(event.start_mark, event.end_mark)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(str(event.anchor), span)
        before = self.nodes
        self.count(1, span)
        self.check_tag(event, span)
        if event.anchor:
            self.open_anchors.add(event.anchor)
        node: Node
        match event:
            case yaml.ScalarEvent():
                node = self.scalar(event, span)
            case yaml.SequenceStartEvent():
                node = self.sequence(span, event, events)
            case _:
                node = self.mapping(span, event, events)
        if event.anchor:
            self.open_anchors.discard(event.anchor)
            self.anchors[event.anchor] = (node, self.nodes - before)
        return node

    def count(self, nodes: int, span: Span) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            message = f"this file has more than {MAX_NODES:,} values, aliases expanded"
            self.diagnostics.error("too-many-nodes", message, span)
            raise _LimitError

    def alias(self, anchor: str, span: Span) -> Node:
        if anchor in self.open_anchors:
            self.diagnostics.error("recursive-alias", f"`*{anchor}` stands inside the value it refers to", span)
            return Scalar("", span)
        if anchor not in self.anchors:
            self.diagnostics.error("unknown-alias", f"nothing above has the anchor `&{anchor}`", span)
            return Scalar("", span)
        node, size = self.anchors[anchor]
        self.count(size, span)
        return node

    def check_tag(self, event: Any, span: Span) -> None:
        tag = event.tag
        if tag is None or tag in CORE_TAGS or tag == "!":
            return
        shown = tag.replace("tag:yaml.org,2002:", "!!")
        end = min(span.column + len(shown), span.end_column) if span.line == span.end_line else span.column + 1
        place = Span(self.file, span.line, span.column, span.line, end)
        self.diagnostics.error("unknown-tag", f"the tag `{shown}` has no meaning here", place, hint="delete it")

    def scalar(self, event: yaml.ScalarEvent, span: Span) -> Scalar:
        for match in FORBIDDEN.finditer(event.value):
            report_character(match[0], span, self.diagnostics)
        return Scalar(event.value, span, plain=event.style in {None, ""} and event.tag is None)

    def enter(self, span: Span) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.diagnostics.error("too-deep", TOO_DEEP, span)
            raise _LimitError

    def sequence(self, span: Span, start: yaml.SequenceStartEvent, events: Events) -> Sequence:
        self.enter(span)
        items = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events))
        self.depth -= 1
        return Sequence(tuple(items), self.span(start.start_mark, event.end_mark))

    def mapping(self, span: Span, start: yaml.MappingStartEvent, events: Events) -> Mapping:
        self.enter(span)
        entries: dict[str, tuple[Scalar, Node]] = {}
        merged: list[Node] = []
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, events)
            value = self.node(next(events), events)
            if not isinstance(key, Scalar):
                message = f"a key must be text, but this is {describe(key)}"
                self.diagnostics.error("expected-text", message, first_line(key.span))
            elif key.text == "<<" and key.plain:
                merged.append(value)
            elif key.text in entries:
                first = Label(entries[key.text][0].span, "first here")
                message = f"the key `{key.text}` stands twice in one mapping"
                self.diagnostics.error("duplicate-key", message, key.span, label="again here", labels=(first,))
            else:
                entries[key.text] = (key, value)
        self.depth -= 1
        for value in merged:
            self.merge(value, entries)
        return Mapping(tuple(entries.values()), self.span(start.start_mark, event.end_mark))

    def merge(self, value: Node, entries: dict[str, tuple[Scalar, Node]]) -> None:
        """Add the entries of a merge key `<<` (https://yaml.org/type/merge.html) that are not there yet."""
        for part in value.items if isinstance(value, Sequence) else (value,):
            if not isinstance(part, Mapping):
                message = f"`<<` takes a mapping, but this is {describe(part)}"
                self.diagnostics.error("expected-mapping", message, first_line(part.span))
                continue
            for key, inner in part.entries:
                entries.setdefault(key.text, (key, inner))
