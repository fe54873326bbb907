"""Reads a source with what is laid over it, and gives of it what is wanted for one purpose."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

from resume.diagnostics import Diagnostics, Span, did_you_mean
from resume.model.load import Loaded, load
from resume.model.parts import EXTENSIONS
from resume.model.resume import Resume
from resume.model.rules import content
from resume.source import compose, nodes, text
from resume.tailor import languages, overlay, settings
from resume.tailor.keep import Left, Tags, counts, keep, shown, tags_of
from resume.tailor.redaction import NO_SECRETS, Secrets, redact

ENGLISH: Final = "en"

TO_BASICS: Final = ("label", "tagline", "summary")
TO_ROOT: Final = ("language", "sections", "theme", "page")
"""The fields of a variant that take the place of those of `basics`, and of the document's."""

SERVED: Final = ("variants", "builds")
"""Keys that have served when a résumé is tailored."""

MOST: Final = 12
"""Places that a diagnostic names; of more, only how many there are."""


@dataclass(frozen=True, slots=True)
class File:
    """A file by the name that diagnostics give it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a source is wanted: a variant, further tags, and without which; in which language.

    `redact` are kinds of what tells of the person; `public` leaves out what is private.
    """

    variant: str = ""
    tags: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    language: str = ""
    public: bool = False
    redact: tuple[str, ...] = ()


WHOLE: Final = Choice()


@dataclass(frozen=True, slots=True)
class Source:
    """A source with its overlays and settings, and the whole of it as a résumé in its own language."""

    root: nodes.Mapping
    settings: tuple[str, ...]
    whole: Loaded
    picked: languages.Picked

    @property
    def language(self) -> str:
        """The language that it is written in."""
        return self.whole.resume.language or ENGLISH

    @property
    def languages(self) -> list[str]:
        """All languages that its texts are written in, its own first."""
        return [*dict.fromkeys([self.language, *languages.spoken(self.root)])]


@dataclass(frozen=True, slots=True)
class Tailored:
    """What was wanted, with how many `parts` of each section; what was left out, and what must stand nowhere.

    `is_redacted` says that something was taken out, or private parts left out.
    """

    loaded: Loaded
    variant: str = ""
    parts: Mapping[str, int] = field(default_factory=dict)
    left: tuple[Left, ...] = ()
    secrets: Secrets = NO_SECRETS
    is_redacted: bool = False


def read(file: File, overlays: Sequence[File], values: tuple[str, ...], diagnostics: Diagnostics) -> Source | None:
    """Read a source, lay others over it, and validate the whole; where that fails, errors are reported."""
    read_files = [_root(given, diagnostics) for given in (file, *overlays)]
    roots = [root for root in read_files if root]
    if len(roots) < len(read_files):
        return None
    before = len(diagnostics.items)
    root = reduce(lambda base, over: overlay.merged_mappings(base, over, diagnostics), roots)
    picked = _in_language(settings.apply(root, values, diagnostics), "")
    whole = load(picked.root, diagnostics)
    is_broken = any(item.severity == "error" for item in diagnostics.items[before:])
    return None if whole is None or is_broken else Source(root, values, whole, picked)


def _root(file: File, diagnostics: Diagnostics) -> nodes.Mapping | None:
    decoded = text.decode(file.content, file.name, diagnostics)
    return compose.parse(decoded, file.name, diagnostics) if decoded is not None else None


def tailor(source: Source, choice: Choice, diagnostics: Diagnostics) -> Tailored | None:
    """Give what is wanted of a source; where there is no such thing, errors are reported.

    A variant's values come first, then the settings; then parts are chosen by their tags, texts by
    their language, and what is to be redacted is taken out.
    """
    if choice == WHOLE:
        _check_language(source.picked, source.language, diagnostics)
        return Tailored(source.whole, parts=counts(source.picked.root))
    before = len(diagnostics.items)
    root = source.root
    tags, public, kinds = {*choice.tags}, choice.public, {*choice.redact}
    without = {*choice.without}
    for name in _lineage(choice.variant, source.whole.resume, diagnostics):
        variant = source.whole.resume.variants[name]
        root = _varied(root, name, diagnostics)
        tags, without = tags | {*variant.include}, without | {*variant.exclude}
        public, kinds = public or variant.public, kinds | {*variant.redact}
    root = settings.apply(root, source.settings, diagnostics)
    _check_tags(choice, root, diagnostics)
    kept, left = keep(root, Tags(frozenset(tags), frozenset(without), public))
    _check_sections(choice.variant, root, kept, left, source, diagnostics)
    picked = _in_language(kept, choice.language)
    _check_language(picked, choice.language or _own(kept), diagnostics)
    redacted, secrets = redact(picked.root, kinds)
    is_redacted = public or bool(kinds)
    if is_redacted:  # `x-…` keys are for no page, but for JSON
        redacted = nodes.without_keys(redacted, EXTENSIONS)
    loaded = load(redacted.without(*SERVED), diagnostics)
    if loaded is None or any(item.severity == "error" for item in diagnostics.items[before:]):
        return None
    return Tailored(loaded, choice.variant, counts(kept), tuple(left), secrets, is_redacted=is_redacted)


