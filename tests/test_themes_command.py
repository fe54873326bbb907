"""Runs `resume themes …` as a person does, and plants faults in themes that it must find."""

import base64
import json
import os
import re
import subprocess
import sys
import sysconfig
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image
from tests import command
from tests.command import Finished

from resume import stress
from resume.build import road
from resume.build.request import Request
from resume.build.road import make
from resume.diagnostics import Diagnostics
from resume.themes import datasheet
from resume.themes.catalogue import unchanged
from resume.themes.load import Theme
from resume.themes.scaffold import contents
from resume.themes.shelf import Chosen, builtin_folder, builtin_names

ROOT = Path(__file__).parents[1]
SMALL = "basics:\n  name: Ada Example\n  summary: Hello there.\n"


def run(folder: Path, *arguments: str, given: str = "") -> Finished:
    """Run `resume themes` in a folder."""
    plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    process = command.run(folder, "themes", *arguments, given=given, environment=plain)
    assert "Traceback" not in process.stderr
    return process


def plant(
    folder: Path, name: str, style: str = "", template: str = "", more: str = "", parent: str = "classic"
) -> None:
    """Plant a theme beside the source."""
    place = folder / "themes" / name
    place.mkdir(parents=True)
    manifest = f"name: {name}\ndescription: Planted.\nextends: {parent}\n{more}"
    (place / "theme.yaml").write_text(manifest, encoding="utf-8")
    (place / "style.css").write_text(style, encoding="utf-8")
    if template:
        (place / "resume.html.j2").write_text(template, encoding="utf-8")


def loaded(name: str, beside: Path = Path()) -> Theme:
    """Load a theme that nothing is to be said of."""
    diagnostics = Diagnostics()
    theme = unchanged(Chosen(name), beside, diagnostics)
    assert diagnostics.items == []
    assert theme is not None
    return theme


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() or path.is_symlink()}


def described(name: str) -> str:
    manifest = yaml.safe_load((builtin_folder() / name / "theme.yaml").read_bytes())
    return str(manifest["description"])


def test_its_help_is_there_at_once(tmp_path: Path) -> None:
    """What takes long to load is loaded by the commands that need it."""
    process = run(tmp_path, "--help")
    assert re.findall(r"^  (\w+)  ", process.stdout, re.MULTILINE) == ["check", "gallery", "list", "new", "show"]
    heavy = "{'pydantic', 'jinja2', 'weasyprint', 'pypdfium2', 'yaml', 'resume.build'} & {*sys.modules}"
    script = f"import sys, resume.cli.themes; print({heavy})"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert loaded.stdout == "set()\n"


# themes list


def test_the_built_in_themes_are_listed_one_a_line_with_what_they_are_for(tmp_path: Path) -> None:
    process = run(tmp_path, "list")
    assert (process.returncode, process.stderr) == (0, "")
    lines = process.stdout.splitlines()
    assert [line.split(maxsplit=1) for line in lines] == [[name, described(name)] for name in builtin_names()]
    assert len({line.index(described(line.split()[0])) for line in lines}) == 1
    assert "base" not in {line.split()[0] for line in lines}


def test_ones_own_themes_are_listed_first_and_marked(tmp_path: Path) -> None:
    plant(tmp_path / "cv", "zebra")
    plant(tmp_path / "cv", "modern")
    names = [line.split()[:2] for line in run(tmp_path, "list", "cv").stdout.splitlines()]
    assert names[:2] == [["modern", "yours:"], ["zebra", "yours:"]]
    assert [name for name, _ in names[2:]] == [name for name in builtin_names() if name != "modern"]
    assert "yours:" not in run(tmp_path, "list").stdout


def test_the_themes_of_this_repository_are_its_built_in_ones() -> None:
    assert "yours:" not in run(ROOT, "list").stdout


