"""What the page lets choose, and the request that it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from resume import files
from resume.build.request import Request
from resume.model.variants import ALL
from resume.tailor.tailor import File
from resume.themes.shelf import named

SCALES: Final = (1, 2, 3)
"""Device pixels of a CSS pixel that pictures are drawn for."""

LONGEST: Final = 200
"""Characters of a value."""

MOST: Final = 100
"""Options that may be chosen."""


class WishError(ValueError):
    """The page, or whoever speaks in its place, asks for what it does not offer."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen on the page; what is empty is as the source and the command line have it.

    `options` are those of the theme, and `scale` is how many device pixels a CSS pixel has.
    """

    theme: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    variant: str = ""
    language: str = ""
    paper: str = ""
    scale: int = 1

    def request(self, base: Request, formats: tuple[str, ...] = ("pdf",)) -> Request:
        """Give what is to be built, its files read anew; raises `files.FileError`."""
        settings = [f"theme.{name}={value}" for name, value in self.options.items()]
        settings += [f"page.size={self.paper}"] if self.paper else []
        return replace(
            base,
            source=files.read(Path(base.file)),
            overlays=tuple(File(over.name, files.read(Path(over.name))) for over in base.overlays),
            themes=(named(self.theme),) if self.theme else base.themes,
            variants=(self.variant,) if self.variant else base.variants,
            languages=(self.language,) if self.language else base.languages,
            settings=(*base.settings, *settings),
            formats=formats,
        )


def wish(asked: Any) -> Wish:
    """Read what a browser sends; raises `WishError`."""
    if not isinstance(asked, dict) or not asked.keys() <= {*Wish.__dataclass_fields__}:
        raise WishError("it is no choice")
    options = asked.get("options", {})
    scale = asked.get("scale", 1)
    if not isinstance(options, dict) or len(options) > MOST or scale not in SCALES:
        raise WishError("it is no choice")
    texts = {name: asked.get(name, "") for name in ("theme", "variant", "language", "paper")}
    for text in (*texts.values(), *options, *options.values()):
        if not isinstance(text, str) or len(text) > LONGEST or not text.isprintable():
            raise WishError("it is no text")
    if ALL in (texts["variant"], texts["language"]):
        raise WishError("the page shows one variant in one language")
    if any("=" in name or "." in name for name in options):
        raise WishError("it is no option")
    return Wish(options=options, scale=int(scale), **texts)
