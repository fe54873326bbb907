"""Says how far a batch is."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from resume.cli.terminal import colour, shown_on_terminal

if TYPE_CHECKING:
    from resume.batch.ledger import Ledger
    from resume.batch.run import Settled

EVERY: Final = 5.0
"""Seconds between two lines of progress, where it is no terminal that they are printed on."""

OFTEN: Final = 0.2
"""The same on a terminal."""


class Progress:
    """Says how far a batch is, and what failed."""

    def __init__(self, ledger: "Ledger", folder: Path) -> None:
        counts = ledger.counts()
        self.total = sum(counts.values())
        self.before = counts["done"] + counts["failed"]
        self.ended = 0
        self.failed = 0
        self.begun = time.monotonic()
        self.is_terminal = shown_on_terminal()
        self.last = self.begun - OFTEN if self.is_terminal else self.begun
        if self.before:
            click.echo(f"{self.before} of {self.total} jobs were settled before", err=True)
        if counts["failed"]:
            hint = f"`resume jobs retry {folder}` lets those be tried again"
            click.echo(f"{counts['failed']} of them failed; {hint}", err=True)

    def say(self, settled: "Settled") -> None:
        """Say what came of a job, and now and then how many have come to an end."""
        from resume.report import terminal

        if settled.paths:
            self._clear()
        for path in settled.paths:
            click.echo(path)
        if not settled.again:
            self.ended += 1
        if not settled.result.is_done:
            self.failed += not settled.again
            self._clear()
            state = "failed, and is tried again" if settled.again else "failed"
            click.echo(terminal.printable(f"{settled.task.name}: {state}"), err=True)
            for item in settled.result.items:
                click.echo(f"  {terminal.short(item)}", err=True)
        now = time.monotonic()
        if now - self.last >= (OFTEN if self.is_terminal else EVERY):
            self.last = now
            self._clear()
            click.echo(self._line(now), err=True, nl=not self.is_terminal, color=colour())

    def end(self) -> None:
        """Say what came of all."""
        self._clear()
        seconds = time.monotonic() - self.begun
        rate = f", {self.ended / seconds:.1f} a second" if self.ended and seconds else ""
        said = f"{self.ended - self.failed} done, {self.failed} failed in {_span(seconds)}{rate}"
        click.echo(said, err=True)

    def _line(self, now: float) -> str:
        rate = self.ended / (now - self.begun)
        settled = self.before + self.ended
        left = f", {_span((self.total - settled) / rate)} left" if rate else ""
        failed = f", {self.failed} failed" if self.failed else ""
        return f"[{settled}/{self.total}] {rate:.1f} a second{left}{failed}"

    def _clear(self) -> None:
        if self.is_terminal:
            click.echo("\r\x1b[K", err=True, nl=False)


def _span(seconds: float) -> str:
    """Write a stretch of time."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{seconds:.1f} s"