def test_a_theme_whose_manifest_has_errors_is_listed_and_said_to_have_them(tmp_path: Path) -> None:
    plant(tmp_path, "torn", more="fonts: {text: Latoo}\n")
    process = run(tmp_path, "list")
    assert process.returncode == 1
    assert process.stdout.splitlines()[0].split(maxsplit=1) == ["torn", "yours: its theme.yaml has errors"]
    assert "error[unknown-font]" in process.stderr
    assert len(process.stdout.splitlines()) == len(builtin_names()) + 1


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    process = run(tmp_path, "list", "nowhere")
    assert (process.returncode, process.stdout) == (2, "")
    assert "nowhere" in process.stderr


def test_a_description_cannot_steer_the_terminal(tmp_path: Path) -> None:
    plant(tmp_path, "sly")
    manifest = 'name: sly\ndescription: "turned \\u202e round"\nextends: classic\n'
    (tmp_path / "themes/sly/theme.yaml").write_text(manifest, encoding="utf-8")
    assert "\u202e" not in run(tmp_path, "list").stdout
    assert "\u202e" not in run(tmp_path, "show", "sly").stdout


# themes show


@pytest.mark.parametrize("name", builtin_names())
def test_what_is_shown_of_a_theme_is_what_it_declares(tmp_path: Path, name: str) -> None:
    process = run(tmp_path, "show", name, "--format", "json")
    assert (process.returncode, process.stderr) == (0, "")
    shown, theme = json.loads(process.stdout), loaded(name)
    assert (shown["name"], shown["description"]) == (name, described(name))
    assert shown["extends"][-1] == "base"
    assert shown["page"] == {"size": theme.page_size, "margin": theme.page_margin}
    assert shown["fonts"] == {**theme.fonts}
    assert shown["palettes"]["navy"] == {"accent": "#16325c"}
    assert shown["placement"]["first"] == [*theme.sections("first")]
    assert {*shown["options"]} == {*theme.declared}
    for option, declared in theme.declared.items():
        described_option = shown["options"][option]
        assert described_option["type"] == declared.type
        assert described_option["meaning"] == declared.meaning
        assert described_option.get("choices", []) == [*declared.choices]
        assert (
            described_option["default"] == {**theme.options, **{f"font-{r}": f for r, f in theme.fonts.items()}}[option]
        )

    as_text = run(tmp_path, "show", name)
    assert (as_text.returncode, as_text.stderr) == (0, "")
    assert max(map(len, as_text.stdout.splitlines())) <= 100
    words = " ".join(as_text.stdout.split())
    for text in texts(shown):
        assert " ".join(text.split()) in words
    for option, held in shown["options"].items():
        assert re.search(
            rf"^  {option} .*default {re.escape(held['default'].split()[0])}", as_text.stdout, re.MULTILINE
        )


def texts(shown: dict[str, Any]) -> list[str]:
    """Give what people must find too of what is shown to programs."""
    options = shown["options"].values()
    palettes = [f"{name}: accent {values['accent']}" for name, values in shown["palettes"].items()]
    choices = [" | ".join(option["choices"]) for option in options if "choices" in option]
    page = f"{shown['page']['size']}, margin {shown['page']['margin']}"
    return [shown["description"], page, *palettes, *choices, *(option["meaning"] for option in options)]


def test_a_sidebar_is_shown_with_its_sections(tmp_path: Path) -> None:
    assert (
        json.loads(run(tmp_path, "show", "sidebar", "--format", "json").stdout)["placement"]["sidebar"][0] == "contact"
    )
    assert re.search(r"^sidebar +contact, skills, ", run(tmp_path, "show", "sidebar").stdout, re.MULTILINE)


def test_a_theme_is_shown_by_its_folder_too_with_the_palette_that_it_chooses(tmp_path: Path) -> None:
    more = "palettes: {dusk: {accent: '#334455'}}\noptions: {palette: dusk}\n"
    plant(tmp_path, "mine", more=more)
    process = run(tmp_path, "show", "themes/mine", "--format", "json")
    shown = json.loads(process.stdout)
    assert (shown["extends"], shown["options"]["accent"]["default"]) == (["classic", "base"], "#334455")


