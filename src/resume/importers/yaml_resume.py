"""Reads YAMLResume 0.16 (https://yamlresume.dev)."""

from typing import Final

from pydantic_core import PydanticCustomError

from resume.importers import dates, texts, whereabouts
from resume.importers.taken import Item, Report, Said, Tree, reworded
from resume.model.values import check_language
from resume.source.nodes import Mapping

TEXTS: Final = {
    "work": ("name", "position", "location", "url"),
    "volunteer": ("organization", "position", "location", "url"),
    "education": ("institution", "area", ("degree", "studyType"), "url", "score"),
    "awards": ("title", "awarder"),
    "certificates": ("name", "issuer", "url"),
    "publications": ("name", "publisher", "url"),
    "skills": ("name", "level"),
    "languages": ("language", "fluency"),
    "interests": ("name",),
    "references": ("name", ("summary", "reference")),
    "projects": ("name", "description", "url"),
}
"""The texts of each section's entries; a pair is their key and ours."""

WORDS: Final = {
    "education": "courses",
    "skills": "keywords",
    "interests": "keywords",
    "projects": "keywords",
}
DATED: Final = ("work", "volunteer", "education", "projects")
"""Sections whose entries have a beginning, an end, and highlights."""

DAYS: Final = {"awards": "date", "certificates": "date", "publications": "releaseDate"}


def read(root: Mapping, report: Report) -> dict[str, Tree]:
    """Give the résumé."""
    document = Item(root, "", report)
    language = _language(document.item("locale"))
    content = document.item("content")
    tree: dict[str, Tree] = {"language": language, "basics": None}
    inner = content.item("basics")
    basics: dict[str, Tree] = {
        "name": inner.text("name"),
        "label": inner.text("headline", "label"),
        "email": inner.text("email"),
        "phone": inner.text("phone"),
        "url": inner.text("url"),
        "location": _location(content.item("location"), report),
        "profiles": [_profile(profile) for profile in content.items("profiles")],
        "summary": inner.text("summary"),
    }
    tree["basics"] = basics | inner.rest()
    spoken = language.text if language else ""
    for name in content.left():
        if name in TEXTS:
            tree[name] = [_entry(name, item, report, spoken) for item in content.items(name)]
    tree |= content.rest()
    document.item("layouts").lose("how it looks is the theme's to say")
    for layout in document.items("layouts"):
        layout.lose("how it looks is the theme's to say")
    return tree | document.rest(tree)


def _language(locale: Item) -> Said | None:
    text = locale.text("language")
    locale.lose("there is no such setting")
    if text:
        try:
            language = reworded(text, check_language(text.text))
        except PydanticCustomError:
            locale.report.lose(text.origin, text, "this is no language tag")
        else:
            locale.report.change(text, f"here it is `language: {language.text}`")
            return language
    return None


def _location(location: Item, report: Report) -> dict[str, Tree]:
    return {
        "address": location.text("address"),
        "postalCode": location.text("postalCode"),
        "city": location.text("city"),
        "region": location.text("region"),
        "countryCode": whereabouts.country(location.text("country", "countryCode"), report),
    } | location.rest()


def _profile(profile: Item) -> dict[str, Tree]:
    return {key: profile.text(key) for key in ("network", "username", "url")} | profile.rest()


def _entry(section: str, item: Item, report: Report, language: str) -> dict[str, Tree]:
    tree: dict[str, Tree] = {}
    for pair in TEXTS[section]:
        theirs, ours = (pair, pair) if isinstance(pair, str) else pair
        tree[ours] = item.text(theirs)
    if section in DATED:
        tree |= dates.period(item.text("startDate"), item.text("endDate"), None, report, language)
        summary = item.text("summary")
        bullets = texts.items(summary.text) if summary else []
        if summary and bullets:
            report.change(summary, "its list became `highlights`")
        tree["summary"] = None if bullets else summary
        listed: list[Tree] = [reworded(summary, bullet) for bullet in bullets if summary]
        tree["highlights"] = [*listed, *item.texts("highlights")]
    elif section in DAYS:
        tree |= dates.day(item.text(DAYS[section]), DAYS[section], report, language)
        tree["summary"] = item.text("summary") if section != "certificates" else None
    if section in WORDS:
        words: list[Tree] = [*item.texts(WORDS[section])]
        tree[WORDS[section]] = words
    return tree | item.rest()