def handed_out(loaded: Loaded) -> Loaded:
    """Give a résumé without the sections that its page does not show, as those may have it who are given the page."""
    root = loaded.places.values[()]
    kept = shown(root) if isinstance(root, nodes.Mapping) else None
    return (load(kept, Diagnostics()) if kept and kept != root else None) or loaded


def completeness(source: Source, diagnostics: Diagnostics) -> dict[str, languages.Picked]:
    """Give for each language what of the texts is not in it, and warn of it; nothing where all are written in one."""
    if len(source.languages) == 1:
        return {}
    whole = settings.apply(source.root, source.settings, Diagnostics())
    found = {language: _in_language(whole, language) for language in source.languages}
    for language, picked in found.items():
        _check_language(picked, language, diagnostics)
    return found


def _own(root: nodes.Mapping) -> str:
    language = root.get("language")
    return language.text.strip() if isinstance(language, nodes.Scalar) and not language.is_null else ENGLISH


def _in_language(root: nodes.Mapping, language: str) -> languages.Picked:
    own = _own(root)
    return languages.pick(root, language or own, own)


def _lineage(name: str, resume: Resume, diagnostics: Diagnostics) -> list[str]:
    """Give a variant with those that it extends, from the first one to itself."""
    if not name:
        return []
    if name not in resume.variants:
        known = [*resume.variants]
        there = f"there are {', '.join(f'`{known_name}`' for known_name in known)}" if known else "there are none"
        hint = did_you_mean(name, known, there)
        diagnostics.error("unknown-variant", f"there is no variant `{name}`", hint=hint)
        return []
    names = [name]
    while parent := resume.variants[names[-1]].extends:
        names.append(parent)
    return names[::-1]


def _varied(root: nodes.Mapping, name: str, diagnostics: Diagnostics) -> nodes.Mapping:
    """Lay the values of a variant over the document."""
    variants = root.get("variants")
    variant = variants.get(name) if isinstance(variants, nodes.Mapping) else None
    if not isinstance(variant, nodes.Mapping):
        return root
    basics = nodes.Mapping(tuple(entry for entry in variant.entries if entry[0].text in TO_BASICS), variant.span)
    over = nodes.Mapping(tuple(entry for entry in variant.entries if entry[0].text in TO_ROOT), variant.span)
    if basics.entries:
        over = over.holding(nodes.Scalar("basics", variant.span), basics)
    root = overlay.merged_mappings(root, over, diagnostics)
    values = variant.get("set")
    for key, value in values.entries if isinstance(values, nodes.Mapping) else ():
        root = settings.put(root, key, value, diagnostics)
    return root


def _check_tags(choice: Choice, root: nodes.Mapping, diagnostics: Diagnostics) -> None:
    """Report tags of the command line that nothing has."""
    known = {*all_tags(root)}
    for option, tags in (("--tag", choice.tags), ("--without", choice.without)):
        for tag in tags:
            if tag not in known:
                hint = did_you_mean(tag, sorted(known), f"there are {', '.join(sorted(known)) or 'none'}")
                diagnostics.error("variant-tag", f"{option}: nothing in the résumé has the tag `{tag}`", hint=hint)


def all_tags(node: nodes.Node) -> Iterator[str]:
    """Give the tags of all parts of a document."""
    match node:
        case nodes.Mapping(entries):
            yield from tags_of(node)
            for _, value in entries:
                yield from all_tags(value)
        case nodes.Sequence(items):
            for item in items:
                yield from all_tags(item)
        case _:
            pass


def _check_sections(
    variant: str,
    root: nodes.Mapping,
    kept: nodes.Mapping,
    left: Sequence[Left],
    source: Source,
    diagnostics: Diagnostics,
) -> None:
    """Warn where part after part of a section was left out, until nothing was left; not where it goes as a whole."""
    before, after = counts(root), counts(kept)
    whole = {item.path for item in left}
    for section in before.keys() - after.keys():
        path = content(section)
        if path not in whole:
            who = f"the variant `{variant}`" if variant else "what is wanted"
            message = f"{who} keeps nothing of `{section}`"
            diagnostics.warning("empty-section", message, source.whole.places.key(path))


def _check_language(picked: languages.Picked, language: str, diagnostics: Diagnostics) -> None:
    if picked.missing:
        first: Span = picked.missing[0][1]
        message = f"{len(picked.missing)} of {picked.texts} texts are not in `{language}`"
        diagnostics.warning("untranslated", message, first, notes=tuple(listed(picked)))


def listed(picked: languages.Picked) -> Iterator[str]:
    """Name the places of texts that are not translated."""
    for path, span in picked.missing[:MOST]:
        yield f"{'.'.join(map(str, path))} ({span.file}:{span.line})"
    if len(picked.missing) > MOST:
        yield f"and {len(picked.missing) - MOST} more"