@pytest.mark.parametrize("layout", ["text", "json"])
def test_a_theme_that_there_is_none_of_is_an_error_with_the_nearest_one(tmp_path: Path, layout: str) -> None:
    process = run(tmp_path, "show", "modrn", "--format", layout)
    assert (process.returncode, process.stdout) == (1, "")
    assert "error[unknown-theme]: there is no theme `modrn`" in process.stderr
    assert "did you mean `modern`?" in process.stderr


# themes new

SETTING = re.compile(r"^( *)#(?=[\w-]+: )", re.MULTILINE)
RULE = re.compile(r"^/\* ([^*\n]*\{.*\}) \*/$", re.MULTILINE)


def started(folder: Path, parent: str) -> tuple[Path, str]:
    """Write a new theme, and give its theme.yaml."""
    place = folder / "themes" / "mine"
    place.mkdir(parents=True)
    for name, text in contents("mine", loaded(parent, folder)).items():
        (place / name).write_text(text, encoding="utf-8")
    return place, (place / "theme.yaml").read_text(encoding="utf-8")


def said(folder: Path, *formats: str) -> list[str]:
    """Build with the theme `mine`, and give what is said of it."""
    source = (ROOT / "src/resume/starter/resume.yaml").read_bytes()
    outcome = make(Request(source, "resume.yaml", folder, (Chosen("mine"),), formats))
    assert outcome.made or outcome.diagnostics.items
    return [f"{item.code}: {item.message}" for item in outcome.diagnostics.items]


def test_a_new_theme_builds_at_once(tmp_path: Path) -> None:
    process = run(tmp_path, "new", "mine")
    assert (process.returncode, process.stdout) == (0, "themes/mine/theme.yaml\nthemes/mine/style.css\n")
    assert process.stderr == "Next: edit themes/mine/theme.yaml, then run `resume build -t mine`.\n"
    (tmp_path / "resume.yaml").write_text(SMALL, encoding="utf-8")
    built = command.run(tmp_path, "build", "-t", "mine")
    assert (built.returncode, built.stdout, built.stderr) == (0, "output/mine/Ada-Example-Resume.pdf\n", "")


def test_a_new_theme_goes_to_the_folder_that_is_named(tmp_path: Path) -> None:
    process = run(tmp_path, "new", "mine", "my/cv", "--from", "sidebar")
    assert (process.returncode, process.stdout) == (0, "my/cv/themes/mine/theme.yaml\nmy/cv/themes/mine/style.css\n")
    assert "then run `resume build my/cv -t mine`" in process.stderr
    assert loaded("mine", tmp_path / "my/cv").options["sidebar"] == loaded("sidebar").options["sidebar"]


def test_a_new_theme_can_extend_one_of_ones_own(tmp_path: Path) -> None:
    plant(tmp_path, "house", more="options: {accent: '#123456'}\n")
    assert run(tmp_path, "new", "mine", "--from", "house").returncode == 0
    assert '  #accent: "#123456"\n' in (tmp_path / "themes/mine/theme.yaml").read_text(encoding="utf-8")
    assert said(tmp_path, "pdf") == []


@pytest.mark.wide
@pytest.mark.parametrize("parent", builtin_names())
def test_what_a_new_theme_has_commented_out_is_what_it_inherits(tmp_path: Path, parent: str) -> None:
    place, manifest = started(tmp_path, parent)
    theme, inherited = loaded("mine", tmp_path), loaded(parent)
    assert (theme.options, theme.fonts) == (inherited.options, inherited.fonts)
    assert (theme.page_size, theme.page_margin) == (inherited.page_size, inherited.page_margin)
    assert theme.fit == inherited.fit
    shown = [match[0] for match in re.finditer(r"^ *#[\w-]+: .*$", manifest, re.MULTILINE)]
    own = "  #rule-width:"
    bounds = datasheet.bounds(inherited)
    count = len(inherited.declared) + len(inherited.palettes) + len(("size", "margin")) + len(bounds)
    assert len([line for line in shown if not line.startswith(own)]) == count
    for line in shown:
        (place / "theme.yaml").write_text(manifest.replace(line, SETTING.sub(r"\1", line)), encoding="utf-8")
        once = loaded("mine", tmp_path)
        assert (once.options.items() >= inherited.options.items(), once.fonts) == (True, inherited.fonts)
    (place / "theme.yaml").write_text(SETTING.sub(r"\1", manifest), encoding="utf-8")
    changed = loaded("mine", tmp_path)
    assert {**inherited.options, "rule-width": "1pt"} == {**changed.options}
    assert said(tmp_path, "html", "pdf") == []


