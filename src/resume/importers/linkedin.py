"""Reads what LinkedIn exports: a ZIP archive of tables, whose columns come and go."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from resume.diagnostics import Span
from resume.importers import archive, dates, texts, whereabouts
from resume.importers.taken import NOWHERE, Item, Report, Said, Tree, reworded, step
from resume.source.nodes import Mapping, Scalar
from resume.source.text import FORBIDDEN, LINE_BREAK

Table: TypeAlias = list[Item]

ORDER: Final = (
    *("profile", "email addresses", "phonenumbers", "positions", "education", "skills", "projects", "volunteering"),
    *("publications", "certifications", "honors", "languages", "recommendations_received", "courses", "patents"),
    *("organizations", "test scores"),
)
"""The tables that are read."""

LABELLED: Final = re.compile(r"([A-Z_ ]+):(?=\S)(?!//)")
"""`[COMPANY:https://example.org,PERSONAL:https://ada.example.org]`."""

BOOKKEEPING: Final = "LinkedIn's own bookkeeping"


def read(content: bytes, file: str, report: Report) -> dict[str, Tree]:
    """Give the résumé; the tables that are not part of one are reported by their number of rows."""
    found = archive.read(content, file, lambda name: _table(name) in ORDER, report.diagnostics)
    if report.diagnostics.has_errors():
        return {}
    tables: dict[str, Table] = {}
    for name, inner in found.items():
        if inner is None:
            report.lose(
                PurePosixPath(name).name, Scalar(name, Span(f"{file}/{name}", 1, 1, 1, 2)), "this file is not read"
            )
        else:
            tables[_table(name)] = _rows(inner, f"{file}/{name}", PurePosixPath(name).name, report)
    if not tables and not report.diagnostics.has_errors():
        message = "this archive has none of the tables that LinkedIn exports, such as Profile.csv"
        report.diagnostics.error("import-kind", message, Span(file, 1, 1, 1, 2))
    tree: dict[str, Tree] = {"basics": _basics(tables, report)}
    for name, (section, reader) in SECTIONS.items():
        if tables.get(name):
            tree[section] = [reader(row, report) for row in tables[name]]
    tree["skills"] = _skills(tables.get("skills", []))
    return tree | _further(tables, report)


def _table(name: str) -> str:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.stem.casefold() if path.suffix.casefold() == ".csv" else ""


def _rows(content: bytes, file: str, path: str, report: Report) -> Table:
    text = content.decode("utf-8-sig", errors="replace")
    report.diagnostics.texts[file] = text
    if "\ufffd" in text:
        report.diagnostics.warning(
            "import-table", "some characters of this table are not UTF-8", Span(file, 1, 1, 1, 2)
        )
    reader = csv.reader(io.StringIO(FORBIDDEN.sub(" ", text), newline=""), strict=False)
    rows: Table = []
    names: list[str] = []
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if not names:
                names = [cell.strip() for cell in row]
                continue
            rows.append(
                _row(row, names, Span(file, reader.line_num, 1, reader.line_num, 2), f"{path}[{len(rows)}]", report)
            )
    except csv.Error as error:
        place = Span(file, max(reader.line_num, 1), 1, max(reader.line_num, 1), 2)
        report.diagnostics.error("import-table", f"this table cannot be read: {error}", place)
    return rows


def _row(row: list[str], names: list[str], span: Span, path: str, report: Report) -> Item:
    """Give a row as a mapping; cells behind the last column's name are called by their numbers."""
    cells: dict[str, str] = {}
    for index, cell in enumerate(row):
        name = names[index] if index < len(names) and names[index] else f"column {index + 1}"
        if cell.strip():
            cells[name if name not in cells else f"{name} {index + 1}"] = LINE_BREAK.sub("\n", cell)
    entries = tuple((Scalar(name, span), Scalar(cell, span, plain=False)) for name, cell in cells.items())
    return Item(Mapping(entries, span), path, report)


def _plain(text: Said | None) -> Said | None:
    return reworded(text, texts.plain(text.text.replace("\n", " "))) if text else None


