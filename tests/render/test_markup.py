"""What expat reads of a page, beside what the HTML parser does."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.pages import page

from resume.render.engine import weasyprint
from resume.render.markup import BLOCKS, DOCTYPE, HEADINGS, INLINE, OPTIONS, VOID, by_expat, parsed

pytestmark = pytest.mark.wide

ROOT = Path(__file__).parents[2]
THEMES = sorted({path.parent.name for path in ROOT.glob("themes/*/theme.yaml")} - {"base"})


def told(root: Element) -> list[tuple[object, ...]]:
    return [(each.tag, [*each.attrib.items()], each.text, each.tail, len(each)) for each in root.iter()]


def by_html(text: str) -> list[tuple[object, ...]]:
    return told(tinyhtml5.parse(text, **OPTIONS))


def document(body: str, head: str = "<title>A</title>") -> str:
    return f'{DOCTYPE}\n<html lang="en">\n<head>\n{head}\n</head>\n<body>{body}</body>\n</html>\n'


@pytest.mark.parametrize("theme", THEMES)
def test_a_page_of_each_theme_is_read_so(theme: str, tmp_path: Path) -> None:
    source = ROOT / "resume.yaml"
    text, count = re.subn(r"(?m)^theme: .*$", f"theme: {theme}", source.read_text(encoding="utf-8"))
    assert count == 1
    markup = page(text.encode(), source, tmp_path).markup
    root = parsed(markup)
    assert root is not None or "<svg" in markup
    assert root is None or told(root) == by_html(markup)


SPACES = ("", " ", "\n", "\n  ")
TEXTS = (
    *SPACES,
    *(
        "text",
        "a &amp; b",
        "&#34;",
        "&lt;p&gt;",
        "&nbsp;",
        "&apos;",
        "&#150;",
        "&amp",
        "& b",
        "\N{NO-BREAK SPACE}",
        "é",
    ),
    *("x > y", "]]>", '="', "\x0c", "\x00", "\x85", "\r\n", "\ufdd0", "\ufffe", "\N{GRINNING FACE}", "xmlns", "/>"),
)
ATTRIBUTES = (
    *("", ' class="a b"', " id='x'", ' data-x1="y"', ' title="a&#34;b"', ' href="#"', ' alt=""', ' lang="de"'),
    *(' title="a\nb"', " title='\t'", ' title="a > b"', ' title="/>"', " hidden", ' HREF="x"', ' xml:lang="de"'),
    *(
        ' a="1" a="2"',
        ' xmlns:a="urn:x"',
        " x=y",
        ' class = "a"',
        '\nclass="a"',
        ' a:b="c"',
        " _x='1'",
        ' title="<br>"',
    ),
)
OTHERS = (
    *("li", "dt", "dd", "table", "tbody", "tr", "td", "svg", "path", "math", "button", "select", "option", "form"),
    *("pre", "textarea", "script", "style", "title", "template", "nobr", "font", "center", "object", "ruby", "rt", "P"),
    *("html", "head", "body", "x-y", "image", "noscript", "iframe", "summary", "details", "meta", "link", "base"),
)
TAGS = (*sorted(INLINE | BLOCKS), *OTHERS)
ODDITIES = (
    "<!-- a -->",
    "<?x y?>",
    "<![CDATA[x]]>",
    "<!DOCTYPE html>",
    "</p>",
    "</br>",
    "<p>",
    "<br>",
    "<",
    "</",
    "<b",
)
FORMS = ("<{0}>{1}</{2}>",) * 9 + ("<{0}/>", "<{0} />", "<{0}>", "<{0}>{1}")


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Give elements: with an end tag, without one, ended by themselves; void ones and others."""

    def made(tag: str, attributes: str, inside: list[str], form: str) -> str:
        return form.format(f"{tag}{attributes}", "".join(inside), tag)

    given = st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES), st.lists(children, max_size=4), st.sampled_from(FORMS)
    return st.builds(made, *given)


NODES = st.recursive(st.sampled_from(TEXTS + ODDITIES), element, max_leaves=12)
NOTHING = ("",) * 5


