"""Opens the web page of a résumé in Chromium, in every theme, on a desk and on a phone."""

import http.server
import re
import threading
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import mf2py
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from resume import files
from resume.build.request import Request
from resume.build.road import build
from resume.render import web
from resume.themes.shelf import Chosen, builtin_names

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "resume.yaml"
BEYOND = """[...document.querySelectorAll("body *")].filter(element => {
    const box = element.getBoundingClientRect()
    return box.width && (box.right > innerWidth + 1 || box.left < -1)
}).map(element => element.outerHTML.slice(0, 80))"""
"""What stands out of the window at its sides."""

FURNITURE = Counter({"vidhi": 2, "babariya": 2, "2": 1, "3": 1})
"""What stands at the head or foot of the PDF's further pages."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Path]]:
    """The page and the PDF of this repository's résumé in a theme, by their endings."""
    folder = tmp_path_factory.mktemp("pages")

    @cache
    def make(theme: str) -> dict[str, Path]:
        request = Request(SOURCE.read_bytes(), "resume.yaml", ROOT, (Chosen(theme),), ("html", "pdf"), output=folder)
        outcome = build(request)
        assert not outcome.diagnostics.has_errors()
        return {path.suffix[1:]: path for path in outcome.paths}

    return make


def opened(browser: Browser, path: Path, width: int) -> tuple[Page, list[str]]:
    """Open a page; also give what its console says and what it asks for beside itself."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith("data:") else None)
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready")
    said.remove(path.as_uri())
    return page, said


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


@pytest.mark.wide
@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("theme", builtin_names())
def test_a_page_is_whole_accessible_and_alone(
    browser: Browser, made: Callable[[str], dict[str, Path]], theme: str, width: int
) -> None:
    page, said = opened(browser, made(theme)["html"], width)
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(BEYOND) == []
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    on_paper = words("\n".join(shown.extract_text() for shown in PdfReader(made(theme)["pdf"]).pages))
    on_screen = words(page.evaluate("document.body.innerText"))
    assert on_screen - on_paper == Counter()
    assert on_paper - on_screen <= FURNITURE
    used = page.evaluate("[...document.fonts].filter(face => face.status == 'loaded').length")
    assert used >= 1
    assert page.evaluate("[...document.fonts].filter(face => face.status == 'error').length") == 0
    page.close()


def test_a_faulty_page_is_found(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text('<!DOCTYPE html><img src="there.png"><p style="width: 900px">a', encoding="utf-8")
    page, said = opened(browser, path, 360)
    assert any("there.png" in line for line in said)
    assert page.evaluate(BEYOND)
    assert Axe().run(page).violations_count
    page.close()


def test_what_a_theme_shows_beside_text_is_in_the_page(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "themes/mine"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("name: mine\ndescription: Mine.\nextends: classic\n", encoding="utf-8")
    dot = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" cx="4" cy="4" fill="red"/></svg>'
    (folder / "dot.svg").write_text(dot, encoding="utf-8")
    (folder / "style.css").write_text("h1 { background: url(dot.svg) no-repeat; padding-left: 20px }", encoding="utf-8")
    (folder / "screen.css").write_text("@media screen { h1 { letter-spacing: 3px } }", encoding="utf-8")
    source = b"basics: {name: Ada Example, email: ada@example.org}"
    outcome = build(Request(source, "resume.yaml", tmp_path, (Chosen("mine"),), ("html",), output=tmp_path))
    assert outcome.diagnostics.items == []
    page, said = opened(browser, outcome.paths[0], 800)
    assert said == []
    style = "getComputedStyle(document.querySelector('h1'))"
    assert page.evaluate(f"{style}.backgroundImage").startswith('url("data:image/svg+xml;base64,')
    assert page.evaluate(f"{style}.letterSpacing") == "3px"
    page.close()


def test_a_picture_out_of_its_folder_is_not_put_into_the_page(tmp_path: Path) -> None:
    folder = tmp_path / "themes/mine"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("name: mine\ndescription: Mine.\nextends: classic\n", encoding="utf-8")
    (tmp_path / "themes/secret.svg").write_text("<svg>secret</svg>", encoding="utf-8")
    sheet = "h1 { background: url(missing.svg) } h2 { background: url(https://example.org/a.png) }"
    (folder / "style.css").write_text(sheet, encoding="utf-8")
    source = b"basics: {name: Ada Example, summary: Hello.}"
    request = Request(source, "resume.yaml", tmp_path, (Chosen("mine"),), ("html",), output=tmp_path)
    outcome = build(request)
    assert [item.code for item in outcome.diagnostics.items] == ["theme-resource", "theme-resource"]
    assert "example.org" not in outcome.paths[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("url", ["loop.png", "nul%00.png", "x" * 300, "large.png", "http://[::"])
def test_a_picture_that_cannot_be_read_is_a_warning_as_it_is_in_a_pdf(tmp_path: Path, url: str) -> None:
    folder = tmp_path / "themes/planted"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("name: planted\ndescription: Planted.\nextends: classic\n")
    (folder / "style.css").write_text(f"h1 {{ background: url({url}) }}")
    (folder / "loop.png").symlink_to("further.png")
    (folder / "further.png").symlink_to("loop.png")
    (folder / "large.png").write_bytes(bytes(files.READ_LIMIT + 1))
    for ending in ("html", "pdf"):
        source = b"basics: {name: Ada Example}"
        outcome = build(Request(source, "resume.yaml", tmp_path, (Chosen("planted"),), (ending,), output=tmp_path))
        assert [(item.severity, item.code) for item in outcome.diagnostics.items] == [("warning", "theme-resource")]
        assert len(outcome.paths) == 1


def test_readers_of_microformats_find_the_person_and_their_jobs(made: Callable[[str], dict[str, Path]]) -> None:
    [found] = mf2py.parse(doc=made("classic")["html"].read_text(encoding="utf-8"))["items"]
    assert found["type"] == ["h-resume"]
    [contact] = found["properties"]["contact"]
    assert contact["properties"]["name"] == ["Vidhi Babariya"]
    assert contact["properties"]["email"] == ["mailto:vbabariy@stevens.edu"]
    jobs = [item["properties"] for item in found["properties"]["experience"]]
    assert jobs[0]["name"] == ["Computer Science Fellow"]
    assert jobs[0]["org"] == ["Handshake AI"]
    assert len(jobs) == 4


HARM = [
    '<script>document.title = "harmed"</script>',
    '<script src="{address}/x.js"></script>',
    '<img src="x" onerror="document.title = \'harmed\'">',
    '<iframe src="{address}/frame"></iframe>',
    '<link rel="stylesheet" href="{address}/x.css">',
    '<object data="{address}/x.svg"></object>',
    '<svg><image href="{address}/x.png"/></svg>',
    '<base href="{address}/"><a href="x">x</a>',
]


def harmed(browser: Browser, folder: Path, place: str) -> tuple[str, list[str]]:
    """Open a page whose theme tries all of it at a place; give its title, and what it asked a server for."""
    hits: list[str] = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler(hits))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    harm = "".join(HARM).replace("{address}", f"http://127.0.0.1:{server.server_address[1]}")
    theme = folder / "themes/mine"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("name: mine\ndescription: Mine.\nextends: classic\n", encoding="utf-8")
    template = f"{place.replace('{}', harm)}<h1>{{{{ resume.name }}}}</h1>"
    (theme / "resume.html.j2").write_text(template, encoding="utf-8")
    source = b"basics: {name: Ada Example}"
    outcome = build(Request(source, "resume.yaml", folder, (Chosen("mine"),), ("html",), output=folder))
    page, _ = opened(browser, outcome.paths[0], 800)
    page.wait_for_load_state("networkidle")
    title = page.title()
    page.close()
    server.shutdown()
    server.server_close()
    return title, hits


@pytest.mark.wide
@pytest.mark.parametrize("place", ["<!DOCTYPE html><html>{}<head>", "{}", '<!DOCTYPE html><html x=">">{}<head>'])
def test_a_theme_can_do_no_harm_in_a_browser(browser: Browser, tmp_path: Path, place: str) -> None:
    assert harmed(browser, tmp_path, place) == ("", [])


@pytest.mark.wide
def test_without_the_policy_the_harm_would_be_done(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "POLICY", "")
    title, hits = harmed(browser, tmp_path, "{}")
    assert title == "harmed"
    assert {"/x.js", "/frame", "/x.css", "/x.svg", "/x.png"} <= {*hits}


def test_a_theme_cannot_send_a_browser_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "themes/mine"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("name: mine\ndescription: Mine.\nextends: classic\n", encoding="utf-8")
    template = '<h1>{{ resume.name }}</h1>\n<META x=">" http-equiv="refresh" content="0; url=https://example.org">'
    (folder / "resume.html.j2").write_text(template, encoding="utf-8")
    request = Request(
        b"basics: {name: Ada Example}", "resume.yaml", tmp_path, (Chosen("mine"),), ("html",), output=tmp_path
    )
    outcome = build(request)
    [item] = outcome.diagnostics.items
    assert (item.code, item.span and item.span.line, outcome.paths) == ("theme-template", 2, [])


def handler(hits: list[str]) -> type[http.server.BaseHTTPRequestHandler]:
    """Make what answers every request, and writes it down."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/favicon.ico":
                hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    return Handler
