"""Attacks the server of `resume preview`: other hosts and pages, other paths, too much, too slow, too many."""

import http.client
import json
import re
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from tests.preview.conftest import SOURCE, Running, start, stop

from resume.preview.gate import LARGEST, POLICY

HOSTS = [
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1",
    "127.0.0.1:1",
    "127.0.0.1.evil.example:{port}",
    "localhost.evil.example:{port}",
    "0.0.0.0:{port}",
    "[::1]:{port}",
    "127.1:{port}",
    "user@127.0.0.1:{port}",
]
ORIGINS = [
    "https://evil.example",
    "http://evil.example:{port}",
    "null",
    "http://127.0.0.1:1",
    "https://127.0.0.1:{port}",
]
SPELLINGS = [
    "../resume.yaml",
    "../../resume.yaml",
    "./resume.yaml",
    "resume.yaml",
    "%2e%2e/resume.yaml",
    "%2e%2e%2fresume.yaml",
    "..%2fresume.yaml",
    "..%5cresume.yaml",
    "..\\resume.yaml",
    "%252e%252e%252fresume.yaml",
    "..;/resume.yaml",
    "....//resume.yaml",
    "/etc/passwd",
    "//etc/passwd",
    "%2fetc%2fpasswd",
    "pictures/../resume.yaml",
    "pictures/..%2f..%2fresume.yaml.png",
    "pictures/%2e%2e.png",
    "pictures/..\\..\\resume.yaml.png",
    "files/../../resume.yaml",
    "files/..%2fresume.yaml",
    "files/yaml",
    "preview.js/../../server.py",
    "preview.js%00.css",
    "..%c0%afresume.yaml",
    "file:///etc/passwd",
]


