"""What a theme or a résumé of somebody else's may not do."""

import http.server
import re
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pypdf
import pytest
from jinja2.exceptions import SecurityError

from resume.build.request import Outcome, Request
from resume.build.road import build
from resume.sandbox import sandbox
from resume.themes.shelf import Chosen

SECRET = "the-combination-is-12345"  # noqa: S105 - nobody's
SOURCE = "basics:\n  name: Ada Example\n  summary: Short.\n"
VECTOR = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'
)


class Canary(http.server.BaseHTTPRequestHandler):
    """Notes each request."""

    hits: list[str]

    def do_GET(self) -> None:
        self.hits.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """Serve on loopback: the address, and the requests that came."""
    hits: list[str] = []
    handler = type("Handler", (Canary,), {"hits": hits})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", hits
        server.shutdown()
        thread.join()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "outside" / "secret.txt"
    path.parent.mkdir()
    path.write_text(SECRET)
    return path


def theme(folder: Path, template: str = "", css: str = "") -> Path:
    path = folder / "theme"
    path.mkdir(exist_ok=True)
    (path / "theme.yaml").write_text("name: theirs\ndescription: somebody else's\nextends: classic\n")
    if css:
        (path / "style.css").write_text(css)
    if template:
        page = (
            f"<html lang=en><head><title>x</title>{template}</head><body>{template}{{{{ resume.name }}}}</body></html>"
        )
        (path / "resume.html.j2").write_text(page)
    return path


def run(folder: Path, theme: Path, source: str = SOURCE) -> Outcome:
    home = folder / "home"
    home.mkdir(exist_ok=True)
    chosen = Chosen(str(theme), by_path=True)
    formats = ("pdf", "html")
    return build(Request(source.encode(), "resume.yaml", home, (chosen,), formats, output=folder / "out", check=False))


def contents(outcome: Outcome) -> str:
    """Give all that was made: the page, and each stream and string of the PDF, attachments among them."""
    texts = []
    for path in outcome.paths:
        data = path.read_bytes()
        texts.append(data.decode("latin-1"))
        if path.suffix == ".pdf":
            reader = pypdf.PdfReader(BytesIO(data))
            texts += [page.extract_text() for page in reader.pages]
            objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]))]
            texts += [o.get_data().decode("latin-1") for o in objects if isinstance(o, pypdf.generic.StreamObject)]
    return "\n".join(texts)


NETWORK = {
    "picture": '<img src="{}/x.png" alt="x">',
    "style-sheet": '<link rel="stylesheet" href="{}/x.css">',
    "attachment": '<link rel="attachment" href="{}/x">',
    "anchor-attachment": '<a rel="attachment" href="{}/x">x</a>',
    "object": '<object data="{}/x.svg"></object>',
    "embed": '<embed src="{}/x.svg">',
    "frame": '<iframe src="{}/x"></iframe>',
    "base": '<base href="{}/"><img src="x.png" alt="x">',
    "style": '<p style="background: url({}/x.png)">x</p>',
    "inline-vector": '<svg width="9" height="9"><title>x</title><image href="{0}/x.png"/><use href="{0}/x#a"/></svg>',
    "script": '<script src="{}/x.js"></script>',
}
SHEETS = {
    "import": '@import url("{}/x.css");',
    "background": 'h1 {{ background: url("{}/x.png") }}',
    "font": '@font-face {{ font-family: X; src: url("{}/x.ttf") }} h1 {{ font-family: X }}',
    "content": 'h1::after {{ content: url("{}/x.png") }}',
    "profile": '@color-profile device-cmyk {{ src: url("{}/x.icc") }}',
    "list-style": 'ul {{ list-style-image: url("{}/x.png") }}',
}


@pytest.mark.parametrize("name", NETWORK)
def test_a_template_reaches_no_network(tmp_path: Path, canary: tuple[str, list[str]], name: str) -> None:
    address, hits = canary
    run(tmp_path, theme(tmp_path, NETWORK[name].format(address)))
    assert hits == []


@pytest.mark.parametrize("name", SHEETS)
def test_a_style_sheet_reaches_no_network(tmp_path: Path, canary: tuple[str, list[str]], name: str) -> None:
    address, hits = canary
    run(tmp_path, theme(tmp_path, css=SHEETS[name].format(address)))
    assert hits == []


def test_a_vector_picture_of_the_theme_reaches_no_network(tmp_path: Path, canary: tuple[str, list[str]]) -> None:
    address, hits = canary
    path = theme(tmp_path, css="h1::after { content: url(x.svg) }")
    (path / "x.svg").write_text(
        VECTOR.format(
            f'<image xlink:href="{address}/a.png" width="9" height="9"/><use xlink:href="{address}/b.svg#c"/>'
        )
    )
    run(tmp_path, path)
    assert hits == []


def test_the_canary_sings(canary: tuple[str, list[str]]) -> None:
    """The server notices a request, so that its silence means something."""
    from urllib.request import urlopen

    address, hits = canary
    urlopen(f"{address}/here").close()  # noqa: S310 - it is http, of our own
    assert hits == ["/here"]


def spellings(secret: Path) -> dict[str, str]:
    path = secret.as_posix()
    return {
        "plain": f"file://{path}",
        "localhost": f"file://localhost{path}",
        "capitals": f"FILE://{path}",
        "escaped-dots": f"%2e%2e/outside/{secret.name}",
        "dots": f"../outside/{secret.name}",
        "absolute": path,
        "one-slash": f"file:{path}",
    }


