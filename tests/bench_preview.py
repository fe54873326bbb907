"""Times `resume preview`: from a save to the new page in Chromium, and answers from memory; run by `make bench`.

With the argument `long` it counts, in some ten minutes, which of a thousand edits are seen that come one after the
other, and how much memory its processes take at the end of them.

In each round the source is saved and the new page awaited in the browser; then the same source is built in this very
process, which is warm.
"""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright
from tests.figures import COMMAND, ROOT, Goal, Table, ratio

from resume.build.request import Request
from resume.build.road import make

ROUNDS = 15
BURSTS = 40
EDITS = 25
SPACED = 1000
SETTLED = 100
"""Edits after which memory is measured first: what is kept of them is full by then."""

CLIENTS = 50
REQUESTS = 200
WORD = "backend focused"
NEXT = """word => new Promise(resolve => {
    const holder = document.querySelector("#pages")
    const look = () => {
        if (!holder.textContent.includes(word)) return
        seen.disconnect()
        requestAnimationFrame(() => setTimeout(resolve))
    }
    const seen = new MutationObserver(look)
    seen.observe(holder, {childList: true, subtree: true, characterData: true})
    look()
})"""
"""Waits until a word is on the pages, and has been painted."""

SEEN = f"word => Promise.race([({NEXT})(word).then(() => true), new Promise(late => setTimeout(late, 10000, false))])"
"""Says whether a word came onto the pages within ten seconds."""


@contextmanager
def previewed(folder: Path) -> Iterator[tuple[str, int]]:
    """Preview the résumé of a folder: give the address, and the number of the process."""
    process = subprocess.Popen(
        [COMMAND, "preview", "--no-open"], cwd=folder, stdout=subprocess.PIPE, text=True, env={**os.environ}
    )
    assert process.stdout
    try:
        yield process.stdout.readline().strip(), process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()


def saves(page: Page, source: Path, text: str) -> list[tuple[float, float]]:
    """Time each save until it is seen, and the same build in this process."""
    found = []
    for number in range(ROUNDS + 2):
        changed = text.replace(WORD, f"{WORD} {number}x")
        start = time.perf_counter()
        source.write_text(changed, encoding="utf-8")
        page.evaluate(NEXT, f"{number}x")
        seen = time.perf_counter() - start
        start = time.perf_counter()
        make(Request(changed.encode(), str(source), source.parent))
        found.append((seen, time.perf_counter() - start))
    return found[2:]


def bursts(page: Page, source: Path, text: str) -> list[float]:
    """Save many times in a row, and time the last one until it is seen."""
    found = []
    for number in range(BURSTS):
        for edit in range(EDITS):
            source.write_text(text.replace(WORD, f"{WORD} {number}b{edit}e"), encoding="utf-8")
            time.sleep(0.005)
        start = time.perf_counter()
        page.evaluate(NEXT, f"{number}b{EDITS - 1}e")
        found.append(time.perf_counter() - start)
    return found


def spaced(page: Page, source: Path, text: str) -> Iterator[bool]:
    """Save again and again, each time once the edit before was seen, or not within some seconds; say whether it was."""
    for number in range(SPACED):
        source.write_text(text.replace(WORD, f"{WORD} {number}s"), encoding="utf-8")
        yield page.evaluate(SEEN, f"{number}s")


def resident(process: int) -> int:
    """Give how many KiB a process and those below it take."""
    rows = subprocess.run(["ps", "-eo", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout
    processes = [tuple(map(int, row.split())) for row in rows.splitlines()]
    family = {process}
    while below := {pid for pid, parent, _ in processes if parent in family} - family:
        family |= below
    return sum(size for pid, _, size in processes if pid in family)


def endurance(folder: Path) -> Iterator[str]:
    """Count the edits that are seen, and measure memory before and after."""
    source = folder / "resume.yaml"
    text = (ROOT / "resume.yaml").read_text(encoding="utf-8")
    source.write_text(text, encoding="utf-8")
    with previewed(folder) as (address, process), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(address)
        page.wait_for_selector(".sheet")
        sizes: dict[int, int] = {}
        seen = 0
        for number, is_seen in enumerate(spaced(page, source, text), start=1):
            seen += is_seen
            if number in {SETTLED, SETTLED + 500, SPACED}:
                sizes[number] = resident(process)
                yield f"after {number} edits: {seen} seen, {sizes[number] / 1024:.0f} MiB"
        yield f"memory from edit {SETTLED} to edit {SETTLED + 500}: {sizes[SETTLED + 500] / sizes[SETTLED] - 1:+.1%}"
        browser.close()


async def cached(address: str, name: str) -> list[float]:
    """Time requests of a picture by many clients at once, each over one connection."""
    at = urlsplit(address)
    asked = f"GET {at.path}pictures/{name}.png HTTP/1.1\r\nHost: {at.netloc}\r\n\r\n".encode()
    found: list[float] = []

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", at.port)
        for _ in range(REQUESTS):
            start = time.perf_counter()
            writer.write(asked)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
            await reader.readexactly(length)
            found.append(time.perf_counter() - start)
        writer.close()

    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return found


def measured() -> Table:
    """Time saves, bursts, and pictures."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source = folder / "resume.yaml"
        text = (ROOT / "resume.yaml").read_text(encoding="utf-8")
        source.write_text(text, encoding="utf-8")
        with previewed(folder) as (address, _):
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
                )
                page = browser.new_page()
                page.goto(address)
                page.wait_for_selector(".sheet")
                seen, built = zip(*saves(page, source, text), strict=True)
                ends = bursts(page, source, text)
                name = page.locator(".sheet").first.get_attribute("data-picture") or ""
                browser.close()
            took = asyncio.run(cached(address, name))
    cut = [1000 * seconds for seconds in quantiles(took, n=100)]
    rows = [
        ("save to new page", f"median {median(seen):.3f} s, worst {max(seen):.3f} s"),
        ("warm build in one process", f"median {median(built):.3f} s"),
        (f"{BURSTS} bursts of {EDITS} edits", f"the last one always seen, after median {median(ends):.3f} s"),
        (f"{len(took)} pictures to {CLIENTS} clients", f"median {cut[49]:.1f} ms, P99 {cut[98]:.1f} ms"),
    ]
    about = "`python -m tests.bench_preview`: `resume preview` in Chromium; a save lasts until its new page is painted."
    goals = [
        Goal("save to new page in the preview, of a warm build", ratio(seen, built), 1.6),
        Goal(f"a picture of a page, {CLIENTS} clients at once, P99 in milliseconds", cut[98], 20),
    ]
    return Table("The preview", about, ("", "found"), rows, goals)


if __name__ == "__main__":
    if "long" in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as place:
            for line in endurance(Path(place)):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
    else:
        table = measured()
        sys.stdout.write(f"{table.markdown()}\n")
        sys.stdout.writelines(f"{' | '.join(goal.row())}\n" for goal in table.goals)
