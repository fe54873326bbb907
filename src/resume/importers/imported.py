"""Reads the file of another tool into the text of a resume.yaml, with what became of all that it says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from resume import interchange
from resume.diagnostics import Span
from resume.document.attachments import attached
from resume.document.content import UnreadableError
from resume.files import READ_LIMIT
from resume.importers import bibtex, json_resume, linkedin, original, rendercv, settle, yaml_resume
from resume.importers.recognise import NAMES, Kind, recognise
from resume.importers.taken import Report, Tree, noded
from resume.model import load
from resume.source import compose, emit
from resume.source.nodes import Mapping
from resume.source.text import decode

SCHEMA: Final = "# yaml-language-server: $schema=./resume.schema.json"
"""What editors look for on the first line (https://github.com/redhat-developer/yaml-language-server)."""

WORDS: Final = ("keywords", "courses", "roles", "tags")
"""Lists of words, which stand on one line."""

OUTPUT: Final = "resume.yaml"


Read: TypeAlias = tuple[dict[str, Tree], Mapping | None]
"""What was read: a résumé in the making, and of JSON Resume the document itself."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: a résumé, none where there are errors, and what became of its values."""

    kind: Kind | None
    resume: Mapping | None
    report: Report

    def text(self) -> str:
        """Give the text of a resume.yaml."""
        return emit.written(self.resume, SCHEMA, WORDS) if self.resume else ""


def read(content: bytes, file: str) -> Imported:
    """Read a file that is told by its content; what is wrong with it is reported at its place."""
    report = Report()
    if len(content) >= READ_LIMIT:
        message = f"this file has {READ_LIMIT:,} bytes or more; nothing that large is read"
        report.diagnostics.error("too-large", message, Span(file, 1, 1, 1, 2))
        return Imported(None, None, report)
    kind = recognise(content)
    reader = IMPORTERS.get(kind) if kind else None
    if reader is None:
        report.diagnostics.error("import-kind", _unknown(kind), Span(file, 1, 1, 1, 2), hint=_known())
        return Imported(kind, None, report)
    tree, source = reader(content, file, report)
    report.close()
    if report.diagnostics.has_errors():
        return Imported(kind, None, report)
    root = noded(settle.settled(tree, report))
    if not isinstance(root, Mapping) or not root.entries:
        report.diagnostics.error(
            "import-incomplete", "there is nothing of a résumé in this file", Span(file, 1, 1, 1, 2)
        )
        return Imported(kind, None, report)
    imported = Imported(kind, original.kept(root, source, report) if source else root, report)
    _check(imported)
    return imported


def _text(content: bytes, file: str, report: Report) -> str | None:
    return decode(content.removeprefix("\ufeff".encode()), file, report.diagnostics)


def _json_resume(content: bytes, file: str, report: Report) -> Read:
    """Read JSON Resume, with what `resume build -f json` put into it for this."""
    root = _parsed(content, file, report)
    if root is None:
        return {}, None
    ours = interchange.inward(root)
    return json_resume.read(ours, report), ours


def _pdf(content: bytes, file: str, report: Report) -> Read:
    """Read the file that `resume build --embed` puts into a PDF."""
    try:
        inside = attached(content).get(interchange.FILE)
    except UnreadableError as error:
        report.diagnostics.error("unreadable-pdf", f"{file} cannot be read: {error}", Span(file, 1, 1, 1, 2))
        return {}, None
    if inside is None:
        message = f"this PDF holds no file {interchange.FILE}, from which a résumé could be read"
        hint = "such a PDF is made by `resume build --embed`"
        report.diagnostics.error("import-kind", message, Span(file, 1, 1, 1, 2), hint=hint)
        return {}, None
    return _json_resume(inside, f"{file}#{interchange.FILE}", report)


def _parsed(content: bytes, file: str, report: Report) -> Mapping | None:
    text = _text(content, file, report)
    return compose.parse(text, file, report.diagnostics, hint=_known()) if text is not None else None


def _of_nodes(reader: Callable[[Mapping, Report], dict[str, Tree]]) -> "Importer":
    """Make an importer of what reads a YAML or JSON document."""

    def read(content: bytes, file: str, report: Report) -> Read:
        root = _parsed(content, file, report)
        return (reader(root, report) if root else {}), None

    return read


def _bibtex(content: bytes, file: str, report: Report) -> Read:
    text = _text(content, file, report)
    return (bibtex.read(text, file, report) if text is not None else {}), None


def _linkedin(content: bytes, file: str, report: Report) -> Read:
    return linkedin.read(content, file, report), None


Importer = Callable[[bytes, str, Report], Read]

IMPORTERS: Final[dict[Kind, Importer]] = {
    "json-resume": _json_resume,
    "rendercv": _of_nodes(rendercv.read),
    "yamlresume": _of_nodes(yaml_resume.read),
    "linkedin": _linkedin,
    "bibtex": _bibtex,
    "pdf": _pdf,
}
"""What reads each kind of file."""


def _unknown(kind: Kind | None) -> str:
    if kind:
        return f"this is {NAMES[kind]}, which holds no résumé that could be read"
    return "this file is of no kind that is known"


def _known() -> str:
    return "what can be read: " + ", ".join(NAMES[kind] for kind in IMPORTERS)


def _check(imported: Imported) -> None:
    """Say what is missing, or still wrong, in the résumé as it will be read."""
    diagnostics = imported.report.diagnostics
    text = imported.text()
    after = Report().diagnostics
    root = compose.parse(text, OUTPUT, after)
    if root:
        load.load(settle.spoken(root), after)
    if imported.resume is None or not _has_name(imported.resume):
        message = "nothing in this file says whose résumé it is" if imported.kind != "bibtex" else ""
        if message:
            diagnostics.warning("import-incomplete", message, hint="write it under `basics`, as `name:`")
    for item in after.items:
        if item.severity == "error" and item.code != "missing-key":
            diagnostics.warning("import-incomplete", f"the résumé has an error: {item.message} ({item.code})")


def _has_name(resume: Mapping) -> bool:
    basics = resume.get("basics")
    return isinstance(basics, Mapping) and basics.get("name") is not None
