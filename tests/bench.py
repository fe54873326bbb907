"""Times `resume build` in a process of its own against a plain script that gives the same page to WeasyPrint.

Whole processes are timed, in turn, so that what else the machine does falls on each alike. Of each round the ratio is
taken, and of the ratios the median. Started by hand: `python -m tests.bench`. `--peer 'name=command'` puts another
program beside ours; `{source}` in its command is the path of the résumé, `{output}` that of a PDF.
"""

import argparse
import shlex
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import copy
from statistics import median

from tests.figures import COMMAND, ROOT, Goal, Run, Table, measure, ratio
from tests.pages import VARIANT, page

WORD = "backend focused"
"""Words of the résumé, to which an edit adds."""

PLAIN = f'import sys\nfrom weasyprint import HTML\nHTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="{VARIANT}")\n'

EMPTY, COLD, UNCHECKED = "`resume build`, its cache empty", "`resume build` after an edit", "the same with `--no-check`"
SAME, SCRIPT = "`resume build` again, nothing changed", "plain WeasyPrint"

Peers = Mapping[str, str]


def plain_page(source: Path, fonts: Path) -> str:
    """Give the page as one would write it by hand: the sheets in it, the fonts in files of a folder."""
    made = page(source.read_bytes(), source, fonts)
    sheets = "".join(f"<style>\n{text}\n</style>\n" for text, _ in made.sheets)
    return made.markup.replace("</head>", f"{sheets}</head>", 1)


def edit(source: Path, number: int) -> None:
    """Change a word of the résumé."""
    text = (ROOT / "resume.yaml").read_text(encoding="utf-8")
    assert WORD in text
    source.write_text(text.replace(WORD, f"{WORD} {number}x"), encoding="utf-8")


def rounds(folder: Path, count: int, peers: Peers) -> dict[str, list[Run]]:
    """Run all in turn, after a round to warm up what the system keeps of files."""
    runs: dict[str, list[Run]] = {name: [] for name in (EMPTY, COLD, UNCHECKED, SAME, SCRIPT, *peers)}
    source, written, script = folder / "resume.yaml", folder / "page.html", folder / "plain.py"
    copy(ROOT / "resume.yaml", source)
    script.write_text(PLAIN, encoding="utf-8")
    written.write_text(plain_page(source, folder), encoding="utf-8")
    build: list[str | Path] = [COMMAND, "build", source]
    theirs: dict[str, Sequence[str | Path]] = {SCRIPT: [sys.executable, script, written, folder / "plain.pdf"]}
    for name, command in peers.items():
        filled = command.replace("{source}", str(source)).replace("{output}", str(folder / "peer.pdf"))
        theirs[name] = [*shlex.split(filled)]
    for number in range(count + 1):
        found: dict[str, Run] = {}
        empty = {"RESUME_CACHE_DIR": str(folder / f"empty-{number}")}
        kept = {"RESUME_CACHE_DIR": str(folder / "cache")}
        for name, environment in ((EMPTY, empty), (COLD, kept), (SAME, kept), (UNCHECKED, kept)):
            if name != SAME:
                edit(source, len(runs) * number + len(found))
            options = ["--no-check"] if name == UNCHECKED else []
            found[name] = measure([*build, *options], folder, environment)
        for name, words in theirs.items():
            found[name] = measure(words, folder)
        for name, run in found.items() if number else ():
            runs[name].append(run)
    return runs


def seconds(runs: Sequence[Run]) -> list[float]:
    return [run.seconds for run in runs]


def table(runs: Mapping[str, Sequence[Run]]) -> Table:
    rows = [
        (
            name,
            f"{median(seconds(of)) * 1000:.0f} ms",
            f"{min(seconds(of)) * 1000:.0f} ms",
            f"{min(run.processor for run in of) * 1000:.0f} ms",
            f"{median(run.mebibytes for run in of):.0f} MiB",
            f"{ratio(seconds(of), seconds(runs[SCRIPT])):.2f}",
        )
        for name, of in runs.items()
    ]
    unchanged = ratio(seconds(runs[SAME]), seconds(runs[COLD]))
    check = 1 - ratio(seconds(runs[UNCHECKED]), seconds(runs[COLD]))
    about = (
        f"`python -m tests.bench`: whole processes, {len(runs[SCRIPT])} rounds in turn, the résumé of this repository. "
        "Plain WeasyPrint is a script of two lines that is given the finished HTML, with the same sheets and fonts. "
        f"The proof of the text is {check:.0%} of a build."
    )
    head = ("", "median", "least", "least processor time", "memory at the peak", "of plain WeasyPrint")
    goals = [
        Goal(f"{COLD}, of {SCRIPT}", ratio(seconds(runs[COLD]), seconds(runs[SCRIPT])), 0.6),
        Goal("a build in which nothing has changed, of one after an edit", unchanged, 0.2),
    ]
    return Table("One build in a process of its own", about, head, rows, goals)


def measured(count: int, peers: Peers) -> Table:
    with tempfile.TemporaryDirectory() as place:
        return table(rounds(Path(place), count, peers))


def peer(said: str) -> tuple[str, str]:
    """Read `name=command`."""
    name, is_one, command = said.partition("=")
    if not (name and is_one and command):
        raise argparse.ArgumentTypeError("write name=command")
    return name, command


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--peer", dest="peers", type=peer, action="append", default=[], metavar="NAME=COMMAND")
    asked = parser.parse_args()
    sys.stdout.write(measured(asked.rounds, dict(asked.peers)).markdown())


if __name__ == "__main__":
    main()
