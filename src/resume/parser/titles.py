"""What some write above their name, and parsers must not take for it."""

from typing import Final

TITLES: Final = frozenset(
    {"curriculum vitae", "curriculum", "vitae", "currículum", "resume", "résumé", "cv", "lebenslauf", "personal resume"}
)