def ask(
    preview: Running, path: str = "", method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[int, Message, bytes]:
    """Ask for a path below the token; headers are written with `_` for `-`."""
    at = urlsplit(preview.address)
    named = {name.replace("_", "-"): value.replace("{port}", str(at.port)) for name, value in headers.items()}
    with closing(http.client.HTTPConnection("127.0.0.1", at.port, timeout=10)) as connection:
        connection.putrequest(method, path if path.startswith("//") else at.path + path, skip_host="Host" in named)
        for name, value in ({"Content-Length": str(len(body))} if body is not None else {}).items():
            named.setdefault(name, value)
        for name, value in named.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        content = b"" if answer.headers.get_content_type() == "text/event-stream" else answer.read()
        return answer.status, answer.headers, content


def own(preview: Running) -> str:
    return f"http://127.0.0.1:{urlsplit(preview.address).port}"


@pytest.fixture(autouse=True)
def _stands(preview: Running) -> Iterator[None]:
    """Whatever was tried, the page is there afterwards, and its process is the same."""
    yield
    assert ask(preview)[0] == 200
    assert preview.process.poll() is None


@pytest.mark.parametrize("path", ["", "events"])
@pytest.mark.parametrize("host", HOSTS)
def test_a_request_by_another_name_is_refused(preview: Running, host: str, path: str) -> None:
    assert ask(preview, path, Host=host)[0] == 403


@pytest.mark.parametrize("path", ["", "events", "files/pdf", "preview.js"])
@pytest.mark.parametrize("origin", ORIGINS)
def test_another_page_is_refused(preview: Running, origin: str, path: str) -> None:
    assert ask(preview, path, Origin=origin)[0] == 403
    assert ask(preview, path, Sec_Fetch_Site="cross-site")[0] == 403


def test_a_link_to_the_page_may_stand_in_another_one(browser: Browser, preview: Running) -> None:
    """As in a terminal that runs in the browser; but it may stand in no frame of it."""
    with browser.new_page() as page:
        page.set_content(f'<a href="{preview.address}">{preview.address}</a>')
        page.locator("a").click()
        expect(page.locator(".sheet")).to_have_count(1)
    for method, into, status in (("GET", "document", 200), ("GET", "iframe", 403), ("POST", "document", 403)):
        followed = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": into}
        assert ask(preview, "", method, None, **followed)[0] == status


@pytest.mark.parametrize("path", ["choice", "source", "editor"])
def test_only_the_page_changes_something(preview: Running, path: str) -> None:
    asked = {"method": "POST", "body": b"{}", "Content_Type": "application/json"}
    assert ask(preview, path, **asked)[0] == 403  # type: ignore[arg-type]
    assert ask(preview, path, Origin=ORIGINS[0], **asked)[0] == 403  # type: ignore[arg-type]
    assert ask(preview, path, Origin=own(preview), method="POST", body=b"{}", Content_Type="text/plain")[0] == 415
    assert ask(preview, path)[0] == 405
    assert preview.source.read_text(encoding="utf-8") == SOURCE


def test_no_answer_lets_other_origins_read(preview: Running) -> None:
    for path in ("", "events", "preview.js", "nothing"):
        headers = ask(preview, path, Origin=own(preview))[1]
        assert "access-control-allow-origin" not in headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_path_leads_to_a_file(preview: Running, spelling: str) -> None:
    status, _, content = ask(preview, spelling)
    assert status in {400, 404}
    assert b"Ada" not in content
    assert b"root:" not in content


def test_without_the_token_nothing_is_found(preview: Running) -> None:
    port = urlsplit(preview.address).port
    for path in ("/", "/events", "/preview.js", "/x/", preview.address.rpartition("/")[0][-8:]):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.request("GET", path if path.startswith("/") else f"/{path}/")
            assert connection.getresponse().status == 404


WISHES = [b"[]", b"{", b'{"theme": 1}', b'{"other": ""}', b'{"scale": 99}', b'{"options": {"a=b": ""}}', b"[" * 60_000]
WISHES += [b'{"theme": "%s"}' % (b"x" * 300), b'{"options": {"a": "\\u0000"}}']
WISHES += [b'{"variant": "all"}', b'{"language": "all"}']


@pytest.mark.parametrize("wish", WISHES, ids=range(len(WISHES)))
def test_what_is_no_choice_is_refused(preview: Running, wish: bytes) -> None:
    headers = {"Origin": own(preview), "Content_Type": "application/json"}
    assert ask(preview, "choice", "POST", wish, **headers)[0] == 400


def test_what_is_too_large_is_refused(preview: Running) -> None:
    headers = {"Origin": own(preview), "Content_Type": "application/json"}
    assert ask(preview, "choice", "POST", b"x" * (LARGEST + 1), **headers)[0] == 413
    assert ask(preview, "choice", "POST", b"", Content_Length="9" * 30, **headers)[0] in {400, 413}
    assert ask(preview, "x" * 100_000)[0] in {400, 431}
    assert ask(preview, "x" * 20_000)[0] in {400, 431}
    assert ask(preview, "?" + "x" * 20_000)[0] in {400, 431}
    assert ask(preview, "", X_Long="x" * 100_000)[0] in {400, 431}


def test_what_does_not_say_how_large_it_is_is_refused(preview: Running) -> None:
    at = urlsplit(preview.address)
    headers = {"Origin": own(preview), "Content-Type": "application/json"}
    with closing(http.client.HTTPConnection("127.0.0.1", at.port, timeout=10)) as connection:
        connection.request("POST", f"{at.path}choice", iter([]), headers, encode_chunked=True)
        assert connection.getresponse().status == 411


@pytest.mark.parametrize(
    ("start", "on"),
    [
        ("GET {path} HTTP/1.1\r\nX: ", "x" * 1000),
        ("GET {path} HTTP/1.1\r\n", "X: x\r\n" * 200),
        ("GET {path}", "x" * 1000),
        ("", "\r\n" * 500),
        ("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n", "\r\n" * 500),
        ("GET {path} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: ", "x" * 1000),
        ("GET {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 999999999\r\n\r\n", "x" * 1000),
        ("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", "x" * 1000),
    ],
    ids=["value", "fields", "path", "lines", "lines between", "trailer", "body", "upgrade"],
)
def test_what_never_ends_is_ended(preview: Running, start: str, on: str) -> None:
    at = urlsplit(preview.address)
    with closing(socket.create_connection(("127.0.0.1", at.port or 0), timeout=10)) as client:
        client.sendall(start.format(path=at.path, host=at.netloc).encode())
        with pytest.raises(ConnectionError):  # noqa: PT012 - it ends while something is sent
            for _ in range(50_000):
                client.sendall(on.encode())


def test_a_request_may_come_before_the_last_one_is_answered(preview: Running) -> None:
    at, wish = urlsplit(preview.address), WISHES[0]
    about = f"Origin: {own(preview)}\r\nContent-Type: application/json\r\nContent-Length: {len(wish)}\r\n"
    asked = [f"GET {at.path} HTTP/1.1\r\n", f"POST {at.path}choice HTTP/1.1\r\n{about}"]
    with closing(socket.create_connection(("127.0.0.1", at.port or 0), timeout=10)) as client:
        client.sendall("".join(f"{head}Host: {at.netloc}\r\n\r\n" for head in asked).encode())
        said = client.recv(2**16)
        client.sendall(wish)
        said += b"".join(iter(lambda: client.recv(2**16), b""))
    assert re.findall(rb"HTTP/1.1 (\d+)", said) == [b"200", b"400"]


def test_who_asks_first_whether_to_send_is_told(preview: Running) -> None:
    at, wish = urlsplit(preview.address), WISHES[0]
    head = f"POST {at.path}choice HTTP/1.1\r\nHost: {at.netloc}\r\nOrigin: {own(preview)}\r\nExpect: 100-continue\r\n"
    about = f"Content-Type: application/json\r\nContent-Length: {len(wish)}\r\n\r\n"
    with closing(socket.create_connection(("127.0.0.1", at.port or 0), timeout=5)) as client:
        client.sendall((head + about).encode())
        said = client.recv(2**16)
        client.sendall(wish)
        said += client.recv(2**16)
    assert re.findall(rb"HTTP/1.1 (\d+)", said) == [b"100", b"400"]


def test_the_head_of_a_picture_is_sent_with_it_or_alone_where_it_is_asked_for(preview: Running) -> None:
    name = ask_state(preview)["pages"][0]["picture"]
    at = urlsplit(preview.address)
    with closing(socket.create_connection(("127.0.0.1", at.port or 0), timeout=5)) as client:
        for method in ("HEAD", "HEAD", "GET"):
            client.sendall(f"{method} {at.path}pictures/{name}.png HTTP/1.1\r\nHost: {at.netloc}\r\n\r\n".encode())
            head, _, content = client.recv(2**16).partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200 OK")
            assert content[1:4] == (b"PNG" if method == "GET" else b"")


@pytest.mark.parametrize("value", ["bytes=0-10", "bytes=-1", "bytes=" + ",".join(["0-1"] * 500), "lines=1-2"])
def test_a_part_of_a_picture_is_the_whole(preview: Running, value: str) -> None:
    name = ask_state(preview)["pages"][0]["picture"]
    status, headers, content = ask(preview, f"pictures/{name}.png", Range=value)
    assert status == 200
    assert content.startswith(b"\x89PNG")
    assert "immutable" in headers["cache-control"]


def ask_state(preview: Running, seen: str = "0") -> dict[str, list[dict[str, str]]]:
    """Read what the page is told until it has pages."""
    at = urlsplit(preview.address)
    with closing(http.client.HTTPConnection("127.0.0.1", at.port, timeout=20)) as connection:
        connection.request("GET", f"{at.path}events", headers={"Last-Event-ID": seen})
        for line in connection.getresponse():
            if line.startswith(b"data:") and b'"pages"' in line:
                found: dict[str, list[dict[str, str]]] = json.loads(line[5:])
                return found
    raise AssertionError


def test_a_picture_that_is_known_is_not_sent_again(preview: Running) -> None:
    name = ask_state(preview)["pages"][0]["picture"]
    status, headers, content = ask(preview, f"pictures/{name}.png", If_None_Match=f'"{name}"')
    assert (status, content, headers["etag"]) == (304, b"", f'"{name}"')


def test_who_lost_the_connection_catches_up(preview: Running) -> None:
    assert ask_state(preview, "1")["pages"]
    assert ask_state(preview, "nonsense")["pages"]


def test_idle_connections_keep_nobody_out(preview: Running) -> None:
    at = urlsplit(preview.address)
    with ExitStack() as stack:
        for _ in range(200):
            stack.enter_context(closing(socket.create_connection(("127.0.0.1", at.port or 0), timeout=10)))
        assert ask(preview)[0] == 200
        assert ask_state(preview)["pages"]


def test_it_listens_on_one_address_alone(preview: Running) -> None:
    inodes = {str(path.readlink()) for path in Path(f"/proc/{preview.process.pid}/fd").iterdir() if path.is_symlink()}
    listening = [
        line.split()[1]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{preview.process.pid}/net/{table}").read_text(encoding="ascii").splitlines()[1:]
        if line.split()[3] == "0A" and f"socket:[{line.split()[9]}]" in inodes
    ]
    assert listening == [f"0100007F:{urlsplit(preview.address).port:04X}"]


def test_an_interrupt_ends_it_and_leaves_nothing(tmp_path: Path) -> None:
    running = start(tmp_path)
    port = urlsplit(running.address).port or 0
    children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children").read_text(encoding="ascii")
    assert children.split()
    assert stop(running) == 128 + signal.SIGINT
    assert [child for child in children.split() if Path(f"/proc/{child}").exists()] == []
    assert [*(tmp_path / "temporary").iterdir()] == []
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_a_signal_that_is_ignored_stays_so(tmp_path: Path) -> None:
    """As `nohup` wants it of what it starts, which inherits that."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        running = start(tmp_path)
    finally:
        signal.signal(signal.SIGHUP, before)
    running.process.send_signal(signal.SIGHUP)
    assert stop(running) == 128 + signal.SIGINT


def test_who_asks_is_told_to_use_it_rightly(tmp_path: Path, preview: Running) -> None:
    from tests.command import run

    (tmp_path / "resume.yaml").write_text(SOURCE, encoding="utf-8")
    port = str(urlsplit(preview.address).port)
    for options, said in (
        (["--port", port], f"cannot listen on 127.0.0.1:{port}: address already in use"),
        (["-"], "standard input is none"),
        (["--lang", "all"], "one language"),
        (["missing.yaml"], "cannot read missing.yaml"),
    ):
        finished = run(tmp_path, "preview", "--no-open", *options)
        assert finished.returncode == 2
        assert said in finished.stderr
        assert finished.stdout == ""
