"""Lets in who may see the page: from this machine, by its very address, with its token; and slow ones not for long."""

import asyncio
import json
import re
from dataclasses import dataclass
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

PATIENCE: Final = 10.0
"""Seconds in which a request must have come."""

LARGEST: Final = 65_536
"""Bytes of a request's body."""

HEAD: Final = 16_384
"""Bytes of its head."""

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may load (Content Security Policy 3): from here alone, and nothing that is written into it."""

HEADERS: Final = [
    (b"content-security-policy", POLICY.encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]

TOO_LONG: Final = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
"""What is said of a head that goes on and on (RFC 6585 §5)."""

FINAL: Final = re.compile(rb"HTTP/1\.1 [2-5]")
"""How the head of an answer begins that is no interim one (RFC 9112 §4, RFC 9110 §15)."""

CHANGING: Final = "POST"
SAME_SITE: Final = ("same-origin", "none")
"""What `Sec-Fetch-Site` says of a request of the page itself, and of an address that was typed in (Fetch Metadata)."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Turns away what comes by another name, which may be another site's (DNS rebinding), or from another page.

    All addresses begin with the token; whoever does not know it finds nothing.
    """

    app: ASGIApp
    port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let in."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        reason = self._objection(scope["method"], headers)
        answer: ASGIApp = refused(403, f"{reason}\n") if reason else self.app
        head = (scope["raw_path"], scope["query_string"], *(part for pair in scope["headers"] for part in pair))
        if sum(map(len, head)) > HEAD:
            answer = refused(431)
        elif "transfer-encoding" in headers:  # the page says how much it sends; a body in chunks may never end
            answer = refused(411)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        await answer(scope, receive, guarded)

    def _objection(self, method: str, headers: Headers) -> str:
        names = [f"127.0.0.1:{self.port}", f"localhost:{self.port}"]
        origins = headers.getlist("origin")
        if headers.getlist("host") not in [[name] for name in names]:
            return "this is not the address of the page"
        if any(origin not in [f"http://{name}" for name in names] for origin in origins) or len(origins) > 1:
            return "another page may not ask"
        if headers.get("sec-fetch-site", "none") not in SAME_SITE and not _is_followed(method, headers):
            return "another page may not ask"
        if method == CHANGING and not origins:
            return "only the page may change something"
        return ""


def _is_followed(method: str, headers: Headers) -> bool:
    """Say whether a link to the page was followed, as in a terminal that is a page itself; who has it has the token."""
    asked = (method, headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest"))
    return asked == ("GET", "navigate", "document")


async def body(receive: Receive, headers: Headers) -> Any:
    """Read the JSON that a request carries; what is too long, too slow or no JSON gives the answer that says so."""
    if int_of(headers.get("content-length", "0")) > LARGEST:
        return refused(413)
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return refused(415)
    try:
        async with asyncio.timeout(PATIENCE):
            content = await _content(receive)
    except TimeoutError:
        return refused(408)
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return refused(400)


async def _content(receive: Receive) -> bytes:
    """Read a body, which is no longer than it says."""
    content = b""
    while True:
        message = await receive()
        content += bytes(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return content


def refused(status: int, reason: str = "") -> Response:
    """Answer that it cannot be; the connection ends with it."""
    said = reason.encode(errors="replace")  # a file's name may be no UTF-8
    return PlainTextResponse(said, status, {"connection": "close", "cache-control": "no-store"})


def int_of(text: str) -> int:
    """Read a number of bytes; what is none is too many."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < len(str(LARGEST)) * 2 else LARGEST + 1


class Impatient(HttpToolsProtocol):
    """HTTP of a client that must send the head of a request within `PATIENCE` and `HEAD`; uvicorn takes what comes."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._is_head = True
        self._size = 0  # bytes of a head that is not whole
        self._waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(_Whole(transport))  # type: ignore[arg-type]
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Wait on while the head is not whole, unless it is too long."""
        self._size += len(data)
        super().data_received(data)
        if not self._is_head or not self._size:
            self._wait_no_more()
        elif self._size <= HEAD:
            self._wait()
        elif not self.transport.is_closing():
            self.transport.write(TOO_LONG)
            self.transport.close()

    def on_headers_complete(self) -> None:
        """Take what follows for the body."""
        super().on_headers_complete()
        self._is_head, self._size = False, 0

    def on_message_complete(self) -> None:
        """Take what follows for the next head."""
        super().on_message_complete()
        self._is_head, self._size = True, 0

    def on_response_complete(self) -> None:
        """End where the body of what was answered has not come: nobody waits for the rest of it."""
        self.transport.write(b"")  # the head of an answer without a body
        super().on_response_complete()
        if not self._is_head and self.cycle.response_complete:  # else the body is that of a request behind it
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        super().connection_lost(exc)
        self._wait_no_more()

    def _wait(self) -> None:
        self._waiting = self._waiting or self.loop.call_later(PATIENCE, self.transport.close)

    def _wait_no_more(self) -> None:
        if self._waiting:
            self._waiting.cancel()
        self._waiting = None


class _Whole:
    """A connection over which the head of an answer goes together with what follows it.

    uvicorn writes them one after the other; of each write the other side would be woken.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""

    def write(self, content: bytes) -> None:
        """Keep a head, unless it is that of an interim answer; else write what is kept, and this."""
        if not self._head and FINAL.match(content):
            self._head = content
        elif self._head or content:
            self._transport.writelines((self._head, content))
            self._head = b""

    def close(self) -> None:
        """Write what is kept, then close."""
        self.write(b"")
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
