"""Holds the rules of the house: who touches what, how modules are made, that the documents tell the truth.

Each guard is shown a planted fault before it is trusted.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import click
import pymupdf
import pytest

from resume.build.request import Request
from resume.build.road import build
from resume.cli.commands import cli
from resume.fonts import FAMILIES
from resume.themes.shelf import builtin_folder

pytestmark = pytest.mark.wide  # it reads the program, and runs little of it

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src/resume"
COMMAND = Path(sys.executable).with_name("resume")
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]


def modules() -> dict[str, str]:
    """Give the text of each module by its name, `render.pdf`; a package is called by its own."""
    texts = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts if parts[-1] != "__init__" else parts[:-1])
        texts[name or "resume"] = path.read_text(encoding="utf-8")
    assert {"cli.main", "cli.terminal", "files", "render.pdf", "starter", "resume"} <= {*texts}
    return texts


# Who touches what.


@dataclass(frozen=True)
class Rule:
    """Names that only their owners may use; what an owner may use is a pattern too."""

    names: str
    owners: Mapping[str, str] = field(default_factory=dict)


FILES = Rule(
    r"(builtins|io|codecs)\.open|os\.(open|fdopen|read|write|remove|unlink|rename|replace|mkdir|makedirs|rmdir|listdir|scandir"
    r"|walk|chmod|umask|link|symlink|truncate)|(tempfile|shutil|glob|fileinput|mmap|sqlite3|zipfile|tarfile)(\..+)?"
    r"|\.(open|read_text|read_bytes|write_text|write_bytes|unlink|rename|mkdir|rmdir|touch|chmod|symlink_to|hardlink_to)"
    r"|\.replace\(1\)|watchfiles(\..+)?",
    {
        "files": r".*",
        "cache": r"\.(open|read_bytes|write_bytes|unlink|mkdir|touch)|\.replace\(1\)",  # where no failure is an error
        "batch.alive": r"os\.open",  # a file of locks, which nothing is written to
        "batch.ledger": r"sqlite3(\..+)?",
        "importers.archive": r"zipfile.*",  # in memory, bytes to bytes
        "preview.watch": r"watchfiles.*",  # which looks for changes, and reads nothing
        "cli.watching": r"watchfiles.*",
        "preview.server": r"zipfile(\..+)?",  # of pictures that are downloaded, in memory
        "cli.preview": r"shutil(\.which)?",  # whether an editor is installed
        "beside": r"os\.fdopen",  # a pipe between two processes is no file
        "document.word": r"zipfile(\..+)?",  # an archive in memory is none either
        "render.word.package": r"zipfile(\..+)?",
        "render.declarations": r"tempfile.*|\.read_text",  # generates pango_ffi.py, for `make declarations` alone
    },
)
PROBES = Rule(
    r"os\.(stat|lstat|access|readlink|path\.(exists|lexists|isfile|isdir|islink|realpath|samefile|getmtime|getsize))"
    r"|\.(is_file|is_dir|is_symlink|exists|stat|lstat|samefile|resolve|readlink|glob|rglob|iterdir)",
    {
        "files": r".*",  # which keeps what a build asks
        "cache": r"\.(lstat|iterdir)",
        "revision": r"\.resolve",
        "importers.archive": r"\.is_dir",  # of a name in an archive
        **dict.fromkeys(
            (
                "batch.cluster",
                "batch.ledger",
                "batch.reads",
                "batch.records",
                "batch.sources",
                "preview.watch",
                "preview.run",
            ),
            r".*",
        ),  # no build asks them
        **dict.fromkeys(("cli.batch", "cli.diff", "cli.importing", "cli.preview", "cli.themes", "cli.watching"), r".*"),
    },
)
SURROUNDINGS = Rule(
    r"os\.(environ|getenv|environb|getcwd|get_terminal_size|getlogin|cpu_count)(\..+)?|sys\.(argv|stdin|stdout|stderr)(\..+)?"
    r"|(time|locale|platform|getpass|zoneinfo)(\..+)?|datetime\.(datetime|date)\.(now|today|utcnow)|\.(now|today|utcnow)"
    r"|pathlib\.Path\.(cwd|home)|builtins\.input",
    {
        "cache": r"os\.environ(\.get)?",  # where the user or the system keeps such things
        "cli.main": r"sys\.(argv|stdout|stderr)|time(\.time_ns)?",
        "cli.unchanged": r"sys\.(argv|stdout|stderr)(\..+)?|os\.environ(\.items)?|time(\.time_ns)?|pathlib\.Path\.cwd",
        "cli.batch": r"time(\.time)?",  # leases, which all runs see
        "cli.progress": r"time(\.monotonic)?",
        "cli.build": r"time(\.monotonic)?",  # how long each of several builds takes
        "cli.watching": r"time(\.(monotonic|time_ns|sleep))?|sys\.stdout(\..+)?",  # how long each one took
        "cli.given": r"sys\.stdin(\..+)?|datetime\.datetime\.now|\.now",  # the day of the build, for `date: today`
        "cli.terminal": r"os\.(environ.*|cpu_count)|sys\.(stdout|stderr)(\..+)?|pathlib\.Path\.cwd",
        "cli.preview": r"os\.environ.*|sys\.stdout(\..+)?",  # which editor there is; the address, before it serves
        "model": r"os\.environ(\.setdefault)?",  # pydantic has no other way to be told either
        "render.engine": r"os\.environ.*",  # FONTCONFIG_FILE and _SYSROOT: fontconfig has no other way to be told
    },
)
NETWORK = Rule(
    r"(socket|ssl|http|ftplib|smtplib|imaplib|poplib|telnetlib|xmlrpc|socketserver|asyncio|webbrowser|urllib\.request"
    r"|urllib\.error|urllib3|requests|httpx|aiohttp|certifi|websockets|starlette|uvicorn|distributed)(\..+)?|\.?urlopen|\.urlretrieve",
    {
        "batch.cluster": r"distributed(\.(Client|KilledWorker))?",
        "render.fetch": r"urllib\.request\.url2pathname",  # which turns a `file:` URL into a path
        "preview.server": r"(socket|asyncio|uvicorn|starlette)(\..+)?",  # which listens
        "preview.gate": r"asyncio(\.(timeout|Transport|TimerHandle))?|uvicorn.*|starlette.*",  # who is let in there
        "preview.nursery": r"socket(\.(socket|socketpair|send_fds|recv_fds|SHUT_WR|MSG_DONTWAIT))?",  # pairs of them
        "preview.session": r"socket(\.socket)?|asyncio(\..+)?",  # which reads these
        "preview.watch": r"asyncio(\.sleep)?",
        "preview.run": r"socket(\.socket)?|asyncio(\.(create_task|sleep))?",
        "cli.preview": r"asyncio(\.run)?",
    },
)
PROGRAMS = Rule(
    r"(subprocess|multiprocessing|pty)(\..+)?|os\.(system|popen|exec\w*|spawn\w*|posix_spawn\w*|fork|forkpty)",
    {
        "batch.pool": r"multiprocessing(\..+)?",  # the same, many of them
        "preview.nursery": r"os\.fork",  # processes of this very program too
        "cli.preview": r"subprocess(\.(Popen|DEVNULL|TimeoutExpired))?",  # the editor
        "beside": r"os\.fork",  # another process of this very program
        "revision": r"subprocess(\.run)?",  # git, which alone reads its repositories
    },
)
RULES = {"files": FILES, "probes": PROBES, "surroundings": SURROUNDINGS, "network": NETWORK, "programs": PROGRAMS}


@cache
def used(source: str) -> tuple[tuple[int, str], ...]:
    """Give the dotted names that a module uses, as the modules they come from call them, with their lines.

    An attribute of what is not known to be a module is `.name`; a call of it with one argument is
    `.name(1)` too.
    """
    return tuple(_used(ast.parse(source)))


def _used(tree: ast.Module) -> Iterator[tuple[int, str]]:
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            start = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                yield node.lineno, start + alias.name
                whole = start or alias.asname
                called = alias.asname or alias.name.partition(".")[0]
                known[called] = start + alias.name if whole else called
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute | ast.Call):
            yield from ((node.lineno, name) for name in _names(node, known))


def _names(node: ast.Name | ast.Attribute | ast.Call, known: Mapping[str, str]) -> Iterator[str]:
    match node:
        case ast.Name():
            yield known.get(node.id, f"builtins.{node.id}")
        case ast.Attribute():
            yield _dotted(node, known) or f".{node.attr}"
        case ast.Call(func=ast.Attribute() as called, args=[argument], keywords=[]):
            yield _dotted(called, known) or f".{called.attr}(1)"
            yield from _loaded(called, argument)
        case ast.Call(func=called, args=[argument, *_]):
            yield from _loaded(called, argument)
        case _:
            pass


def _loaded(called: ast.expr, argument: ast.expr) -> Iterator[str]:
    """Give the module that a call imports by its name."""
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if name in {"import_module", "__import__", "find_spec"} and isinstance(argument, ast.Constant):
        yield str(argument.value)


def _dotted(node: ast.expr, known: Mapping[str, str]) -> str:
    match node:
        case ast.Attribute(value, attribute):
            start = _dotted(value, known)
            return f"{start}.{attribute}" if start else ""
        case ast.Name(name):
            return known.get(name, "")
        case _:
            return ""


def breaches(rule: Rule, texts: Mapping[str, str]) -> list[str]:
    """Give where modules use what is not theirs."""
    found = {
        f"{module}:{line}: {name}"
        for module, text in texts.items()
        for line, name in used(text)
        if re.fullmatch(rule.names, name) and not re.fullmatch(rule.owners.get(module, r"(?!)"), name)
    }
    return sorted(found)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_only_its_owner_touches_what_has_one(rule: Rule) -> None:
    assert breaches(rule, modules()) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_an_owner_uses_what_it_owns(rule: Rule) -> None:
    texts = modules()
    for owner, pattern in rule.owners.items():
        names = [name for _, name in used(texts[owner]) if re.fullmatch(rule.names, name)]
        assert any(re.fullmatch(pattern, name) for name in names), f"{owner} needs no exception"


PLANTED = {
    "probes": [
        "def f(path): return path.is_file()",
        "from pathlib import Path\nPath('x').exists()",
        "def f(folder): return [*folder.glob('*')]",
        "import os.path\nos.path.isfile('x')",
        "from os.path import isdir\nisdir('x')",
        "import os\nos.stat('x')",
    ],
    "files": [
        "open('x')",
        "from pathlib import Path\nPath('x').read_text()",
        "def f(path):\n    with path.open('wb') as file: file.write(b'')",
        "import os\nos.open('x', os.O_RDONLY)",
        "from os import remove as take_away\ntake_away('x')",
        "import os as system\nsystem.rename('x', 'y')",
        "def f():\n    import tempfile",
        "from tempfile import NamedTemporaryFile",
        "from importlib import import_module\nimport_module('shutil').rmtree('x')",
        "def f(temporary, path): temporary.replace(path)",
        "def f(path): path.unlink(missing_ok=True)",
        "from io import open as read",
        "from watchfiles import awatch",
    ],
    "surroundings": [
        "import os\nos.environ['HOME']",
        "from os import environ",
        "import os\nos.getenv('HOME')",
        "import sys\nprint(sys.argv)",
        "import sys\nsys.stdout.write('x')",
        "import time",
        "from time import monotonic",
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndatetime.date.today()",
        "from datetime import date as day\nday.today()",
        "from pathlib import Path\nPath.cwd()",
        "input()",
    ],
    "programs": [
        "import subprocess",
        "from subprocess import run",
        "import os\nos.system('git')",
        "from os import execvp as run",
        "import os\nos.spawnl(os.P_WAIT, 'git')",
        "def f():\n    from multiprocessing import Pool",
    ],
    "network": [
        "import socket",
        "from urllib.request import urlopen",
        "import urllib.request as web\nweb.urlopen('x')",
        "import http.client",
        "def f():\n    import requests",
        "from starlette.applications import Starlette",
        "import uvicorn.protocols",
        "__import__('ssl')",
        "import importlib\nimportlib.import_module('asyncio')",
    ],
}


@pytest.mark.parametrize(("rule", "fault"), [(rule, fault) for rule in PLANTED for fault in PLANTED[rule]])
def test_a_planted_breach_is_found(rule: str, fault: str) -> None:
    assert breaches(RULES[rule], {"view.page": fault})


@pytest.mark.parametrize("fault", PLANTED["surroundings"][:2])
def test_an_exception_covers_its_own_module_and_names_alone(fault: str) -> None:
    assert breaches(SURROUNDINGS, {"render.engine": fault}) == []
    assert breaches(SURROUNDINGS, {"render.pdf": fault})
    assert breaches(SURROUNDINGS, {"render.engine": "import sys\nsys.argv"})


def test_what_only_looks_like_a_breach_is_none() -> None:
    harmless = "import re\n'a'.replace('a', 'b')\nre.match('a', 'b')\ntime = 1\ndef opened(): pass\n"
    assert [breach for rule in RULES.values() for breach in breaches(rule, {"view.page": harmless})] == []


# How modules are made.

VAGUE = {"utils", "util", "core", "common", "helpers", "helper", "manager", "managers", "misc", "base", "shared"}
ROOM = 320
"""Lines; about 300 are a full room."""


def ill_made(name: str, text: str) -> list[str]:
    """Give what is wrong with how a module is made."""
    found = []
    tree = ast.parse(text)
    first = (ast.get_docstring(tree) or "").partition("\n\n")[0]
    if not first.endswith("."):
        found.append("its docstring does not begin with a sentence")
    if VAGUE & {*name.split(".")}:
        found.append("its name says nothing")
    if len(text.splitlines()) > ROOM and name != "render.pango_ffi":
        found.append("it is too long")
    imported = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    listed = any(isinstance(node, ast.Name) and node.id == "__all__" for node in ast.walk(tree))
    if listed or imported - read:
        found.append("it exports again what others define")
    return found


def test_every_module_is_well_made() -> None:
    assert {name: found for name, text in modules().items() if (found := ill_made(name, text))} == {}


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("view.page", "import re\nre.match\n", "docstring"),
        ("view.page", '"""Makes pages"""\n', "docstring"),
        ("view.utils", '"""Makes pages."""\n', "name"),
        ("core.page", '"""Makes pages."""\n', "name"),
        ("view.page", '"""Makes pages."""\n' + "x = 1\n" * ROOM, "long"),
        ("view", '"""Makes pages."""\nfrom resume.view.page import View\n', "exports"),
        ("view", '"""Makes pages."""\nfrom resume.view.page import View as View\n__all__ = ["View"]\n', "exports"),
    ],
)
def test_a_module_that_is_ill_made_is_found(name: str, text: str, fault: str) -> None:
    [found] = ill_made(name, text)
    assert fault in found


# What the documents say.


def codes_in(source: str) -> set[str]:
    """Find the codes that a module gives to diagnostics, directly or by the type of a validation error."""
    codes = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="error" | "warning")
                | ast.Name("Problem" | "PydanticCustomError" | "Found" | "Kind" | "_each"),
                args=[ast.Constant(str(code)), *_],
            ):
                codes.add(code.replace("_", "-"))
            case ast.Assign(targets=[ast.Name("EXPECTED")], value=ast.Dict(values=values)):
                codes |= {ast.literal_eval(value)[0] for value in values}
            case _:
                pass
    return codes


def codes_documented(text: str) -> set[str]:
    return {*re.findall(r"^### `([a-z0-9-]+)`$", text, re.MULTILINE)}


def test_every_code_has_its_line_in_the_documents_and_the_other_way_round() -> None:
    codes = set().union(*map(codes_in, modules().values()))
    assert {"lost-text", "expected-list", "url-scheme", "theme-css"} <= codes
    assert codes_documented((ROOT / "docs/diagnostics.md").read_text(encoding="utf-8")) == codes


def test_a_code_is_found_however_it_is_given() -> None:
    assert codes_in("diagnostics.error('a-b', 'x')\nself.d.warning('c', 'x')") == {"a-b", "c"}
    assert codes_in("raise Problem('d_e', 'x')\nraise PydanticCustomError('f', 'x')") == {"d-e", "f"}
    assert codes_in("EXPECTED = {'list_type': ('g', 'a list')}") == {"g"}
    assert codes_documented("# Codes\n### `a-b`\nAn error `c`.\n#### `d`\n") == {"a-b"}


def commands(command: click.Command, name: str = "resume") -> Iterator[tuple[str, click.Command]]:
    """Give a command and those under it, by how they are called."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for inner in command.list_commands(context):
            subcommand = command.get_command(context, inner)
            assert subcommand
            yield from commands(subcommand, f"{name} {inner}")


