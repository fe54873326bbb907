"""Runs all rules on the source of a résumé."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final, TypeAlias

from resume.diagnostics import Diagnostics
from resume.lint import characters, dates, links, marks, sentences, vocabulary
from resume.lint.found import Found
from resume.lint.passages import Passage, passages
from resume.model.load import Loaded

OfPassage: TypeAlias = Callable[[Passage], Iterator[Found]]
OfAll: TypeAlias = Callable[[Sequence[Passage]], Iterator[Found]]

IN_ANY_LANGUAGE: Final[tuple[OfPassage, ...]] = (
    characters.mojibake,
    characters.invisible,
    characters.look_alikes,
    sentences.double_space,
    sentences.too_long,
)
IN_ENGLISH: Final[tuple[OfPassage, ...]] = (
    sentences.double_word,
    sentences.weak_opening,
    sentences.first_person,
    sentences.bare_number,
)
OF_ALL: Final[tuple[OfAll, ...]] = (marks.mixed, sentences.repeated, sentences.ends, vocabulary.stuffed)


def check(loaded: Loaded, word_list: Collection[str], diagnostics: Diagnostics) -> None:
    """Report what is odd in the source of a résumé, each at its place, with what is sure to mend it.

    `word_list` are the words of English that spelling is held against; of an empty one nothing is said.
    """
    found = [*passages(loaded.places, diagnostics.texts)]
    english = (loaded.resume.language or "en").partition("-")[0].lower() == "en"
    for rule in (*IN_ANY_LANGUAGE, *(IN_ENGLISH if english else ())):
        for passage in found:
            _report(rule(passage), diagnostics)
    for of_all in (*OF_ALL, *((sentences.tenses,) if english else ())):
        _report(of_all(found), diagnostics)
    if word_list and english:
        _report(vocabulary.misspelt(found, word_list), diagnostics)
    links.check(loaded.places, diagnostics.texts, diagnostics)
    dates.check(loaded.resume, loaded.places, diagnostics)


def _report(found: Iterator[Found], diagnostics: Diagnostics) -> None:
    for item in found:
        span, is_exact = item.passage.span(item.start, item.end)
        fix = item.fix if is_exact else None
        hint = item.hint or (f"write `{fix}`" if fix else "delete it" if fix == "" else "")
        diagnostics.warning(item.code, item.message, span, hint=hint, fix=fix)