def test_a_new_theme_says_what_each_option_means(tmp_path: Path) -> None:
    _, manifest = started(tmp_path, "modern")
    lines = [line.strip().removeprefix("# ") for line in manifest.splitlines()]
    words = " ".join(lines)
    for option in loaded("modern").declared.values():
        assert option.meaning in words
    assert max(len(line) for line in manifest.splitlines()) <= 120


def test_the_rules_that_a_new_theme_gives_as_examples_break_nothing(tmp_path: Path) -> None:
    place, _ = started(tmp_path, "modern")
    style = (place / "style.css").read_text(encoding="utf-8")
    rules = RULE.findall(style)
    assert len(rules) >= 5
    (place / "style.css").write_text(RULE.sub(r"\1", style), encoding="utf-8")
    assert said(tmp_path, "pdf") == []


def test_the_parts_that_a_new_theme_names_are_those_of_the_base(tmp_path: Path) -> None:
    place, _ = started(tmp_path, "modern")
    style = (place / "style.css").read_text(encoding="utf-8")
    template = (builtin_folder() / "base/resume.html.j2").read_text(encoding="utf-8")
    parts = {*re.findall(r"\.([a-z]+)\b", re.search(r"The parts of a page.*?\n\n", style, re.DOTALL)[0])}  # type: ignore[index]
    assert {"organization", "contacts", "date"} <= parts
    assert {part for part in parts if not re.search(rf'class="[^"]*\b{part}\b', template)} == set()
    properties = {*re.findall(r"--[\w-]+", style)}
    assert {"--accent", "--font-head", "--rhythm"} <= properties
    known = {f"--{option}" for option in loaded("modern").declared} | {f"--margin-{side}" for side in SIDES}
    assert properties - known == {"--rhythm"}


SIDES = ("top", "right", "bottom", "left")


@pytest.mark.parametrize("name", ["my theme", "../mine", "", "-x", "größe", "a/b", "classic", "base"])
def test_a_bad_name_is_wrong_usage(tmp_path: Path, name: str) -> None:
    process = run(tmp_path, "new", "--", name)
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr.startswith("error: ")
    assert files_in(tmp_path) == set()


@pytest.mark.parametrize("name", ["null", "true", "123", "1e3", "No", "0x1F"])
def test_a_name_that_yaml_takes_for_something_else_is_none_the_less_one(tmp_path: Path, name: str) -> None:
    assert run(tmp_path, "new", name).returncode == 0
    assert loaded(name, tmp_path).name == name
    manifest = yaml.safe_load((tmp_path / f"themes/{name}/theme.yaml").read_bytes())
    assert manifest["name"] == name


def test_a_theme_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "themes/mine").mkdir(parents=True)
    (tmp_path / "themes/mine/notes.txt").write_bytes(b"mine")
    process = run(tmp_path, "new", "mine")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == "error: cannot write themes/mine: it is there already, and is left as it is\n"
    assert files_in(tmp_path) == {"themes/mine/notes.txt"}


