"""Says what a code means, as the documents do."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from resume import files

SECTION: Final = re.compile(r"^### `([a-z0-9-]+)`\n(.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL)


def document() -> Path:
    """Find docs/diagnostics.md: in the wheel inside the package, else in the checkout."""
    inside = Path(__file__).parent / "diagnostics.md"
    return inside if files.is_file(inside) else Path(__file__).parents[2] / "docs/diagnostics.md"


@cache
def meanings() -> dict[str, str]:
    """Give the codes that there are, each with its meaning in Markdown."""
    text = files.read(document()).decode()
    return {code: meaning.strip() for code, meaning in SECTION.findall(text)}
