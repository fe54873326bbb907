"""Holds the page of two versions to what stands on their PDFs, read by another reader."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pymupdf
import pytest
from click.testing import CliRunner

from resume import facing, versions
from resume.build.request import Request
from resume.build.road import make
from resume.cli.commands import cli
from resume.diagnostics import Diagnostics
from resume.document.content import pages
from resume.marks import at, lines, located
from resume.themes.shelf import Chosen

ROOT = Path(__file__).parents[1]

DASH = "\N{EN DASH}"

OLD = """\
basics: {name: Ada Example, label: Backend Engineer, location: {city: London, region: Kent, postalCode: CT1}}
sections: [summary, work, skills: Stack, talks]
work:
  - name: Northwind
    position: Engineer
    startDate: 2020-01
    highlights:
      - Cut build time by 60 % in a year
      - Led four engineers
      - Wrote the docs
  - name: Contoso
    position: Clerk
    startDate: 2018-01
    endDate: 2019-12
    highlights: [Wrote the docs, Kept the books]
  - {name: Fabrikam, position: Intern, startDate: 2017-01, endDate: 2017-06}
skills:
  - {name: Languages, keywords: [Go, Python, C, C++]}
custom:
  talks: {title: Talks, items: [Queues at QCon]}
"""
NEW = (
    OLD.replace("60 %", "70 %")
    .replace("Backend Engineer", "Platform Engineer <b>")
    .replace("      - Led four engineers\n", "")
    .replace("[Wrote the docs, Kept", "[Kept")
    .replace("endDate: 2019-12", "endDate: 2019-11")
    .replace("Go, Python", "Go, Rust, Python")
    .replace("skills: Stack", "skills: Tools")
    .replace("city: London", "city: Leeds")
    .replace("region: Kent", "region: Yorks")
    .replace(", talks]", "]\nx-note: new")
)
NEW = NEW[: NEW.index("  - {name: Fabrikam")] + NEW[NEW.index("skills:\n") :]
NEW = NEW[: NEW.index("custom:")]
NEW = NEW.replace(
    "  - name: Northwind", "  - {name: Litware, position: Advisor, startDate: 2023-05}\n  - name: Northwind"
)
MOVED = (NEW.index("  - name: Northwind"), NEW.index("  - name: Contoso"), NEW.index("skills:\n"))
NEW = NEW[: MOVED[0]] + NEW[MOVED[1] : MOVED[2]] + NEW[MOVED[0] : MOVED[1]] + NEW[MOVED[2] :]


def request(text: str, *, theme: str = "classic", folder: Path = ROOT) -> Request:
    return Request(text.encode(), "resume.yaml", folder, themes=(Chosen(theme),), check=False)


def printed(text: str, theme: str = "classic") -> bytes:
    [made] = make(request(text, theme=theme)).printed.values()
    return made.pdf


@dataclass
class Link:
    """A mark, or a link to one."""

    classes: list[str]
    href: str
    identity: str
    style: dict[str, float]


class Reader(HTMLParser):
    """Reads what a page has: ids, links and marks by the side that they are on, texts, what is loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.sources: list[str] = []
        self.marks: dict[str, list[Link]] = {"before": [], "after": []}
        self.listed: dict[str, str] = {}
        self.side = ""
        self.item = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        held = {key: value or "" for key, value in attributes}
        if "id" in held:
            self.ids.append(held["id"])
        self.sources += [held[key] for key in ("src", "srcset", "poster", "data", "action") if key in held]
        classes = held.get("class", "").split()
        if tag == "figure":
            [self.side] = classes
        if tag == "li":
            self.item = held["id"]
        if tag == "a":
            self.hrefs.append(held["href"])
            if "mark" in classes:
                style = {key: float(value) for key, value in re.findall(r"(\w+):([\d.]+)%", held["style"])}
                self.marks[self.side].append(Link(classes, held["href"], held.get("id", ""), style))

    def handle_endtag(self, tag: str) -> None:
        self.item = "" if tag == "li" else self.item

    def handle_data(self, data: str) -> None:
        if self.item:
            self.listed[self.item] = f"{self.listed.get(self.item, '')}{data}"


