"""Reads RenderCV 2 (https://docs.rendercv.com), its head and its settings."""

import re
from collections.abc import Callable
from typing import Final

from resume.fonts import FAMILIES
from resume.importers import rendercv_sections as sections
from resume.importers import whereabouts
from resume.importers.taken import Item, Report, Said, Tree, joined, reworded
from resume.model.values import EMAIL, millimetres
from resume.source.nodes import Mapping
from resume.view import words

ADDRESSES: Final = {
    "LinkedIn": "https://linkedin.com/in/{}",
    "GitHub": "https://github.com/{}",
    "GitLab": "https://gitlab.com/{}",
    "IMDB": "https://imdb.com/name/{}",
    "Instagram": "https://instagram.com/{}",
    "ORCID": "https://orcid.org/{}",
    "StackOverflow": "https://stackoverflow.com/users/{}",
    "ResearchGate": "https://researchgate.net/profile/{}",
    "YouTube": "https://youtube.com/@{}",
    "Google Scholar": "https://scholar.google.com/citations?user={}",
    "Telegram": "https://t.me/{}",
    "WhatsApp": "https://wa.me/{}",
    "Leetcode": "https://leetcode.com/u/{}",
    "X": "https://x.com/{}",
    "Bluesky": "https://bsky.app/profile/{}",
    "Reddit": "https://reddit.com/user/{}",
}
"""Where a network has a user's page (rendercv 2.8, `social_network.py`)."""

MASTODON: Final = re.compile(r"@?([\w.-]+)@([\w.-]+\.\w+)\Z")

LANGUAGES: Final = {
    "english": "en",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "dutch": "nl",
    "danish": "da",
    "norwegian": "nb",
    "norwegian_bokmål": "nb",
    "norwegian_nynorsk": "nb",
    "swedish": "sv",
    "finnish": "fi",
    "polish": "pl",
    "czech": "cs",
    "hungarian": "hu",
    "turkish": "tr",
    "russian": "ru",
    "ukrainian": "uk",
    "greek": "el",
    "hebrew": "he",
    "arabic": "ar",
    "persian": "fa",
    "hindi": "hi",
    "indonesian": "id",
    "vietnamese": "vi",
    "japanese": "ja",
    "korean": "ko",
    "mandarin_chinese": "zh",
    "mandarin_chineese": "zh",
    "chinese": "zh",
}
"""What `locale.language` calls a language, and its tag."""

PAPER: Final = {"us-letter": "letter", "letter": "letter", "a4": "a4", "a5": "a5"}
THEMES: Final = {"classic": "classic", "moderncv": "modern"}
"""Themes of theirs that one of ours is like."""

MARGINS: Final = ("top_margin", "right_margin", "bottom_margin", "left_margin")
RGB: Final = re.compile(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)\Z")
NO_SETTING: Final = "there is no such setting"
NO_FONT: Final = "this font does not come with the tool"
HEX: Final = re.compile(r"#[0-9a-fA-F]{6}\Z")


def read(root: Mapping, report: Report) -> dict[str, Tree]:
    """Give the résumé; the look of the page is taken over where we have an option for it."""
    document = Item(root, "", report)
    cv = document.item("cv")
    locale, settings, design = (document.item(name) for name in ("locale", "settings", "design"))
    language = _language(locale)
    keywords = settings.texts("bold_keywords")
    for keyword in keywords:
        report.change(keyword, "set in bold where it stands")
    held = sections.read(
        cv.item("sections"), language.text if language else "", [keyword.text for keyword in keywords], report
    )
    summary = held.pop("summary")
    tree: dict[str, Tree] = {
        "language": language,
        "basics": _basics(cv, report) | {"summary": summary} | cv.rest(),
        **held,
    }
    tree |= _look(design, report)
    for item in (locale, settings, design):
        item.lose(NO_SETTING)
    return tree | document.rest()


def _language(locale: Item) -> Said | None:
    name = locale.text("language")
    tag = LANGUAGES.get(name.text.strip().casefold()) or (words.find(name.text) and name.text) if name else ""
    if name and not tag:
        locale.report.lose(name.origin, name, "there are no words for this language")
    if name and tag:
        locale.report.change(name, f"here it is `{tag}`")
    return reworded(name, tag) if name and tag else None