@given(st.lists(NODES, max_size=5), st.lists(NODES, max_size=2), st.tuples(*[st.sampled_from((*SPACES, "x"))] * 5))
@settings(max_examples=1000)
@example(["<p/>"], [], NOTHING)
@example(["<br></br><p/>"], [], NOTHING)
@example(["<br class='a'></br><p/>"], [], NOTHING)
@example(["<p xmlns:a='b'>a</p>"], [], NOTHING)
@example(["<p title='a\rb'>a</p>"], [], NOTHING)
@example(['<p title="a\rb">a</p>'], [], NOTHING)
@example(["<p>a<div>b</div></p>"], [], NOTHING)
@example(["<a href='#'><span><a href='#'>x</a></span></a>"], [], NOTHING)
@example(["<li>a<div><li>b</li></div></li>"], [], NOTHING)
@example(["<h1><h2>a</h2></h1>"], [], NOTHING)
@example([], ["<p>a</p>"], NOTHING)
@example([], ["a"], NOTHING)
@example([], ["<title>a<br>b</title>"], NOTHING)
@example(["<img title='a'><img alt=\"a>b\"/>"], [], NOTHING)
@example(["&#150;"], [], NOTHING)
@example(["<table><tr><td>a</td></tr></table>"], [], NOTHING)
@example(["<p title='a\nb'>a</p>"], [], NOTHING)
@example(["<p HREF='a'>a</p>"], [], NOTHING)
@example(["<pre>\na</pre>"], [], NOTHING)
@example(["<p><a title='a' xml:lang='b'>a</a></p>"], [], NOTHING)
@example(["<p>a</p>"], [], ("\n", " ", "\n  ", "\n", " "))
@example(["<p>a</p>"], [], ("", "x", "", "", ""))
@example(["<p>a</p>"], [], ("", "", "x", "", ""))
@example([], [], ("", "", "", "\n", "x"))
def test_what_is_read_is_what_html_says(body: list[str], head: list[str], between: tuple[str, ...]) -> None:
    first, second, third, fourth, fifth = between
    inside = f"<head>{''.join(head)}</head>{third}<body>{''.join(body)}</body>"
    text = f"{DOCTYPE}{first}<html>{second}{inside}{fourth}</html>{fifth}"
    root = parsed(text)
    assert root is None or told(root) == by_html(text)


PROSE = st.sampled_from(("", " ", "text", "a &amp; b", "&#34;", "x > y", "\N{NO-BREAK SPACE}é"))


def phrase(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(sorted(INLINE - VOID - {"a"}))
    return st.builds("<{0} class='x'>{1}</{0}>".format, tags, children)


def block(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(sorted(BLOCKS - HEADINGS - VOID - {"p"}))
    item = st.builds("<ul>\n<li>{0}</li>\n</ul>".format, children)
    return st.one_of(item, st.builds("<{0}>{1}{2}</{0}>".format, tags, children, children))


PHRASES = st.recursive(PROSE | st.sampled_from(("<br>", '<img src="a" alt="">', "<wbr/>")), phrase, max_leaves=4)
PARAGRAPHS = st.builds("<p>{0}<a href='#'>{1}</a></p>".format, PHRASES, PHRASES)
TITLES = st.builds("<h2>{0}</h2>".format, PHRASES)


@given(st.lists(st.recursive(PHRASES | PARAGRAPHS | TITLES, block, max_leaves=8), max_size=4))
@settings(max_examples=500)
def test_what_a_page_is_made_of_is_read(body: list[str]) -> None:
    text = document("\n".join(body), '<meta charset="utf-8">\n<title>A &amp; b</title>\n<link rel="x" href="y">')
    root = parsed(text)
    assert root is not None
    assert told(root) == by_html(text)


@pytest.mark.parametrize("body", ["<p>a</p>", "<p>a<table><tr><td>b</table>"])
def test_weasyprint_parses_so_and_is_left_as_it_was(body: str) -> None:
    own = weasyprint().tinyhtml5
    with by_expat():
        quick = weasyprint().HTML(string=document(body), base_url=".").etree_element
    assert told(quick) == told(weasyprint().HTML(string=document(body), base_url=".").etree_element)
    assert weasyprint().tinyhtml5 is own


def test_a_weasyprint_with_another_parser_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    module = weasyprint()
    monkeypatch.setattr(module, "other", module.tinyhtml5, raising=False)
    monkeypatch.delattr(module, "tinyhtml5")
    with by_expat():
        assert module.other.parse is tinyhtml5.parse