def spelt(command: click.Command) -> Iterator[str]:
    """Give the names of a command's subcommands and options, as they are typed."""
    for name, inner in commands(command):
        if inner is not command:
            yield name
        for parameter in inner.params:
            if isinstance(parameter, click.Option):
                yield from (*parameter.opts, *parameter.secondary_opts)


def undocumented(command: click.Command, text: str) -> set[str]:
    return {word for word in spelt(command) if not re.search(rf"`\[?(?:[^`\n]*[ \[])?{re.escape(word)}[\] `]", text)}


def test_every_command_and_option_is_documented() -> None:
    text = (ROOT / "docs/command.md").read_text(encoding="utf-8")
    assert {"resume build", "resume init", "--no-check", "-t", "--open", "--debug"} <= {*spelt(cli)}
    assert undocumented(cli, text.replace("\n```\n", "`\n").replace("\nresume ", "\n`resume ")) == set()


def test_every_command_and_option_has_help() -> None:
    assert {"resume", "resume build", "resume init"} <= {name for name, _ in commands(cli)}
    for name, command in commands(cli):
        assert command.help, name
        assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option)), name


def test_an_option_without_a_word_in_the_documents_is_found() -> None:
    @click.command()
    @click.option("-p", "--pages")
    def planted(pages: str) -> None:
        del pages

    assert undocumented(planted, "`-p`, `--pages N`") == set()
    assert undocumented(planted, "`--pages`") == {"-p"}
    assert undocumented(planted, "the option --pages, or `--pages-per-sheet`, or `-pp`") == {"-p", "--pages"}