def test_a_theme_is_not_written_through_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes/mine").symlink_to(tmp_path / "elsewhere")
    assert run(tmp_path, "new", "mine").returncode == 2
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("parent", ["modrn", "../modern", "mine"])
def test_a_theme_that_extends_none_that_there_is_is_not_started(tmp_path: Path, parent: str) -> None:
    process = run(tmp_path, "new", "mine", "--from", parent)
    assert (process.returncode, process.stdout) == (1, "")
    assert f"there is no theme `{parent}`" in process.stderr
    assert ("did you mean `modern`?" in process.stderr) == (parent != "mine")
    assert files_in(tmp_path) == set()


# themes gallery


class Page(HTMLParser):
    """Collects what the tests ask of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.pictures: list[dict[str, str]] = []
        self.attributes: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag == "img":
            self.pictures.append({name: value or "" for name, value in attrs})

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.setdefault(self.tags[-1], []).append(data.strip())


def shown(folder: Path, *arguments: str, source: str = SMALL) -> tuple[Finished, Page]:
    (folder / "resume.yaml").write_text(source, encoding="utf-8")
    process = run(folder, "gallery", *arguments)
    return process, Page((folder / process.stdout.strip()).read_text(encoding="utf-8"))


def test_the_gallery_has_a_picture_of_the_resume_in_every_theme(tmp_path: Path) -> None:
    plant(tmp_path, "mine")
    process, page = shown(tmp_path)
    assert (process.returncode, process.stdout, process.stderr) == (0, "output/gallery.html\n", "")
    names = ["mine", *builtin_names()]
    assert page.texts["h2"] == names
    assert [picture["alt"] for picture in page.pictures] == [
        f"The first page of the résumé of Ada Example in the theme {name}" for name in names
    ]
    assert {picture["loading"] for picture in page.pictures} == {"lazy"}
    assert page.texts["code"] == [f"resume build -t {name}" for name in names]
    assert [text for text in page.texts["p"] if text.endswith(("page", "pages"))] == ["1 page"] * len(names)
    assert {described(name) for name in builtin_names()} <= {*page.texts["p"]}
    for picture in page.pictures:
        start, _, data = picture["src"].partition(",")
        assert start == "data:image/png;base64"
        image = Image.open(BytesIO(base64.b64decode(data)))
        assert image.format == "PNG"
        assert (str(image.width), str(image.height)) == (picture["width"], picture["height"])
        assert 650 < image.width < 700
        assert len(image.convert("L").getcolors() or ()) > 10


def test_the_gallery_loads_nothing(tmp_path: Path) -> None:
    _, page = shown(tmp_path)
    assert not {"script", "link", "iframe", "object", "a"} & {*page.tags}
    links = [value for name, value in page.attributes if name in {"src", "href", "srcset", "data", "action"}]
    assert links
    assert all(link.startswith("data:image/png;base64,") for link in links)
    text = (tmp_path / "output/gallery.html").read_text(encoding="utf-8")
    assert re.findall(r"url\(|@import|https?:", text) == []
    assert "prefers-color-scheme: dark" in text


@pytest.mark.wide
def test_two_galleries_are_the_same_bytes(tmp_path: Path) -> None:
    shown(tmp_path)
    shown(tmp_path, "-o", "again.html")
    assert (tmp_path / "again.html").read_bytes() == (tmp_path / "output/gallery.html").read_bytes()


@pytest.mark.wide
def test_what_a_gallery_shows_is_text_whatever_it_says(tmp_path: Path) -> None:
    plant(tmp_path, "mine")
    manifest = 'name: mine\ndescription: "<script>alert(1)</script>"\nextends: classic\n'
    (tmp_path / "themes/mine/theme.yaml").write_text(manifest, encoding="utf-8")
    name = '<b>Ada</b> \\"x\\" onerror=alert(1) & Söhne'
    process, page = shown(tmp_path, source=f'basics: {{name: "{name}"}}\n')
    assert process.returncode == 0
    assert not {"script", "b"} & {*page.tags}
    assert not {"onerror", "x"} & {name for name, _ in page.attributes}
    assert page.pictures[0]["alt"] == (
        'The first page of the résumé of <b>Ada</b> "x" onerror=alert(1) & Söhne in the theme mine'
    )


def test_a_theme_with_errors_is_shown_with_them(tmp_path: Path) -> None:
    plant(tmp_path, "hidden", ".prose { display: none }")
    plant(tmp_path, "torn", more="fonts: {text: Latoo}\n")
    process, page = shown(tmp_path)
    assert (process.returncode, process.stdout) == (1, "output/gallery.html\n")
    assert process.stderr.splitlines() == [
        "the theme hidden has errors, which the page shows",
        "the theme torn has errors, which the page shows",
    ]
    assert page.texts["h2"] == ["hidden", "torn", *builtin_names()]
    assert len(page.pictures) == len(builtin_names())
    errors = [text for text in page.texts["li"] if "error[" in text]
    assert len(errors) == 2
    assert 'error[lost-text]: "Hello there." cannot be read back whole' in errors[0]
    assert "error[unknown-font]: there is no font family `Latoo` (did you mean `Lato`?)" in errors[1]


def test_where_the_resume_has_errors_there_is_no_gallery(tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").write_text("basics: {nmae: Ada}\n", encoding="utf-8")
    process = run(tmp_path, "gallery")
    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr.count("error[unknown-key]") == 1
    assert not (tmp_path / "output").exists()
    assert run(tmp_path, "gallery", "nowhere.yaml").returncode == 2


@pytest.mark.wide
def test_a_gallery_is_made_of_another_source_and_goes_where_it_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "my cv.yaml").write_text(SMALL, encoding="utf-8")
    process = run(tmp_path, "gallery", "my cv.yaml", "-o", "pages/all.html")
    assert (process.returncode, process.stdout) == (0, "pages/all.html\n")
    page = Page((tmp_path / "pages/all.html").read_text(encoding="utf-8"))
    assert page.texts["code"][0] == f"resume build 'my cv.yaml' -t {builtin_names()[0]}"
    assert run(tmp_path, "gallery", "-", "-o", "given.html", given=SMALL).returncode == 0
    process = run(tmp_path, "gallery", "my cv.yaml", "-o", "my cv.yaml")
    assert (process.returncode, process.stderr) == (2, "error: my cv.yaml is a source\n")
    assert (tmp_path / "my cv.yaml").read_text(encoding="utf-8") == SMALL


# themes check


@pytest.mark.parametrize("case", stress.names())
def test_a_stress_resume_has_no_mistakes_of_its_own(case: str) -> None:
    path = stress.FOLDER / f"{case}.yaml"
    diagnostics = Diagnostics()
    assert road.read(Request(path.read_bytes(), str(path), stress.FOLDER), diagnostics)
    assert diagnostics.items == []


def test_the_stress_resumes_are_those_of_the_documents() -> None:
    text = (ROOT / "docs/command.md").read_text(encoding="utf-8").partition("## `resume themes check")[2]
    rows = re.findall(r"^\| (`.*?) \|", text.partition("| option |")[0], re.MULTILINE)
    assert sorted(name for row in rows for name in re.findall(r"`([\w-]+)`", row)) == [*stress.names()]


@pytest.mark.wide
@pytest.mark.parametrize("case", stress.names())
def test_nothing_breaks_in_the_classic_theme(tmp_path: Path, case: str) -> None:
    strained = stress.strain(Chosen("classic"), tmp_path, (case,))
    assert [item.message for item in strained.diagnostics.items] == []


def test_a_theme_in_which_nothing_breaks_is_said_to_be_one(tmp_path: Path) -> None:
    process = run(tmp_path, "check", "classic", "-c", "empty", "--case", "nearly-empty", "-c", "empty")
    assert (process.returncode, process.stdout) == (0, "")
    assert process.stderr == "classic: 2 résumés, nothing broken\n"


def check(folder: Path, case: str) -> list[str]:
    """Check the theme `mine` with a résumé, and give its findings, each in a line."""
    process = run(folder, "check", "mine", "-c", case)
    assert (process.returncode, process.stdout) == (1, "")
    assert str(stress.FOLDER) in process.stderr
    return [line for line in process.stderr.splitlines() if re.match(r"(error|warning)\[", line)]


LONG_WORD = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"
FAULTS = {
    ".date { float: right } .dates-right .date::before { content: none }": (
        "every-section",
        ("text-order", "Apr 2021 \N{EN DASH} Present", "is read out of order in the PDF"),
    ),
    ".contacts { display: none }": (
        "greek-cyrillic",
        ("lost-text", "+30 21 0555 0142", "cannot be read back whole from the PDF"),
    ),
    "main { width: 60mm }": (
        "long-words",
        ("text-overflow", f"{LONG_WORD}.", "does not fit its line: it is cut off"),
    ),
    "h1 { margin: 0; line-height: .6 }": (
        "every-section",
        ("text-order", "Ruth Okonjo-Delacroix", "is read out of order in the PDF, as pypdf reads it"),
    ),
}


@pytest.mark.parametrize("style", FAULTS)
def test_a_fault_planted_in_a_style_sheet_is_found(tmp_path: Path, style: str) -> None:
    plant(tmp_path, "mine", style)
    case, (code, text, what) = FAULTS[style]
    said = f'error[{code}]: {case}, a4 and letter: "{text}" {what}'
    assert [finding for finding in check(tmp_path, case) if finding.startswith(said)]


def test_a_glyph_that_the_theme_wants_and_no_font_has_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "mine", 'h2::before { content: "\\16A0" }')
    [finding] = check(tmp_path, "cjk")
    assert finding.startswith("error[missing-glyph]: cjk, a4 and letter: no font of the theme has a glyph for ")
    assert "(U+16A0)" in finding


IN_HEAD = '{{% extends "base/resume.html.j2" %}}{{% block head %}}{{{{ super() }}}}{}{{% endblock %}}'
UA_FAULTS = {
    '<svg width="9" height="9"><rect width="9" height="9"/></svg>': "FIGURE-ALTERNATIVE-TEXT",
    "<h5>Skipped</h5>": "HEADING-NESTING",
}


@pytest.mark.parametrize("fault", UA_FAULTS)
def test_what_does_not_conform_to_pdf_ua_is_found(tmp_path: Path, fault: str) -> None:
    plant(tmp_path, "mine", template=IN_HEAD.format(fault))
    [finding] = check(tmp_path, "nearly-empty")
    assert finding.startswith("error[pdf-ua]: nearly-empty, a4 and letter: ")
    assert UA_FAULTS[fault] in finding


def test_pdf_ua_is_checked_where_texts_are_lost_too(tmp_path: Path) -> None:
    plant(tmp_path, "mine", ".prose { display: none }", IN_HEAD.format("<h5>Skipped</h5>"))
    assert [finding.partition(":")[0] for finding in check(tmp_path, "nearly-empty")] == [
        "error[lost-text]",
        "error[pdf-ua]",
    ]


def test_of_many_findings_alike_the_first_five_are_said_and_how_many_there_are(tmp_path: Path) -> None:
    plant(tmp_path, "mine", ".highlights { display: none }")
    findings = check(tmp_path, "sixty-bullets")
    assert len(findings) == 6
    assert all(finding.startswith("error[lost-text]: sixty-bullets, a4 and letter: ") for finding in findings[:5])
    assert findings[5] == "error[lost-text]: sixty-bullets: … and 56 more"


def test_what_breaks_on_one_paper_is_said_of_that_one(tmp_path: Path) -> None:
    plant(tmp_path, "tall", ".prose { position: absolute; top: 262mm; left: 0 }")
    process = run(tmp_path, "check", "tall", "-c", "nearly-empty")
    assert process.returncode == 1
    assert "error[text-overflow]: nearly-empty, letter: " in process.stderr


def test_a_finding_in_the_theme_is_said_once_at_its_place(tmp_path: Path) -> None:
    plant(tmp_path, "mine", "h1 { colour: red }\n")
    process = run(tmp_path, "check", "mine", "-c", "empty", "-c", "nearly-empty")
    assert process.returncode == 1
    assert process.stderr.count("warning[theme-css]") == 1
    assert "--> themes/mine/style.css:1:6" in process.stderr


def test_a_finding_that_several_resumes_show_is_said_once(tmp_path: Path) -> None:
    plant(tmp_path, "mine", template=IN_HEAD.format("<h5>Skipped</h5>"))
    process = run(tmp_path, "check", "mine", "-c", "nearly-empty", "-c", "empty", "-c", "korean")
    assert re.findall(r"^error\[pdf-ua\]: (.*?: )", process.stderr, re.MULTILINE) == [
        "nearly-empty and 2 more, a4 and letter: "
    ]


def test_what_is_the_fault_of_no_theme_is_not_said(tmp_path: Path) -> None:
    """A last page with a line or two on it is the résumé's length."""
    plant(tmp_path, "mine", ".prose { break-before: page }", more="options: {code: 'true'}\n")
    source = (stress.FOLDER / "nearly-empty.yaml").read_bytes()
    outcome = make(Request(source, "cv.yaml", tmp_path, (Chosen("mine"),)))
    assert {item.code for item in outcome.diagnostics.items} == {"page-fill", "code-url"}
    process = run(tmp_path, "check", "mine", "-c", "nearly-empty")
    assert (process.returncode, process.stderr) == (0, "mine: 1 résumé, nothing broken\n")


