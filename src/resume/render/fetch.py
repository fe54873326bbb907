"""Decides what a page may load: files of the theme, of the source and of the fonts, and `data:`."""

from email.message import EmailMessage, Message
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from resume import files, fonts
from resume.render.engine import weasyprint

MAX_BYTES = files.READ_LIMIT

PLAIN = Message().policy
"""How headers are written, of which a file has none; another policy would take 10 ms to import."""


class Blocked(Exception):  # noqa: N818 - it says what happened to the URL
    """A URL that a page may not load."""


def fetcher(folders: list[Path]) -> Any:
    """Make WeasyPrint's fetcher for a page: never the network, never a file outside the folders.

    Links are followed before a path is judged. It has in `read` the files that it gave, each with its version, and
    in `refused` what it did not give. WeasyPrint 70 takes only a subclass of its own `URLFetcher`, which is there
    once it is imported.
    """
    weasyprint()
    urls = import_module("weasyprint.urls")
    from urllib.request import url2pathname  # with WeasyPrint, which imports less of what that imports

    class Fetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False)
            self.read: dict[Path, str] = {}
            self.refused: list[str] = []

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            try:
                return self._fetch(url, headers)
            except Exception:
                self.refused.append(url)
                raise

        def _fetch(self, url: str, headers: dict[str, str] | None) -> Any:
            if url[:5].lower() == "data:":
                if len(url) > MAX_BYTES:
                    raise Blocked("it is too large")
                return super().fetch(url, headers)
            parts = urlsplit(url)
            if parts.scheme.lower() != "file" or parts.netloc not in {"", "localhost"}:
                raise Blocked("a page loads nothing from a network")
            path = Path(url2pathname(parts.path))
            if not files.is_inside(path, folders):
                raise Blocked("it is outside the folders of the theme and the source")
            if not files.is_file(path):
                raise Blocked("there is no such file")
            self.read[path] = files.version(path)
            return urls.URLFetcherResponse(url, fonts.content(path), EmailMessage(PLAIN))

    return Fetcher()