def fences(language: str, *documents: Path) -> list[str]:
    """Give the examples in a language that documents hold."""
    texts = (document.read_text(encoding="utf-8") for document in documents)
    return [
        found for text in texts for found in re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    ]


EXAMPLES = [fence for fence in fences("yaml", *DOCUMENTS) if fence.startswith("basics:")]
SESSIONS = [fence for fence in fences("console", *DOCUMENTS) if "$ resume" in fence]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_documents_builds_with_nothing_to_be_said_of_it(example: str, tmp_path: Path) -> None:
    outcome = build(Request(example.encode(), "resume.yaml", tmp_path, output=tmp_path))
    assert outcome.diagnostics.items == []
    assert outcome.paths


@pytest.mark.parametrize("session", SESSIONS)
def test_the_commands_of_the_documents_run(session: str, tmp_path: Path) -> None:
    commands = re.findall(r"^\$ (resume\b.*)$", session, re.MULTILINE)
    if commands[0] != "resume init":
        (tmp_path / "resume.yaml").write_bytes((ROOT / "resume.yaml").read_bytes())
    for command in commands:
        process = subprocess.run([COMMAND, *command.split()[1:]], cwd=tmp_path, capture_output=True, check=False)
        differs = command.startswith("resume diff ")  # which says so with 1, as diff(1) does
        assert (command, process.returncode) == (command, int(differs))