def test_a_theme_is_checked_by_its_folder_too(tmp_path: Path) -> None:
    plant(tmp_path / "elsewhere", "mine")
    process = run(tmp_path, "check", "elsewhere/themes/mine", "-c", "empty")
    assert (process.returncode, process.stderr) == (0, "mine: 1 résumé, nothing broken\n")


def test_a_theme_that_there_is_none_of_is_not_checked(tmp_path: Path) -> None:
    process = run(tmp_path, "check", "clasic")
    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr.count("error[") == 1
    assert "did you mean `classic`?" in process.stderr


def test_a_template_with_a_mistake_is_an_error_at_its_place(tmp_path: Path) -> None:
    plant(tmp_path, "mine", template="{{ resume.nmae }}")
    process = run(tmp_path, "check", "mine", "-c", "empty", "-c", "cjk")
    assert process.returncode == 1
    assert process.stderr.count("error[theme-template]") == 1
    assert "--> themes/mine/resume.html.j2:1:11" in process.stderr


def test_a_stress_resume_that_there_is_none_of_is_wrong_usage(tmp_path: Path) -> None:
    process = run(tmp_path, "check", "classic", "-c", "long-wrods")
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr == "error: there is no stress résumé `long-wrods`; did you mean `long-words`?\n"


def test_without_the_package_that_knows_pdf_ua_the_rest_is_checked_and_it_is_said(tmp_path: Path) -> None:
    """The packages of this environment, but for those that come with no installation of the tool."""
    packages = tmp_path / "packages"
    packages.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.startswith(("page", "pypdf-", "pypdf.")) and entry.name not in {"pypdf", "resume"}:
            (packages / entry.name).symlink_to(entry)
    script = f"import sys; sys.path[:0] = [{str(ROOT / 'src')!r}, {str(packages)!r}]; import runpy; "
    script += "sys.argv[0] = 'resume'; runpy.run_module('resume', run_name='__main__', alter_sys=True)"
    plant(tmp_path, "mine", template=IN_HEAD.format("<h5>Skipped</h5>"))
    arguments = (sys.executable, "-S", "-c", script, "themes", "check", "mine", "-c", "empty")
    process = subprocess.run(arguments, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert process.stderr.splitlines() == [
        "PDF/UA is not checked; `pip install page-validation` installs what checks it",
        "mine: 1 résumé, nothing broken",
    ]
    assert process.returncode == 0