def _basics(tables: dict[str, Table], report: Report) -> dict[str, Tree]:
    profile = next(iter(tables.get("profile", [])), None) or Item(Mapping((), NOWHERE), "Profile.csv", report)
    first, last = profile.text("First Name"), profile.text("Last Name")
    present = [name for name in (first, last) if name]
    name = reworded(present[0], " ".join(text.text.strip() for text in present)) if present else None
    emails = sorted(tables.get("email addresses", []), key=_is_further)
    addresses = [_only(row, "Email Address") for row in emails]
    numbers = [_only(row, "Number") for row in tables.get("phonenumbers", [])]
    email, phone = (next((text for text in found if text), None) for found in (addresses, numbers))
    profiles: list[Tree] = [
        _profile("Email", text, f"mailto:{text.text}") for text in addresses if text and text is not email
    ]
    profiles += [
        _profile("Phone", text, "tel:" + re.sub(r"[^\d+]", "", text.text))
        for text in numbers
        if text and text is not phone
    ]
    listed = profile.text("Websites")
    websites = [*_listed(listed)]
    if listed and websites and websites[0][0]:
        report.change(listed, "the first one is `url`, without its label")
    profiles += [_profile(label or "Website", text, text.text) for label, text in websites[1:]]
    for _, handle in _listed(profile.text("Twitter Handles")):
        profiles.append(_profile("X", handle, f"https://x.com/{handle.text.removeprefix('@')}"))
    summary = profile.text("Summary")
    location: dict[str, Tree] = {"address": profile.text("Address"), "postalCode": profile.text("Zip Code")}
    return {
        "name": name,
        "label": _plain(profile.text("Headline")),
        "email": email,
        "phone": phone,
        "url": websites[0][1] if websites else None,
        "location": location | whereabouts.location(profile.text("Geo Location"), report),
        "profiles": profiles,
        "summary": reworded(summary, _markdown(summary.text)) if summary else None,
    } | profile.rest()


def _is_further(row: Item) -> bool:
    primary = row.text("Primary")
    if primary:
        row.report.lose(primary.origin, primary, BOOKKEEPING)
    return not primary or primary.text.strip().casefold() not in {"yes", "true"}


def _only(row: Item, name: str) -> Said | None:
    text = row.text(name)
    row.lose(BOOKKEEPING)
    return text


def _profile(network: str, text: Said, url: str) -> dict[str, Tree]:
    return {"network": Said(network, text.span, origin=text.origin), "url": reworded(text, url)}


def _listed(text: Said | None) -> Iterator[tuple[str, Said]]:
    """Part `[COMPANY:https://example.org,OTHER:https://ada.example.org]`, or what is written without its marks."""
    for part in text.text.strip().strip("[]").split(",") if text else ():
        label = LABELLED.match(part.strip())
        words = part.strip()[label.end() :] if label else part.strip()
        if text and words:
            yield (label[1].title() if label else ""), reworded(text, words)


def _markdown(text: str) -> str:
    """Give plain text as Markdown, with its paragraphs and lists."""
    paragraphs, bullets = texts.prose(text)
    return "\n\n".join(filter(None, (paragraphs, "\n".join(f"- {bullet}" for bullet in bullets))))


def _told(row: Item, *names: str) -> dict[str, Tree]:
    """Take descriptions: paragraphs are the summary, the bullets behind them highlights."""
    paragraphs: list[Said] = []
    highlights: list[Tree] = []
    for name in names:
        text = row.text(name)
        if text:
            before, bullets = texts.prose(text.text)
            paragraphs += [reworded(text, before)] if before else []
            highlights += [reworded(text, bullet) for bullet in bullets]
    summary = reworded(paragraphs[0], "\n\n".join(part.text for part in paragraphs)) if paragraphs else None
    return {"summary": summary, "highlights": highlights}


def _period(row: Item, report: Report, start: str = "Started On", end: str = "Finished On") -> dict[str, Tree]:
    return dates.period(row.text(start), row.text(end), None, report)


def _position(row: Item, report: Report) -> Tree:
    held: dict[str, Tree] = {"position": _plain(row.text("Title")), "name": _plain(row.text("Company Name"))}
    return (
        held
        | {"location": _plain(row.text("Location"))}
        | _period(row, report)
        | _told(row, "Description")
        | row.rest()
    )


