"""Puts a preview together: what builds, what watches, what serves."""

import asyncio
import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from resume import files
from resume.build.request import Request
from resume.naming import FORMATS
from resume.preview import making, watch, writing
from resume.preview.nursery import Answer, Nursery
from resume.preview.server import Hands, serve
from resume.preview.session import Session, fault
from resume.preview.wish import Wish, wish
from resume.render.engine import MissingLibraryError, weasyprint
from resume.starter import HERE as STARTER

SAMPLE: Final = "resume.yaml"


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview of a request, whose source is a file.

    `link` is the address that opens a place in an editor, with `{file}`, `{line}` and `{column}` in it; `edit`
    opens one and says so.
    """

    base: Request
    nursery: Nursery
    token: str
    link: str
    edit: Callable[[str, int, int], str]

    async def run(self, listening: socket.socket) -> None:
        """Serve until the process is ended."""
        session = Session(self.nursery, self._fixed())
        hands = Hands(partial(self._write, session), self.edit)
        watching = asyncio.create_task(watch.watch(partial(self._watched, session), session.rebuild))
        await asyncio.sleep(0)  # it watches before the first build reads
        session.rebuild()
        try:
            await serve(listening, self.token, session, hands)
        finally:
            watching.cancel()

    def _fixed(self) -> Mapping[str, Any]:
        return {
            "file": self.base.file,
            "here": str(Path().absolute()),
            "formats": [*FORMATS],
            "link": self.link,
        }

    def _watched(self, session: Session) -> watch.Watched:
        base = self.base
        sources = [Path(base.file), *(Path(over.name) for over in base.overlays)]
        themes = [Path(chosen.name) for chosen in base.themes if chosen.by_path]
        return watch.watched(sources, base.folder, themes, session.state.get("image", ""))

    def _write(self, session: Session) -> str:
        """Write the theme, its options and the paper that are chosen; raises `files.FileError`."""
        path = Path(self.base.file).resolve()
        wish = session.wish
        theme = {**({"name": wish.theme} if wish.theme else {}), **wish.options}
        chosen = {"theme": theme, "page": {"size": wish.paper} if wish.paper else {}}
        if not any(chosen.values()):
            raise files.FileError("no theme, option or paper is chosen")
        if session.state.get("busy"):  # what options the theme has is not known yet
            raise files.FileError("the choice is still being built; write it when it is shown")
        if session.shown != wish:
            raise files.FileError("the choice could not be built; write it when it is shown")
        values = {f"{key}.{name}": value for key, named in chosen.items() for name, value in named.items()}
        said = ", ".join(f"{key}: {value}" for key, value in values.items())
        if own := [key for key in values if key in session.state.get("own", ())]:
            raise files.FileError(f"the variant has {' and '.join(own)} of its own; write there {said}")
        try:
            text = files.read(path).decode()
        except UnicodeDecodeError:
            raise files.FileError(f"cannot write into {self.base.file}: it is not UTF-8 text") from None
        known = frozenset(option["name"] for option in session.state.get("options", ()))
        had = writing.options(text, self.base.file)
        made = writing.written(text, self.base.file, chosen, (had - known) if wish.theme else frozenset())
        if made is None:
            raise files.FileError(f"cannot write into {self.base.file} without a change to what it has; write {said}")
        files.write(path, made.encode())
        session.wish = replace(wish, theme="", options={}, paper="")
        session.rebuild()
        return f"written into {self.base.file}"


def nursery(base: Request, folder: Path) -> Nursery:
    """Load what builds need, and start what runs them; raises `engine.MissingLibraryError`."""
    weasyprint()
    return Nursery(partial(_answered, base), _warm, folder)


def _answered(base: Request, question: Any, content: bytes) -> Iterator[Answer]:
    try:
        if content:
            yield {}, making.drawn(content, question["scale"])
        elif "format" in question:
            yield making.made(base, wish(question["wish"]), question["format"])
        else:
            yield from making.shown(base, wish(question["wish"]))
    except (files.FileError, MissingLibraryError) as error:
        yield {"failure": str(error)}, []
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours is said, and does not end the preview
        yield {"failure": fault(error)}, []


def _warm() -> None:
    """Do once what all builds do, so that what is computed once is known to them."""
    sample = STARTER / SAMPLE
    request = Request(files.read(sample), str(sample), STARTER)
    for _, pdfs in making.shown(request, Wish()):
        for pdf in pdfs:
            making.drawn(pdf, Wish().scale)
