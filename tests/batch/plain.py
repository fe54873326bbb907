"""Gives many pages to WeasyPrint by a plain loop over processes that are warm: what a batch is measured against.

`python -m tests.batch.plain PAGES FOLDER HOW PROCESSES`, where `PAGES` are pickled, and `HOW` is `kept`, where each
process keeps its fonts, and each sheet once it has parsed it, or `naive`, where it makes all anew for each page. Says
that it is `READY` when all processes are there and have WeasyPrint loaded, and begins with a line of standard input.
"""

import multiprocessing
import pickle
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tests.pages import VARIANT, Page

from resume.render.engine import weasyprint

Job = tuple[Page, Path, bool]

READY = b"ready\n"


@cache
def fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def sheet(text: str, folder: str) -> Any:
    return weasyprint().CSS(string=text, base_url=f"{folder}/", font_config=fonts())


def write(job: Job) -> None:
    """Write the PDF of a page."""
    page, path, is_kept = job
    document = weasyprint().HTML(string=page.markup, base_url=f"{page.folder}/")
    if is_kept:
        sheets = [sheet(*each) for each in page.sheets]
        document.write_pdf(path, font_config=fonts(), stylesheets=sheets, pdf_variant=VARIANT)
        return
    from weasyprint.text.fonts import FontConfiguration

    config = FontConfiguration()
    parsed = [weasyprint().CSS(string=text, base_url=f"{folder}/", font_config=config) for text, folder in page.sheets]
    document.write_pdf(path, font_config=config, stylesheets=parsed, pdf_variant=VARIANT)


def main() -> None:
    pages, out, how, processes = sys.argv[1:]
    jobs: list[Job] = [
        (page, Path(out, f"{number}.pdf"), how == "kept")
        for number, page in enumerate(pickle.loads(Path(pages).read_bytes()))  # noqa: S301 - we have just made it
    ]
    weasyprint()
    with multiprocessing.get_context("fork").Pool(int(processes)) as pool:
        pool.map(abs, range(int(processes)))
        sys.stdout.buffer.write(READY)
        sys.stdout.flush()
        sys.stdin.readline()
        for _ in pool.imap_unordered(write, jobs, chunksize=8):
            pass
        pool.close()
        pool.join()


if __name__ == "__main__":
    main()
