"""Serves the page of a session, on this machine alone."""

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import nullcontext
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote
from zipfile import ZipFile

import uvicorn
from starlette.datastructures import Headers
from starlette.requests import Request as Asked
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from resume import files
from resume.naming import FORMATS
from resume.preview import gate
from resume.preview.gate import refused
from resume.preview.session import Session
from resume.preview.wish import WishError, wish

HOST: Final = "127.0.0.1"
WAITING: Final = 1024
"""Connections that wait to be taken."""

BREATH: Final = 15.0
"""Seconds after which a stream says that it is still there, so that a client which is gone is found out."""

HERE: Final = Path(__file__).parent / "page"
PARTS: Final = {
    "": ("index.html", "text/html; charset=utf-8"),
    "icon.svg": ("icon.svg", "image/svg+xml"),
    "preview.css": ("preview.css", "text/css; charset=utf-8"),
    "preview.js": ("preview.js", "text/javascript; charset=utf-8"),
    "pages.js": ("pages.js", "text/javascript; charset=utf-8"),
    "menus.js": ("menus.js", "text/javascript; charset=utf-8"),
    "reports.js": ("reports.js", "text/javascript; charset=utf-8"),
}
"""What the page is made of: by what it is called, the file and its type. Nothing else of the disk is served."""

TYPES: Final = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "zip": "application/zip",
}
FOREVER: Final = "private, max-age=31536000, immutable"
NEVER: Final = "no-store"
READING: Final = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Hands:
    """What the page can do beyond looking; each says in a sentence what came of it, or raises `files.FileError`.

    `write` puts the chosen theme, options and paper into the source; `edit` shows a line and
    column of a file in an editor.
    """

    write: Callable[[], str]
    edit: Callable[[str, int, int], str]


def bound(port: int) -> socket.socket:
    """Listen on this machine alone, at a free port where it is 0; raises `OSError`."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((HOST, port))
    listening.listen(WAITING)
    return listening


async def serve(listening: socket.socket, token: str, session: Session, hands: Hands) -> None:
    """Serve the page at `/token/` until the process is ended."""
    logging.getLogger("uvicorn").addHandler(logging.NullHandler())
    logging.getLogger("uvicorn").propagate = False  # what others send that is no HTTP is nobody's business
    app = gate.Gate(application(token, session, hands), listening.getsockname()[1])
    config = uvicorn.Config(
        app,
        http=gate.Impatient,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=round(gate.PATIENCE),
        backlog=WAITING,
    )
    await _Server(config).serve(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that leaves signals to the command, which ends at once: streams never would."""

    def capture_signals(self) -> Any:
        """Take none."""
        return nullcontext()


def application(token: str, session: Session, hands: Hands) -> ASGIApp:
    """Give what answers requests: fixed addresses below the token."""
    page = _Page(session, hands)
    here = f"/{token}"
    routes = [
        *(Route(f"{here}/{name}", _part(*part)) for name, part in PARTS.items()),
        Route(f"{here}/events", page.events),
        Route(f"{here}/files/{{extension:str}}", page.file),
        Route(f"{here}/choice", page.choose, methods=["POST"]),
        Route(f"{here}/source", page.write, methods=["POST"]),
        Route(f"{here}/editor", page.edit, methods=["POST"]),
    ]
    return _Pictures(session, f"{here}/pictures/", Router(routes, redirect_slashes=False))


def _part(name: str, kind: str) -> Callable[[Asked], Response]:
    content = files.read(HERE / name)

    async def part(_: Asked) -> Response:
        return Response(content, media_type=kind, headers={"cache-control": NEVER})

    return part  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class _Pictures:
    """Gives pictures of pages, which are asked for most, without a search; what is none of them goes on to `others`.

    A picture never changes: it is called by its hash (RFC 9111, RFC 8246).
    """

    session: Session
    folder: str
    others: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let another do it."""
        name = scope["path"].removeprefix(self.folder).removesuffix(".png")
        picture = self.session.pictures.get(name)
        answer = self.others
        if picture and scope["path"] == f"{self.folder}{name}.png" and scope["method"] in READING:
            headers = {"etag": f'"{name}"', "cache-control": FOREVER}
            is_known = f'"{name}"' in Headers(scope=scope).get("if-none-match", "")
            answer = Response(b"" if is_known else picture, 304 if is_known else 200, headers, TYPES["png"])
        await answer(scope, receive, send)


@dataclass(frozen=True, slots=True)
class _Page:
    session: Session
    hands: Hands

    async def events(self, asked: Asked) -> Response:
        """Tell what the page shows, now and with each change (HTML §9.2); who knows the newest is told the next."""
        seen = gate.int_of(asked.headers.get("last-event-id", "0"))
        headers = {"cache-control": NEVER, "x-accel-buffering": "no"}
        return StreamingResponse(self._told(seen), media_type="text/event-stream", headers=headers)

    async def _told(self, seen: int) -> AsyncIterator[str]:
        session = self.session
        yield ": hello\n\n"
        while True:
            try:
                async with asyncio.timeout(BREATH):
                    seen, state = await session.newer(seen)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            yield f"id: {seen}\ndata: {json.dumps({**session.fixed, **state})}\n\n"

    async def file(self, asked: Asked) -> Response:
        """Give the résumé in a format to be kept, several files of it in an archive."""
        extension = asked.path_params["extension"]
        if extension not in FORMATS:
            return refused(404)
        found = await self.session.file(extension)
        if isinstance(found, str):
            return refused(409, f"{found}\n")
        names, parts = found
        name, content, kind = names[0], parts[0], extension
        if len(parts) > 1:
            name, content, kind = f"{name.rpartition('-')[0]}.zip", _archive(names, parts), "zip"
        disposition = f"attachment; filename*=UTF-8''{quote(name)}"
        headers = {"cache-control": NEVER, "content-disposition": disposition}
        return Response(content, media_type=TYPES[kind], headers=headers)

    async def choose(self, asked: Asked) -> Response:
        """Take a choice, and give the version after which it is built."""
        given = await gate.body(asked.receive, asked.headers)
        if isinstance(given, Response):
            return given
        try:
            chosen = wish(given)
        except WishError as error:
            return refused(400, f"{error}\n")
        version = await self.session.choose(chosen)
        return Response(str(version), media_type="text/plain", headers={"cache-control": NEVER})

    async def write(self, asked: Asked) -> Response:
        """Write what is chosen into the source."""
        given = await gate.body(asked.receive, asked.headers)
        return given if isinstance(given, Response) else _said(self.hands.write)

    async def edit(self, asked: Asked) -> Response:
        """Open a place in an editor, in one of the files that the page names."""
        given = await gate.body(asked.receive, asked.headers)
        match given:
            case Response():
                return given
            case {"file": str(file), "line": int(line), "column": int(column)} if file in self._named():
                return await asyncio.to_thread(_said, lambda: self.hands.edit(file, line, column))
            case _:
                return refused(404)

    def _named(self) -> set[str]:
        state = self.session.state
        boxes = [box for sheet in state.get("pages", ()) for box in sheet["boxes"]]
        return {item["file"] for item in (*boxes, *state["problems"], *state["advice"]) if "file" in item}


def _said(do: Callable[[], str]) -> Response:
    try:
        said = do().encode(errors="replace")  # a file's name may be no UTF-8
        return Response(said, media_type="text/plain; charset=utf-8", headers={"cache-control": NEVER})
    except files.FileError as error:
        return refused(409, f"{error}\n")


def _archive(names: list[str], parts: list[bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, part in zip(names, parts, strict=True):
            archive.writestr(name, part)
    return made.getvalue()