def _school(row: Item, report: Report) -> Tree:
    held: dict[str, Tree] = {
        "studyType": _plain(row.text("Degree Name")),
        "institution": _plain(row.text("School Name")),
    }
    return held | _period(row, report, "Start Date", "End Date") | _told(row, "Notes", "Activities") | row.rest()


def _project(row: Item, report: Report) -> Tree:
    held: dict[str, Tree] = {"name": _plain(row.text("Title")), "url": row.text("Url")}
    return held | _period(row, report) | _told(row, "Description") | row.rest()


def _volunteer(row: Item, report: Report) -> Tree:
    held: dict[str, Tree] = {"position": _plain(row.text("Role")), "organization": _plain(row.text("Company Name"))}
    return held | _period(row, report) | _told(row, "Description") | row.rest()


def _summarised(row: Item, name: str) -> dict[str, Tree]:
    text = row.text(name)
    return {"summary": reworded(text, _markdown(text.text)) if text else None}


def _publication(row: Item, report: Report) -> Tree:
    held: dict[str, Tree] = {"name": _plain(row.text("Name", "Title")), "publisher": _plain(row.text("Publisher"))}
    held |= dates.day(row.text("Published On"), "releaseDate", report)
    return held | {"url": row.text("Url")} | _summarised(row, "Description") | row.rest()


def _certificate(row: Item, report: Report) -> Tree:
    held: dict[str, Tree] = {"name": _plain(row.text("Name")), "issuer": _plain(row.text("Authority"))}
    return held | dates.day(row.text("Started On"), "date", report) | {"url": row.text("Url")} | row.rest()


def _honor(row: Item, report: Report) -> Tree:
    held: dict[str, Tree] = {"title": _plain(row.text("Title")), **dates.day(row.text("Issued On"), "date", report)}
    return held | _summarised(row, "Description") | row.rest()


def _language(row: Item, report: Report) -> Tree:
    del report
    return {"language": _plain(row.text("Name")), "fluency": _plain(row.text("Proficiency"))} | row.rest()


def _reference(row: Item, report: Report) -> Tree:
    del report
    names = [name for name in (row.text("First Name"), row.text("Last Name")) if name]
    rank = [_plain(text) for text in (row.text("Job Title"), row.text("Company")) if text]
    who = [" ".join(name.text.strip() for name in names), *(text.text for text in rank if text)]
    anchor = names[0] if names else None
    text = row.text("Text")
    said = reworded(text, _markdown(text.text)) if text else None
    return {"name": reworded(anchor, ", ".join(filter(None, who))) if anchor else None, "reference": said} | row.rest()


SECTIONS: Final[dict[str, tuple[str, Callable[[Item, Report], Tree]]]] = {
    "positions": ("work", _position),
    "education": ("education", _school),
    "skills": ("skills", lambda row, report: None),  # noqa: ARG005 - all of them are one group
    "projects": ("projects", _project),
    "volunteering": ("volunteer", _volunteer),
    "publications": ("publications", _publication),
    "certifications": ("certificates", _certificate),
    "honors": ("awards", _honor),
    "languages": ("languages", _language),
    "recommendations_received": ("references", _reference),
}


def _skills(rows: Table) -> list[Tree]:
    names = [_plain(row.text("Name")) for row in rows]
    kept = [rest for row in rows if (rest := row.rest())]
    return [{"keywords": [*names], "x-columns": [*kept]}] if rows else []


def _further(tables: dict[str, Table], report: Report) -> dict[str, Tree]:
    """Give what JSON Resume has no section for as sections of one's own."""
    custom: dict[str, Tree] = {}
    for name, heading in (
        ("courses", "Courses"),
        ("patents", "Patents"),
        ("organizations", "Organizations"),
        ("test scores", "Test Scores"),
    ):
        items: list[Tree] = []
        for row in tables.get(name, []):
            held: dict[str, Tree] = {
                "name": _plain(row.text("Name", "Title")),
                "position": _plain(row.text("Position")),
            }
            held |= {"organization": _plain(row.text("Number", "Issuer", "Score")), "url": row.text("Url")}
            held |= _period(row, report) | _told(row, "Description")
            items.append(held | row.rest())
        if items:
            span = Span("", 1, 1, 1, 2)
            custom[name.replace(" ", "-")] = {"title": Said(heading, span, origin=step("", heading)), "items": items}
    return {"custom": custom}
