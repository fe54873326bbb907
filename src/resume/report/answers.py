"""Lays out what was found out besides: what a parser recovers, what of a posting is said, what is translated."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from resume.parser.fields import Dates, Fields
from resume.parser.score import Score, overall
from resume.posting.coverage import Coverage, Term
from resume.report.terminal import printable
from resume.tailor.languages import Picked

LABEL: Final = 17
"""Characters of a label's column."""

PLACES: Final = 2
"""Places of a term that are named; of more, only how many there are."""


def data(
    parsed: Mapping[str, tuple[Fields, tuple[Score, ...]]],
    coverage: Coverage | None,
    languages: Mapping[str, Picked],
) -> dict[str, Any]:
    """Give them as values that JSON has; what there is nothing of is left out."""
    found: dict[str, Any] = {}
    if parsed:
        found["parsed"] = [
            {
                "file": name,
                "fields": asdict(fields),
                "scores": [{**asdict(score), "share": score.share} for score in scores],
            }
            for name, (fields, scores) in parsed.items()
        ]
    if coverage:
        found["job"] = {
            "language": coverage.language,
            "share": coverage.share,
            "terms": [asdict(term) for term in coverage.terms],
        }
    if languages:
        found["languages"] = [
            {
                "language": language,
                "texts": picked.texts,
                "missing": [
                    {"path": path, "file": span.file, "line": span.line, "column": span.column}
                    for path, span in picked.missing
                ],
            }
            for language, picked in languages.items()
        ]
    return found


def parsed(name: str, fields: Fields, scores: Iterable[Score]) -> str:
    """Lay out the fields that a parser recovers and, where it is known what they should be, its score."""
    told = [*scores]
    total, matched = sum(score.total for score in told), sum(score.matched for score in told)
    share = f": {matched} of {total}, {overall(told):.0%}" if total else ""
    lines = [f"what a parser reads in {name}{share}", ""]
    for score in told:
        lines += _column(f"{score.field} {score.matched}/{score.total}", _against(score))
    if not told:
        for label, values in _plain(fields):
            lines += _column(label, values or ["(not found)"])
    return printable_lines(lines)


def coverage(found: Coverage) -> str:
    """Lay out what of a posting a résumé says, and where; and what it does not say."""
    said, missing = found.said, found.missing
    lines = [f"of {len(found.terms)} terms of the posting the résumé says {len(said)}, {found.share:.0%} by weight"]
    width = max((len(term.name) for term in found.terms), default=0)
    for heading, terms in (("said", said), ("not said", missing)):
        if terms:
            lines += ["", heading]
            lines += [f"  {term.name:<{width}}  {_about(term)}".rstrip() for term in terms]
    return printable_lines(lines)


def completeness(languages: Mapping[str, Picked]) -> str:
    """Lay out how complete a source is in each language that it is written in."""
    width = max(map(len, languages), default=0)
    lines = ["how complete each language is"]
    for language, picked in languages.items():
        there = picked.texts - len(picked.missing)
        share = there / picked.texts if picked.texts else 1.0
        lines.append(f"  {language:<{width}}  {share:4.0%}  {there} of {picked.texts} texts")
    return printable_lines(lines)


def printable_lines(lines: Iterable[str]) -> str:
    """Join lines, without what could steer a terminal."""
    return "\n".join(map(printable, lines))


def _about(term: Term) -> str:
    """Say where a résumé says a term, and why the posting's is one."""
    where = [", ".join(term.places[:PLACES])] if term.places else []
    if len(term.places) > PLACES:
        where[0] += f" and {len(term.places) - PLACES} more"
    written = [f"as {', '.join(term.said_as)}"] if term.said_as else []
    wish = [] if term.is_required else ["a wish"]
    lines = ", ".join(map(str, term.posting_lines[:PLACES]))
    asked = f"posting line {lines}" + (" …" if len(term.posting_lines) > PLACES else "")
    return " · ".join([*where, *written, *wish, asked, term.why])


def _against(score: Score) -> Iterator[str]:
    """Give what was found, what was not, and what was found in its stead."""
    left = [*score.lost]
    for value in score.said:
        if value in left:
            left.remove(value)
            yield f"{value}   <- not found"
        else:
            yield value
    for value in score.extra:
        yield f"{value}   <- not in the source"


def _plain(fields: Fields) -> Iterator[tuple[str, list[str]]]:
    yield "name", [fields.name] if fields.name else []
    yield "email", [fields.email] if fields.email else []
    yield "phone", [fields.phone] if fields.phone else []
    yield "links", [*fields.links]
    yield "jobs", [_joined(job.title, job.employer, job.location, _dates(job.dates)) for job in fields.jobs]
    yield "education", [_joined(school.degree, school.institution, _dates(school.dates)) for school in fields.schools]
    yield "skills", [", ".join(fields.skills)] if fields.skills else []
    yield "headings", [*fields.headings]


def _joined(*texts: str) -> str:
    return " · ".join(text for text in texts if text)


def _dates(dates: Dates) -> str:
    return " to ".join(date for date in (dates.start, dates.end) if date)


def _column(label: str, values: Iterable[str]) -> Iterator[str]:
    for number, value in enumerate(values):
        yield f"  {'' if number else label:<{LABEL}} {value}".rstrip()
