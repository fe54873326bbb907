"""Says how common a word is in a language, and which language a posting is in.

The lists are those of wordfreq, https://github.com/rspeer/wordfreq, and come with it: nothing is fetched.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from math import log10
from typing import Any, Final

ENGLISH: Final = "en"

NOUNS: Final = frozenset({"de", "lb"})
"""Languages that begin every noun with a capital, and nothing else."""

LIST: Final = "small"
"""Words of at least one in a million, in 10 ms; the large list takes 80 ms, and knows foreign and misspelt words."""

RAREST: Final = 3.0
"""The Zipf value (log10 of times in a billion words) of a word that the list does not have, which ends there."""


def choose(words: Iterable[str], language: str) -> str:
    """Give the language of a posting's words: the résumé's, or English where its list knows more of them.

    On a tie it is the résumé's; for a language without a list it is English.
    """
    wordfreq: Any = import_module("wordfreq")
    own = language.replace("_", "-").partition("-")[0].lower()
    if own == ENGLISH or own not in wordfreq.available_languages(LIST):
        return ENGLISH
    found = [*words]
    known, known_in_english = (_known(found, name) for name in (own, ENGLISH))
    return ENGLISH if known_in_english > known else own


def _known(words: list[str], language: str) -> int:
    listed = _listed(language)
    return sum(word in listed for word in words)


def _listed(language: str) -> Mapping[str, float]:
    listed: Mapping[str, float] = import_module("wordfreq").get_frequency_dict(language, LIST)
    return listed


def zipf(word: str, language: str) -> float:
    """Give how common a folded word is, as a Zipf value: from `RAREST` to some 8.

    English counts in every language, since postings borrow from it: in a German one `Team` is no rare word.
    """
    share = max(_listed(name).get(word, 0.0) for name in (language, ENGLISH))
    return max(RAREST, log10(share) + 9) if share else RAREST