NAMES = ("plain", "localhost", "capitals", "escaped-dots", "dots", "absolute", "one-slash")
LOADERS = (
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">x</a>',
    '<link rel="stylesheet" href="{}">',
    '<object data="{}"></object>',
    '<img src="{}" alt="x">',
    '<svg width="9" height="9"><title>x</title><image href="{}"/></svg>',
)


@pytest.mark.wide
@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_template_embeds_no_file_from_outside(tmp_path: Path, secret: Path, name: str, loader: str) -> None:
    outcome = run(tmp_path, theme(tmp_path, loader.format(spellings(secret)[name])))
    assert SECRET not in contents(outcome)


def test_a_file_of_the_theme_can_be_attached(tmp_path: Path) -> None:
    """What is refused above works for a file that belongs to the theme: the refusal is not a broken loader."""
    path = theme(tmp_path, f'<link rel="attachment" href="{(tmp_path / "theme" / "own.txt").as_uri()}">')
    (path / "own.txt").write_text(SECRET)
    assert SECRET in contents(run(tmp_path, path))


@pytest.mark.parametrize("file", ["style.css", "resume.html.j2", "theme.yaml"])
def test_a_link_out_of_the_theme_is_not_followed(tmp_path: Path, secret: Path, file: str) -> None:
    path = theme(tmp_path)
    (path / file).unlink(missing_ok=True)
    (path / file).symlink_to(secret)
    from resume.files import FileError

    with pytest.raises(FileError, match="leads out of its folder"):
        run(tmp_path, path)


def test_a_picture_that_links_out_of_the_theme_is_not_loaded(tmp_path: Path, secret: Path) -> None:
    path = theme(tmp_path, '<link rel="attachment" href="' + (tmp_path / "theme" / "x.txt").as_uri() + '">')
    (path / "x.txt").symlink_to(secret)
    assert SECRET not in contents(run(tmp_path, path))


ESCAPES = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ resume.__init__.__globals__ }}",
    "{{ resume.head.name.__class__.__init__.__globals__['__builtins__'] }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].environ }}",
    "{{ ''|attr('__class__') }}",
    "{{ range(10000000000)|list }}",
    "{{ self._TemplateReference__context }}",
    '{% include "/etc/passwd" %}',
    '{% include "../outside/secret.txt" %}',
    '{% include "theme/../../outside/secret.txt" %}',
    '{% import "os" as os %}',
)


@pytest.mark.parametrize("escape", ESCAPES)
def test_a_template_does_not_get_out_of_its_sandbox(tmp_path: Path, secret: Path, escape: str) -> None:
    outcome = run(tmp_path, theme(tmp_path, escape))
    assert outcome.paths == []
    [item] = outcome.diagnostics.items
    assert (item.severity, item.code) == ("error", "theme-template")
    assert item.span is not None
    assert SECRET not in item.message
    assert secret.read_text() == SECRET


@pytest.mark.parametrize("first", ["held.update", "plain.update"])
def test_what_is_safe_of_one_type_is_not_safe_of_another(first: str) -> None:
    template = sandbox(autoescape=True).from_string(f"{{{{ {first} }}}}{{{{ plain.update }}}}{{{{ held.update }}}}")
    with pytest.raises(SecurityError, match="access to attribute 'update' of 'dict' object is unsafe"):
        template.render(plain=SimpleNamespace(update="monthly"), held={})


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "vbscript:x"])
def test_a_link_in_a_text_has_a_scheme_that_harms_nobody(tmp_path: Path, href: str) -> None:
    source = f'basics:\n  name: Ada Example\n  summary: "See [this]({href})."\n'
    outcome = run(tmp_path, theme(tmp_path), source)
    assert [(item.code, item.span and item.span.line) for item in outcome.diagnostics.items] == [("url-scheme", 3)]
    assert outcome.paths == []


def test_html_in_a_resume_is_text(tmp_path: Path, canary: tuple[str, list[str]]) -> None:
    address, hits = canary
    tag = f"<img src={address}/x onerror=alert(1)><script>alert(1)</script>"
    source = f"basics:\n  name: {tag}\n  label: {tag}\n  summary: {tag}\n  location: {{city: '{tag}'}}\n"
    outcome = run(tmp_path, theme(tmp_path, "{{ resume.head.label }}{{ resume.sections[0].prose }}"), source)
    assert hits == []
    page = next(path for path in outcome.paths if path.suffix == ".html").read_text()
    assert page.count("<script") == 1
    assert "<script>" not in page
    assert "<img" not in page


@pytest.mark.parametrize("name", ["../../outside", "/etc", "..", "a/b", "base/../classic"])
def test_a_resume_names_no_theme_by_its_path(tmp_path: Path, name: str) -> None:
    source = f'{SOURCE}theme: "{name}"\n'.encode()
    outcome = build(Request(source, "resume.yaml", tmp_path, output=tmp_path / "out"))
    assert [(item.code, item.span and item.span.line) for item in outcome.diagnostics.items] == [("unknown-theme", 4)]


def test_what_is_not_loaded_is_said(tmp_path: Path, canary: tuple[str, list[str]]) -> None:
    outcome = run(tmp_path, theme(tmp_path, f'<img src="{canary[0]}/x.png" alt="x">'))
    warnings = [item for item in outcome.diagnostics.items if item.severity == "warning"]
    assert [item.code for item in warnings] == ["theme-resource"]
    assert re.search(r"a page loads nothing from a network", warnings[0].message)