@pytest.fixture(scope="module")
def page() -> str:
    diagnostics = Diagnostics()
    old, new = (versions.version(name, request(text), diagnostics) for name, text in (("old", OLD), ("<new>", NEW)))
    assert old is not None
    assert new is not None
    made = facing.page(old, new, versions.changes(old, new), diagnostics)
    assert diagnostics.items == []
    return made.decode()


@pytest.fixture(scope="module")
def reader(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def under(pdf: bytes, mark: Link) -> str:
    """Give what MuPDF finds under a mark, which is taken a little smaller, on the first page."""
    with pymupdf.open(stream=pdf) as document:
        width, height = document[0].rect.width, document[0].rect.height
        left, top = mark.style["left"] * width / 100, mark.style["top"] * height / 100
        right, bottom = left + mark.style["width"] * width / 100, top + mark.style["height"] * height / 100
        middle = (top + bottom) / 2
        words = document[0].get_text("words")
        inside = [
            word[4] for word in words if left - 1 <= (word[0] + word[2]) / 2 <= right + 1 and word[1] < middle < word[3]
        ]
        return " ".join(inside)


def marked(reader: Reader, side: str, text: str) -> dict[str, list[str]]:
    """Give what is under the marks of a side, by the words of the list; the changed words apart."""
    pdf = printed(text)
    found: dict[str, list[str]] = {}
    for mark in reader.marks[side]:
        key = f"{reader.listed[mark.href[1:]].split('  ')[0].strip()}{' inner' if 'inner' in mark.classes else ''}"
        found.setdefault(re.sub(r"^\d+ ", "", key), []).append(under(pdf, mark))
    return found


def test_what_changed_is_marked_where_it_stands(reader: Reader) -> None:
    before, after = (
        {" ".join(inside).rstrip(",") for inside in marked(reader, side, text).values()}
        for side, text in (("before", OLD), ("after", NEW))
    )
    assert {
        "Cut build time by 60 % in a year",
        "60",
        "Led four engineers",
        "Queues at QCon",
        "Talks",
        "Stack",
    } <= before
    assert {"London", "Kent", "Kent CT1", "Backend", "Backend Engineer", f"Jan 2018 {DASH} Dec 2019", "Dec"} <= before
    assert f"Intern, Fabrikam Jan 2017 {DASH} Jun 2017" in before
    assert {"Cut build time by 70 % in a year", "70", "Rust", "Tools", "Leeds", "Platform Engineer <b>"} <= after
    assert {f"Jan 2018 {DASH} Nov 2019", f"Advisor, Litware May 2023 {DASH} Present"} <= after
    assert not {"Go", "Python", "Kept the books", "Ada Example"} & {*before, *after}


def test_of_two_texts_that_are_alike_the_right_one_is_marked() -> None:
    pdf = printed(OLD)
    [made] = make(request(OLD)).printed.values()
    found = located(made.known.view, pages(pdf))
    jobs = [("work", 0, "highlights", 2), ("work", 1, "position"), *(("work", 1, "highlights", n) for n in (0, 1))]
    tops = [lines(at(path, found)[0].places)[0][1].top for path in jobs]
    assert tops == sorted(tops)
    assert len({*tops}) == len(tops)
    [c] = at(("skills", 0, "keywords", 2), found)
    assert [place.text for place in c.places] == ["C,"]


HARD = f"""\
basics: {{name: Ada Example}}
work:
  - position: Clerk
    name: Acme
    highlights: [{", ".join(f"Bullet {number} of many" for number in range(40))}]
  - {{position: Python, name: Acme Bank, startDate: 2019-04}}
  - {{position: A, name: Contoso, startDate: 2018-03, endDate: 2018-10}}
skills:
  - {{name: Languages, keywords: [Go, Python]}}
page: {{size: a5}}
"""


@pytest.mark.parametrize(("theme", "job"), [("sidebar", 1), ("timeline", 2)])
def test_a_text_is_found_beside_what_it_belongs_to(theme: str, job: int) -> None:
    """A sidebar is painted before the next page, and read behind it; dates are painted before titles."""
    [made] = make(request(HARD, theme=theme)).printed.values()
    found = located(made.known.view, pages(made.pdf))
    [title], [name] = (at(("work", job, key), found) for key in ("position", "name"))
    assert [place.text.rstrip(",") for place in title.places] == [str(title.text)]
    [[page, box]], [[other_page, other]] = lines(title.places), lines(name.places)
    assert page == other_page > 1
    assert abs(box.top - other.top) < 2 * box.height


def test_each_kind_has_a_look_and_a_sign_of_its_own(reader: Reader, page: str) -> None:
    kinds = {kind: [mark for side in reader.marks.values() for mark in side if kind in mark.classes] for kind in KINDS}
    assert all(kinds.values())
    assert not [mark for mark in reader.marks["before"] if "added" in mark.classes]
    assert not [mark for mark in reader.marks["after"] if "removed" in mark.classes]
    looks = {kind: re.search(rf"\.mark\.{kind}[,\s][^}}]*outline: ([^}}]*) #", page) for kind in KINDS}
    outlines = {kind: look[1] for kind, look in looks.items() if look}
    assert len({outlines[kind] for kind in ("added", "removed", "reworded")}) == 3
    badges = dict(
        re.findall(r'<a class="mark (\w+)[^>]*><span class="badge" aria-hidden="true">\d+(\S+?)</span>', page)
    )
    assert badges == {"added": "+", "removed": "-", "reworded": "~", "changed": "~", "renamed": "~", "moved": "&gt;"}


KINDS = ("added", "removed", "moved", "reworded", "changed", "renamed")


def test_the_list_leads_to_the_marks_and_back(reader: Reader) -> None:
    assert len({*reader.ids}) == len(reader.ids)
    assert {href[1:] for href in reader.hrefs} <= {*reader.ids}
    names = {mark.identity for side in reader.marks.values() for mark in side if mark.identity}
    assert names == {href[1:] for href in reader.hrefs if href[1] in facing.LETTERS}
    setting = next(text for text in reader.listed.values() if "x-note" in text)
    assert "before" not in setting
    assert [int(text.split()[0]) for text in reader.listed.values()] == [*range(1, len(reader.listed) + 1)]


def test_it_is_one_file_that_loads_nothing(reader: Reader, page: str) -> None:
    assert {source.partition(",")[0] for source in reader.sources} == {"data:image/png;base64"}
    assert "default-src 'none'" in page
    assert not re.search(r"@import|url\(|https?://|<script|<link", page)
    assert "&lt;new&gt;" in page
    assert "<b>" not in page.replace('<b class="sign"', "")
    assert "prefers-color-scheme: dark" in page


def test_two_runs_give_the_same_page(page: str) -> None:
    diagnostics = Diagnostics()
    old, new = (versions.version(name, request(text), diagnostics) for name, text in (("old", OLD), ("<new>", NEW)))
    assert old is not None
    assert new is not None
    assert facing.page(old, new, versions.changes(old, new), diagnostics).decode() == page


def test_the_command_makes_the_page_and_prints_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.yaml").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(f"{OLD}page: {{size: a5}}\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["diff", "old.yaml", "new.yaml", "--visual", "--theme", "compact"])
    assert (result.exit_code, result.stdout) == (1, "output/diff.html\n")
    made = (tmp_path / "output/diff.html").read_text(encoding="utf-8")
    assert "page.size: a5" in made
    result = CliRunner().invoke(cli, ["diff", "old.yaml", "old.yaml", "--visual", "-o", "pages/"])
    assert (result.exit_code, result.stdout) == (0, "pages/diff.html\n")
    result = CliRunner().invoke(cli, ["diff", "old.yaml", "old.yaml", "--visual", "--theme", "nobody", "-o", "x.html"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nobody" in result.stderr
    assert not (tmp_path / "x.html").exists()