def test_the_theme_of_the_documents_is_one_and_looks_as_written(tmp_path: Path) -> None:
    """Ten lines of CSS over a built-in theme: its face, its colour, its capitals are in the PDF."""
    document = ROOT / "docs/themes.md"
    for language in ("yaml", "css"):
        for fence in fences(language, document):
            found = re.match(r"(?:#|/\*) (\S+\.\w+)", fence)
            assert found is not None
            place = tmp_path / found[1].rstrip(":")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(fence, encoding="utf-8")
    [theme] = (tmp_path / "themes").iterdir()
    source = f"basics: {{name: Ada Example, label: Engineer, summary: Hello there.}}\ntheme: {theme.name}\n"
    outcome = build(Request(source.encode(), "resume.yaml", tmp_path, output=tmp_path / "cv.pdf", to_folder=False))
    assert outcome.diagnostics.items == []
    with pymupdf.open(outcome.paths[0]) as pdf:
        spans = [
            span for block in pdf[0].get_text("dict")["blocks"] for line in block["lines"] for span in line["spans"]
        ]
    looks = {span["text"].strip(): (span["font"], f"#{span['color']:06x}") for span in spans}
    assert looks["Ada Example"] == ("Lato", "#8c1d40")
    assert looks["Engineer"] == ("Lato-Bold", "#8c1d40")
    assert looks["SUMMARY"] == ("Lato-Bold", "#8c1d40")


