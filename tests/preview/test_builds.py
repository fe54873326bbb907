"""Runs builds that crash, hang, or want all memory, and clients that are slow; who asks is told, and stands."""

import asyncio
import os
import select
import signal
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from resume import files
from resume.preview import gate
from resume.preview.nursery import ANSWERS, MEMORY, Answer, Nursery, asked
from resume.preview.server import Hands, bound, serve
from resume.preview.session import KEPT, Session, trouble
from resume.preview.wish import Wish

DRAWN = ", drawn: "


def work(question: Any, content: bytes) -> Iterator[Answer]:
    """Print a PDF, and do while it is proven what the theme's name says, or while it is drawn what that says."""
    if content:
        proof, _, drawing = content.decode().partition(DRAWN)
        yield happening(drawing) or {}, [f"picture of {proof}".encode()]
    else:
        theme = question["wish"]["theme"]
        yield {}, [theme.encode()]
        yield happening(theme.partition(DRAWN)[0]) or {"problems": [], "pages": [{"boxes": []}], "theme": theme}, []


def happening(what: str) -> dict[str, Any]:
    """Give an answer in place of the right one, if there is one at all."""
    match what:
        case "hang":
            with files.temporary_folder():
                signal.pause()
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "memory":
            return {"size": len(bytearray(2 * MEMORY))}
        case "fail":
            return {"failure": "cannot read it"}
        case "uneven":
            return {"problems": [], "pages": [{"boxes": []}] * 2}
        case "disprove":
            return {"problems": [trouble("it is not proven")]}
        case _ if Path(what).is_fifo():
            return happening(Path(what).read_text(encoding="ascii"))  # which is written there in time
        case _:
            pass
    return {}


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    made = Nursery(work, lambda: None, tmp_path)
    yield made
    made.end()


async def built(session: Session, theme: str) -> dict[str, Any]:
    """Choose a theme, and give what is told when it is built."""
    seen = session.version
    await session.choose(Wish(theme=theme))
    state: dict[str, Any] = {"busy": True}
    while state.get("busy") or state["wish"]["theme"] != theme:
        seen, state = await session.newer(seen)
    return state


def kill_children(parent: int) -> None:
    """Kill the children that a process has, and wait until they have ended."""
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split():
        kill(int(child))


def kill(process: int) -> None:
    """Kill a process, and wait until it has ended."""
    watched = os.pidfd_open(process)
    signal.pidfd_send_signal(watched, signal.SIGKILL)
    select.select([watched], [], [])
    os.close(watched)


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run it in a thread of its own: in this one a browser may be."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(asyncio.wait_for(work(), 20))).result()


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        ("hang", "more than 0 s, and was stopped"),
        ("crash", "it crashed, or wanted too much memory"),
        ("memory", "it crashed, or wanted too much memory"),
        ("fail", "cannot read it"),
        ("disprove", "it is not proven"),
        ("uneven", "internal error: ValueError: "),
        (f"good{DRAWN}hang", "more than 0 s, and was stopped"),
        (f"good{DRAWN}crash", "it crashed, or wanted too much memory"),
        (f"good{DRAWN}fail", "cannot read it"),
        (f"disprove{DRAWN}hang", "it is not proven"),
    ],
)
def test_what_goes_wrong_is_said_over_the_last_good_page(
    nursery: Nursery, theme: str, said: str, tmp_path: Path
) -> None:
    async def steps() -> None:
        session = Session(nursery, {})
        good = await built(session, "good")
        session.limit = 0.2 if said.startswith("more") else session.limit
        bad = await built(session, theme)
        session.limit = 20
        assert bad["pages"] == good["pages"]
        assert said in bad["problems"][0]["message"]
        assert bad["problems"][0]["severity"] == trouble("")["severity"] == "error"
        again = await built(session, "again")
        assert again["problems"] == []
        assert again["pages"][0]["picture"] in session.pictures

    run(steps)
    nursery.end()
    assert [path for folder in tmp_path.iterdir() for path in folder.iterdir() if "hang" in theme] == []


@pytest.mark.parametrize("what", ["good", "disprove"])
def test_pictures_are_on_their_way_while_their_pages_are_proven(nursery: Nursery, tmp_path: Path, what: str) -> None:
    """The pages that are shown stay until the proof is there, and longer if there is none."""
    fifo = tmp_path / what
    os.mkfifo(fifo)

    async def steps() -> None:
        session = Session(nursery, {})
        good = await built(session, "good")
        await session.choose(Wish(theme=str(fifo)))
        state = session.state
        while state["pictures"] == good["pictures"]:
            _, state = await session.newer(session.version)
        assert {*state["pictures"]} <= {*session.pictures}
        assert state["pages"] == good["pages"]
        assert state["busy"]
        fifo.write_text(what)
        while state["busy"]:
            _, state = await session.newer(session.version)
        pages = good["pages"] if what == "disprove" else [{"boxes": [], "picture": state["pictures"][0]}]
        assert state["pages"] == pages

    run(steps)


