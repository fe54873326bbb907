"""Makes the head of a résumé: who it is, and how to reach them."""

from resume.model.resume import Basics, Location, Profile
from resume.view.markdown import Run
from resume.view.page import Contact, Head, Text
from resume.view.texts import Texts, cleaned, joined

AT = "basics"


def head(basics: Basics, texts: Texts) -> Head:
    """Make the head; contacts stand in the order in which people look for them."""
    email, phone = basics.email, basics.phone
    contacts = [
        ("email", texts.plain(email, AT, "email", href=f"mailto:{email}")),
        ("phone", texts.plain(phone, AT, "phone", href=_dialled(phone or ""))),
        ("url", texts.link(basics.url, AT, "url")),
        ("location", _location(basics.location or Location(), texts)),
    ]
    labelled = [Contact(kind, text, texts.words.labels[kind]) for kind, text in contacts if text]
    for index, profile in enumerate(basics.profiles):
        text = _profile(profile, texts, AT, "profiles", index)
        labelled += [Contact("profile", text, _label(profile, text, texts))] if text else []
    return Head(
        name=Text((Run(cleaned(basics.name)),), (AT, "name"), column=texts.column),
        label=texts.text(basics.label, AT, "label"),
        tagline=texts.text(basics.tagline, AT, "tagline"),
        contacts=tuple(labelled),
    )


def _dialled(phone: str) -> str:
    """Give the `tel:` URL (RFC 3966 §3) of a number that can be dialled as it stands, else nothing."""
    if not phone.isascii() or any(c.isalpha() for c in phone):
        return ""
    digits = "".join(c for c in phone if c.isdigit() or c == "+")
    return f"tel:{digits}" if digits else ""


def _location(location: Location, texts: Texts) -> Text | None:
    at = (AT, "location")
    street = texts.plain(location.address, *at, "address")
    city = texts.plain(location.city, *at, "city")
    region = texts.plain(location.region, *at, "region")
    code = texts.plain(location.postal_code, *at, "postalCode")
    country = texts.plain(location.country_code, *at, "countryCode")
    return joined((street, city, joined((region, code), " ", *at), country), texts.words.comma, *at)


def _label(profile: Profile, text: Text, texts: Texts) -> str:
    """Give the name of a profile's network, unless its text says that itself."""
    network = profile.network or ""
    return network if network and not str(text).startswith(network) else texts.words.labels["profile"]


def _profile(profile: Profile, texts: Texts, *path: str | int) -> Text | None:
    """Give a profile's address, and what of its network and user name the address does not say."""
    link = texts.link(profile.url, *path, "url")
    said = str(link or "").casefold()
    network, username = profile.network or "", profile.username or ""
    if network.casefold().replace(" ", "") in said:
        network = ""
    if username.casefold().lstrip("@") in said:
        username = ""
    account = joined((texts.plain(username, *path, "username"), link), " ", *path)
    return joined((texts.plain(network, *path, "network"), account), f"{texts.words.colon} ", *path)