def test_the_choices_of_the_documents_build(tmp_path: Path) -> None:
    [choices] = [fence for fence in fences("yaml", ROOT / "docs/themes.md") if fence.startswith("# resume.yaml")]
    source = f"basics: {{name: Ada Example, email: ada@example.org, summary: Hello there.}}\n{choices}"
    outcome = build(Request(source.encode(), "resume.yaml", tmp_path, output=tmp_path))
    assert outcome.diagnostics.items == []
    assert outcome.paths


def test_the_documents_name_every_option_and_font_of_the_themes() -> None:
    text = re.sub(r"\s+", " ", (ROOT / "docs/themes.md").read_text(encoding="utf-8"))
    manifests = [path.read_text(encoding="utf-8") for path in builtin_folder().glob("*/theme.yaml")]
    options = {
        name
        for manifest in manifests
        for name in re.findall(r"^  ([a-z-]+):(?= \{type|\n    type)", manifest, re.MULTILINE)
    }
    assert {"accent", "running-head"} <= options
    assert {option for option in options if f"`{option}`" not in text} == set()
    assert {family for family in FAMILIES if family not in text} == set()


def test_what_is_calculated_of_a_million_resumes_is_right() -> None:
    text = (ROOT / "docs/scale.md").read_text(encoding="utf-8")
    [each] = map(float, re.findall(r"10⁶ . ([\d.]+) s =", text))
    [written] = map(float, re.findall(r"some (\d+) files a second", text))
    [gigabytes] = map(float, re.findall(r"about (\d+) GB", text))
    seconds = each * 1_000_000
    for line in (
        f" {each} s = {seconds:,.0f} s, {seconds / 3600:.0f} hours of one core |",
        f"| on 8 cores | {seconds / 8 / 3600:.1f} hours |",
        f"| on 48 cores, six machines of 8 | {seconds / 48 / 60:.0f} minutes,",
        f"at 48 cores, {gigabytes * 1000 / (seconds / 48):.0f} MB a second |",
        f"which is what {written * each:.0f} cores make",
    ):
        assert line in text


def lost_links(document: Path) -> set[str]:
    """Give the files that a document refers to and that are not there."""
    text = document.read_text(encoding="utf-8")
    links = re.findall(r'\]\(([^)#\s]+)[^)]*\)|<img src="([^"]+)"', text)
    local = {link for pair in links for link in pair if link and not re.match(r"[a-z]+:", link)}
    return {link for link in local if not (document.parent / link).exists()}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_what_a_document_refers_to_is_there(document: Path) -> None:
    assert lost_links(document) == set()


def test_a_reference_to_nothing_is_found(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text('[a](page.md#b) [b](https://example.org) ![c](c.png) <img src="d.png">', encoding="utf-8")
    assert lost_links(document) == {"c.png", "d.png"}
