"""Says what of a source each of its variants keeps and leaves out."""

from dataclasses import dataclass

from resume.diagnostics import Diagnostics, Path, Span
from resume.source import nodes
from resume.source.compose import first_line
from resume.tailor import tailor
from resume.tailor.keep import Left, counts
from resume.tailor.tailor import Choice, Source


@dataclass(frozen=True, slots=True)
class Omission:
    """A part that a variant leaves out: where it stands, what it says in short."""

    path: Path
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many parts of each section a variant keeps, by the sections' ids, and what it leaves out."""

    variant: str
    kept: dict[str, int]
    left: tuple[Omission, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """How many parts each section of the source has, in order, and what becomes of them in each variant."""

    whole: dict[str, int]
    shares: tuple[Share, ...]


def survey(source: Source, diagnostics: Diagnostics) -> Survey:
    """Look at each variant of a source; what is wrong with one is reported."""
    resume = source.whole.resume
    found = counts(source.picked.root)
    order = [choice.id for choice in resume.sections]
    whole = {name: found[name] for name in (*order, *found) if name in found}
    shares = []
    for name in resume.variants:
        tailored = tailor.tailor(source, Choice(name), diagnostics)
        if tailored:
            shares.append(Share(name, dict(tailored.parts), tuple(map(_omission, tailored.left))))
    return Survey(whole, tuple(shares))


def _omission(left: Left) -> Omission:
    return Omission(left.path, first_line(left.node.span), _short(left.node))


def _short(node: nodes.Node) -> str:
    """Say in a few words what a part is: its own text, or the first that it holds."""
    match node:
        case nodes.Scalar(text):
            return " ".join(text.split())
        case nodes.Sequence(items):
            return ", ".join(filter(None, map(_short, items)))
        case nodes.Mapping(entries):
            return next(
                (
                    said
                    for key, value in entries
                    if key.text not in {"id", "tags", "priority"} and (said := _short(value))
                ),
                "",
            )
