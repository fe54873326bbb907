"""The exit codes of the command, beside 0."""

from typing import Final

FAILED: Final = 1
"""The résumé, the theme or what was made has errors."""

USAGE: Final = 2
"""It was called wrongly, or a file cannot be read or written."""
