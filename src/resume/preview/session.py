"""Keeps what the page shows: the last good pages, what is wrong now, what is chosen; and builds it anew."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Final

from resume.preview.nursery import Answer, Nursery, answers, asked
from resume.preview.wish import Wish

PAGE, FILE, PICTURES = 0, 1, 2
"""Kinds of questions: what the page shows, a file of some format, and the pictures of a PDF."""

LIMIT: Final = 60.0
"""Seconds that a build may take; one of 30 pages takes 10, and more where others need the processors."""

AT_ONCE: Final = 2**20
"""Bytes of an answer that are read before they are wanted."""

KEPT: Final = 64
"""Pictures that are kept beside those shown, the newest ones: a page that is on its way to show one may ask late."""


@dataclass(eq=False)
class Session:
    """What all who look at the page see.

    `state` is what they are told, whose `version` counts up with each change. `shown` is what had been chosen for the
    pages in it. `pictures` are called by their hashes.
    """

    nursery: Nursery
    fixed: Mapping[str, Any]
    wish: Wish = field(default_factory=Wish)
    state: dict[str, Any] = field(default_factory=lambda: {"problems": [], "advice": []})
    shown: Wish | None = None
    version: int = 0
    pictures: dict[str, bytes] = field(default_factory=dict)
    limit: float = LIMIT
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _building: "asyncio.Task[None] | None" = None
    _filing: asyncio.Lock = field(default_factory=asyncio.Lock)

    def rebuild(self) -> None:
        """Build anew; what is being built for an older edit or choice is dropped."""
        if self._building:
            self._building.cancel()
        self._building = asyncio.create_task(self._build(self.wish))

    async def newer(self, seen: int) -> tuple[int, dict[str, Any]]:
        """Wait for a version other than the one seen, and give it with its state."""
        async with self.changed:
            await self.changed.wait_for(lambda: self.version != seen)
            return self.version, self.state

    async def choose(self, wish: Wish) -> int:
        """Build what was chosen; the first version after the one given that is not busy has it."""
        self.wish = wish
        self.rebuild()
        await self._tell({"busy": True})
        return self.version

    async def file(self, extension: str) -> tuple[list[str], list[bytes]] | str:
        """Make the files of a format, or say why there are none."""
        async with self._filing:
            found = await self._asked(FILE, {"wish": asdict(self.wish), "format": extension})
        if isinstance(found, str):
            return found
        values, parts = found
        return (values["names"], parts) if parts else "there are errors"

    async def _build(self, wish: Wish) -> None:
        """Build what is chosen, and tell what came of it."""
        await self._tell({"busy": True})
        try:
            values = await self._built(wish)
        except* Exception as group:  # noqa: BLE001 - a fault of ours is said, and ends the wait
            values = _failed(fault(group.exceptions[0]))
        if "pages" in values:
            self.shown = wish
        await self._tell({"busy": False, "wish": asdict(wish), **values})

    async def _built(self, wish: Wish) -> dict[str, Any]:
        """Give what the page shows; while a PDF is being proven, its pictures are drawn and go to who looks."""
        drawing: list[asyncio.Task[list[str] | str]] = []
        async with asyncio.TaskGroup() as tasks:

            def printed(_: object, pdfs: list[bytes]) -> None:
                drawing.extend(tasks.create_task(self._drawn(pdf, wish.scale)) for pdf in pdfs)

            found = await self._asked(PAGE, {"wish": asdict(wish)}, early=printed)
            values = _failed(found) if isinstance(found, str) else found[0]
            for task in drawing:
                if "pages" not in values:
                    task.cancel()
                elif isinstance(names := await task, str):
                    values = _failed(names)
                else:
                    for sheet, name in zip(values["pages"], names, strict=True):
                        sheet["picture"] = name
        return values

    async def _drawn(self, pdf: bytes, scale: int) -> list[str] | str:
        """Keep the pictures of the pages of a PDF, and give their names, or why there are none."""
        try:
            found = await self._asked(PICTURES, {"scale": scale}, pdf)
        except asyncio.CancelledError:  # nobody waits any more; the next build asks only when it has printed
            self.nursery.stop(PICTURES)
            raise
        if isinstance(found, str):
            return found
        names = [sha256(picture).hexdigest()[:32] for picture in found[1]]
        for name, picture in zip(names, found[1], strict=True):
            self.pictures.pop(name, None)
            self.pictures[name] = picture
        shown = {sheet["picture"] for sheet in self.state.get("pages", ())}
        for name in [name for name in self.pictures if name not in shown][: -max(KEPT, 2 * len(names))]:
            del self.pictures[name]
        await self._tell({"pictures": names})
        return names

    async def _asked(
        self, kind: int, question: object, content: bytes = b"", early: Callable[..., None] = lambda *_: None
    ) -> Answer | str:
        """Ask, and give the last answer, or why there is none; each is given to `early` as it comes.

        Where nobody waits any more, what answers is ended.
        """
        found: Answer | None = None
        try:
            line = self.nursery.ask(kind)
        except OSError:
            return "what builds the pages has ended; start `resume preview` again"
        try:
            async with asyncio.timeout(self.limit):
                reader, writer = await asyncio.open_connection(sock=line, limit=AT_ONCE)
                try:
                    writer.write(asked(question, content))
                    writer.write_eof()
                    async for found in answers(reader.readexactly):
                        early(*found)
                finally:
                    writer.close()
        except TimeoutError:
            self.nursery.stop(kind)
            took = f"the build took more than {self.limit:.0f} s, and was stopped"
            return f"{took}: the text may be too long, or the theme go round in circles"
        except (OSError, EOFError):
            found = None
        finally:
            line.close()
        if found is None:
            return "the build ended before its time: it crashed, or wanted too much memory"
        values, parts = found
        return str(values["failure"]) if "failure" in values else (values, parts)

    async def _tell(self, news: Mapping[str, Any]) -> None:
        told = {**self.state, **news}
        if told != self.state:
            async with self.changed:
                self.version += 1
                self.state = told
                self.changed.notify_all()


def trouble(message: str) -> dict[str, Any]:
    """Give a problem that is in no file."""
    return {"severity": "error", "code": "", "message": message, "long": ""}


def fault(error: Exception) -> str:
    """Say what broke where nothing was to break."""
    return f"internal error: {type(error).__name__}: {' '.join(str(error).split())}"


def _failed(message: str) -> dict[str, Any]:
    return {"problems": [trouble(message)], "advice": []}