def test_the_pictures_that_are_shown_are_kept_whatever_is_drawn_since(nursery: Nursery, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    os.mkfifo(proof)

    async def steps() -> None:
        session = Session(nursery, {})
        good = await built(session, "good")
        session.pictures |= {str(number): b"older" for number in range(KEPT)}
        await session.choose(Wish(theme=str(proof)))
        while session.state["pictures"] == good["pictures"]:
            await session.newer(session.version)
        assert {*good["pictures"], *session.state["pictures"]} <= {*session.pictures}
        assert "0" not in session.pictures

    run(steps)


def test_what_draws_a_pdf_that_is_not_proven_is_ended(nursery: Nursery, tmp_path: Path) -> None:
    proof, drawing = tmp_path / "proof", tmp_path / "drawing"
    os.mkfifo(proof)
    os.mkfifo(drawing)

    async def steps() -> None:
        session = Session(nursery, {})
        await session.choose(Wish(theme=f"{proof}{DRAWN}{drawing}"))
        line = await asyncio.to_thread(drawing.open, "wb", 0)  # when it is drawn
        with line:
            await asyncio.to_thread(proof.write_text, "disprove")
            while session.state["busy"]:
                await session.newer(session.version)
            gone = select.poll()
            gone.register(line, 0)
            assert await asyncio.to_thread(gone.poll, 10_000) == [(line.fileno(), select.POLLERR)]

    run(steps)


def test_the_newest_choice_ends_what_is_built_for_an_older_one(nursery: Nursery) -> None:
    async def steps() -> None:
        session = Session(nursery, {})
        for _ in range(20):
            await session.choose(Wish(theme="hang"))
        assert (await built(session, "good"))["theme"] == "good"

    run(steps)


@pytest.mark.parametrize("killed", [False, True])
def test_a_process_that_has_ended_is_followed_by_another(nursery: Nursery, *, killed: bool) -> None:
    async def steps() -> None:
        session = Session(nursery, {})
        for number in range(ANSWERS + 2):
            state = await built(session, f"good {number}")
            assert state["problems"] == []
            if killed and not number:
                kill_children(nursery.process)

    run(steps)


def test_what_ends_before_it_has_read_the_question_is_said(nursery: Nursery) -> None:
    async def steps() -> None:
        session = Session(nursery, {})
        os.kill(nursery.process, signal.SIGSTOP)
        seen = await session.choose(Wish(theme="good"))
        await asyncio.sleep(0)  # it has asked
        kill(nursery.process)
        _, state = await session.newer(seen)
        assert "it crashed, or wanted too much memory" in state["problems"][0]["message"]
        said = await built(session, "again")
        assert said["problems"] == [trouble("what builds the pages has ended; start `resume preview` again")]

    run(steps)


def test_a_nursery_that_nobody_asks_any_more_ends(tmp_path: Path) -> None:
    made = Nursery(work, lambda: None, tmp_path)
    with closing(made.ask(0)) as line:
        line.sendall(asked({"wish": {"theme": "hang"}}))
        line.shutdown(socket.SHUT_WR)
        made._orders.close()  # noqa: SLF001 - as when the one who asks is killed
        assert os.waitpid(made.process, 0)[1] == 0
    assert [*tmp_path.iterdir()] == []


def test_slow_requests_are_ended(nursery: Nursery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "PATIENCE", 0.2)
    listening = bound(0)
    port = listening.getsockname()[1]
    hands = Hands(lambda: "", lambda *_: "")
    loop = asyncio.new_event_loop()
    serving = loop.create_task(serve(listening, "token", Session(nursery, {}), hands))
    thread = threading.Thread(target=loop.run_until_complete, args=(asyncio.wait([serving]),))
    thread.start()
    head = f"POST /token/choice HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n".encode()
    body = b"Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
    whole = f"GET /token/preview.js HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    try:
        for sent, answered in (
            (b"", b""),
            (head, b""),
            (head + body, b"HTTP/1.1 408"),
            (whole + b"GET", b"HTTP/1.1 200"),
        ):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
                client.sendall(sent)
                content = b"".join(iter(lambda client=client: client.recv(2**16), b""))  # type: ignore[misc]
                assert content.startswith(answered), sent
                assert content or not answered
    finally:
        loop.call_soon_threadsafe(serving.cancel)
        thread.join()
        loop.close()
        listening.close()