def _basics(cv: Item, report: Report) -> dict[str, Tree]:
    name, label, line, photo = cv.text("name"), cv.text("headline"), cv.text("location"), cv.text("photo")
    emails, websites = cv.texts("email"), cv.texts("website")
    phones = [_number(phone, report) for phone in cv.texts("phone")]
    email, phone, website = (found.pop(0) if found else None for found in (emails, phones, websites))
    profiles: list[Tree] = [*(_further(text, "Email", f"mailto:{text.text}") for text in emails)]
    profiles += [_further(text, "Phone", f"tel:{text.text}") for text in phones]
    profiles += [_further(text, "Website", text.text) for text in websites]
    profiles += [_network(item) for item in cv.items("social_networks")]
    profiles += [_connection(item) for item in cv.items("custom_connections")]
    return {
        "name": name,
        "label": label,
        "image": photo,
        "email": email,
        "phone": phone,
        "url": website,
        "location": whereabouts.location(line, report),
        "profiles": profiles,
    }


def _number(phone: Said, report: Report) -> Said:
    number = phone.text.strip().removeprefix("tel:")
    if number != phone.text.strip():
        report.change(phone, f"written as {number}")
    return reworded(phone, number)


def _further(text: Said, network: str, url: str) -> dict[str, Tree]:
    """Give a second address: there is one place for each in the head, and any number of profiles."""
    is_right = network != "Email" or EMAIL.match(text.text)
    shown = {"url": reworded(text, url.replace(" ", ""))} if is_right else {"username": text}
    return {"network": Said(network, text.span, origin=text.origin), **shown}


def _network(item: Item) -> dict[str, Tree]:
    network, username = item.text("network"), item.text("username")
    url = ""
    if network and username:
        mastodon = MASTODON.match(username.text) if network.text == "Mastodon" else None
        url = f"https://{mastodon[2]}/@{mastodon[1]}" if mastodon else ""
        if network.text in ADDRESSES:
            url = ADDRESSES[network.text].format(username.text.strip())
    address = reworded(username, url) if username and url else None
    return {"network": network, "username": username, "url": address} | item.rest()


def _connection(item: Item) -> dict[str, Tree]:
    return {"username": item.text("placeholder"), "url": item.text("url")} | item.rest()


def _look(design: Item, report: Report) -> dict[str, Tree]:
    """Take over the theme, a colour, fonts, their size and the paper, where we have the like."""
    colours, page, typography = (design.item(name) for name in ("colors", "page", "typography"))
    families, sizes = typography.item("font_family"), typography.item("font_size")
    body = typography.text("font_family") or families.text("body")
    theme: dict[str, Tree] = {
        "name": _option(design.text("theme"), lambda name: THEMES.get(name, ""), "there is no such theme", report),
        "accent": _option(
            colours.text("section_titles", "name"), _colour, "this is no colour that can be read", report
        ),
        "font-text": _option(body, _family, NO_FONT, report),
        "font-head": _option(families.text("section_titles", "name"), _family, NO_FONT, report),
        "size": _option(sizes.text("body"), _length, "this is no absolute length", report),
    }
    size = _option(page.text("size"), lambda name: PAPER.get(name, ""), "there is no such paper", report)
    sides = [_option(page.text(side), _length, "this is no absolute length", report) for side in MARGINS]
    margin = joined(" ", *sides)
    if not all(sides):
        for side in filter(None, sides):
            report.lose(side.origin, side, "a margin has four sides")
        margin = None
    for item in (families, sizes, typography, colours, page):
        item.lose(NO_SETTING)
    return {"theme": theme, "page": {"size": size, "margin": margin}}


def _option(said: Said | None, ours: Callable[[str], str], why: str, report: Report) -> Said | None:
    """Give what an option of ours is for one of theirs; what there is nothing for is lost."""
    found = ours(said.text.strip()) if said else ""
    if said and not found:
        report.lose(said.origin, said, why)
    elif said:
        report.change(said, f"here it is `{found}`")
    return reworded(said, found) if said and found else None


def _family(name: str) -> str:
    return name if name in FAMILIES else ""


def _length(text: str) -> str:
    plain = text.replace(" ", "")
    return plain if millimetres(plain) is not None else ""


def _colour(text: str) -> str:
    """Write a colour as our themes take it; nothing where it is written in another way."""
    numbers = RGB.match(text.strip())
    if numbers and all(int(part) < 256 for part in numbers.groups()):  # noqa: PLR2004 - a byte
        return "#" + "".join(f"{int(part):02x}" for part in numbers.groups())
    return text.strip().lower() if HEX.match(text.strip()) else ""
