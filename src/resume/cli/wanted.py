"""The options that say what of a source is wanted, for each command that builds it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypedDict, TypeVar

import click

from resume import files
from resume.cli.terminal import NO_DASH, Failure, read

if TYPE_CHECKING:
    from resume.build.request import Request
    from resume.tailor.tailor import Choice, File

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

KINDS: Final = ("contact", "photo", "names")


class Wanted(TypedDict):
    """Those fields of a request that these options set."""

    overlays: tuple["File", ...]
    variants: tuple[str, ...]
    languages: tuple[str, ...]
    settings: tuple[str, ...]
    choice: "Choice"


def _settings(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Check that settings say what they set."""
    for value in values:
        if not value.partition("=")[0].strip(" .") or "=" not in value:
            raise Failure(f"--set {value}: write PATH=VALUE, such as theme.accent=#0b5394")
        if not value.isprintable():
            raise Failure(f"--set {value!a}: there is a character in it that no page can show")
    return values


def _kinds(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Read kinds of what is to be redacted, each option one or several with commas between."""
    kinds = [kind.strip() for value in values for kind in value.split(",") if kind.strip()]
    for kind in kinds:
        if kind not in KINDS:
            raise Failure(f"--redact {kind}: there are {', '.join(KINDS)}")
    return tuple(dict.fromkeys(kinds))


OPTIONS: Final = (
    click.option("--variant", "variants", multiple=True, metavar="NAME", help="A variant, or `all`; repeatable."),
    click.option(
        "--tag", "tags", multiple=True, metavar="TAG", help="Of what has tags, what has this one; repeatable."
    ),
    click.option("--without", multiple=True, metavar="TAG", help="Leave out what has this tag; repeatable."),
    click.option(
        "--overlay",
        "overlays",
        multiple=True,
        metavar="FILE",
        help="A partial résumé to lay over the source; repeatable.",
    ),
    click.option(
        "--lang", "languages", multiple=True, metavar="TAG", help="A language, such as `de`, or `all`; repeatable."
    ),
    click.option(
        "--set",
        "settings",
        multiple=True,
        metavar="PATH=VALUE",
        callback=_settings,
        help="A value in place of the source's, such as theme.accent=#0b5394; repeatable.",
    ),
    click.option("--pages", type=click.IntRange(1), metavar="N", help="Fit the résumé onto N pages."),
    click.option("--public", is_flag=True, help="Leave out what is private."),
    click.option(
        "--redact",
        multiple=True,
        metavar="KIND",
        callback=_kinds,
        help=f"Take out {', '.join(KINDS)}, everywhere; repeatable, or with commas between.",
    ),
)


PROVING: Final = (
    click.option("--trim", is_flag=True, help="Leave out what is least important where the pages would be too many."),
    click.option("--strict", is_flag=True, help="Let warnings fail the build."),
    click.option("--check/--no-check", default=True, help="Prove that what is made reads back whole and in order."),
)
"""The options that say what is done about what is wrong."""

MAKING: Final = (
    *PROVING,
    click.option(
        "--diagnostics", type=click.Choice(["long", "short"]), default="long", help="How to lay problems out."
    ),
    click.option("--force", is_flag=True, help="Make it anew where nothing has changed since it was made."),
    click.option("--open", "opens", is_flag=True, help="Open what was made."),
    click.option("-w", "--watch", is_flag=True, help="Go on, and make it anew with each change; Ctrl-C ends it."),
)
"""The options that say how files are made, for each command that writes them."""


def made_in(formats: tuple[str, ...]) -> Callable[[CommandT], CommandT]:
    """Give a command that makes files in some formats the options that say in which, where, and in which theme."""
    given = (
        click.option(
            "-t", "--theme", "themes", multiple=True, metavar="THEME", help="A theme's name or folder; repeatable."
        ),
        click.option(
            "-f",
            "--format",
            "formats",
            multiple=True,
            type=click.Choice(formats),
            help="What to make; repeatable. Default: pdf, or by the ending of -o.",
        ),
        click.option(
            "-o", "--output", metavar="PATH", help="A file, or with a closing slash a folder. Default: output/THEME/."
        ),
    )
    return lambda command: _given(command, given)


def options(command: CommandT) -> CommandT:
    """Give a command these options; `wanted` turns what comes of them into fields of a request."""
    return _given(command, OPTIONS)


def making(command: CommandT) -> CommandT:
    """Give a command the options of `MAKING`."""
    return _given(command, MAKING)


def proving(command: CommandT) -> CommandT:
    """Give a command the options of `PROVING`."""
    return _given(command, PROVING)


def _given(command: CommandT, options: tuple[Callable[[CommandT], CommandT], ...]) -> CommandT:
    for option in reversed(options):
        command = option(command)
    return command


def wanted(
    *,
    variants: tuple[str, ...],
    tags: tuple[str, ...],
    without: tuple[str, ...],
    overlays: tuple[str, ...],
    languages: tuple[str, ...],
    settings: tuple[str, ...],
    pages: int | None,
    public: bool,
    redact: tuple[str, ...],
) -> Wanted:
    """Give the fields of a request that these options set; raises `files.FileError` for an overlay."""
    from resume.tailor.tailor import Choice, File

    return {
        "overlays": tuple(File(name, files.read(Path(name))) for name in overlays),
        "variants": tuple(dict.fromkeys(variants)),
        "languages": tuple(dict.fromkeys(languages)),
        "settings": settings if pages is None else (*settings, f"page.limit={pages}"),
        "choice": Choice(tags=tags, without=without, public=public, redact=redact),
    }


def requested(
    source: str,
    known: tuple[str, ...],
    *,
    themes: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    strict: bool,
    check: bool,
    trim: bool,
    **chosen: Any,
) -> "Request":
    """Give what a command wants made of a source, in some of the formats that it knows.

    Raises `Failure` where it cannot go where it is to go, and `files.FileError` for a file that cannot be read.
    """
    from resume.build.request import Request
    from resume.themes.shelf import named

    wishes = wanted(**chosen)
    path, to_folder = _output(output, formats, max(len({*themes}), 1) * _how_many(wishes), known)
    implied = (path.suffix[1:].lower(),) if path and not to_folder else ("pdf",)
    content, file, folder = read(source)
    return Request(
        content,
        file,
        folder,
        themes=tuple(map(named, dict.fromkeys(themes))),
        formats=tuple(dict.fromkeys(formats)) or implied,
        output=path,
        to_folder=to_folder,
        check=check,
        strict=strict,
        trim=trim,
        **wishes,
    )


def _output(
    output: str | None, formats: tuple[str, ...], times: int, known: tuple[str, ...]
) -> tuple[Path | None, bool]:
    """Read `-o`: the path, and whether it is a folder; a file is for one document in one of the known formats."""
    if output is None:
        return None, True
    if output == "-":
        raise Failure(NO_DASH)
    path = Path(output)
    if output.endswith(("/", os.sep)) or files.is_folder(path):
        return path, True
    count = max(len({*formats}), 1) * times
    if count > 1:
        raise Failure(f"{output} is one file, but {count} are to be made; end it with `/` to name a folder")
    if not formats and path.suffix[1:].lower() not in known:
        raise Failure(
            f"the ending of {output} is none of {', '.join(known)}; "
            "name the format with -f, or end it with `/` to name a folder"
        )
    return path, False


def _how_many(wanted: Wanted) -> int:
    """Say how many résumés these options want; `all` counts as several."""
    counts = (2 if "all" in wanted[key] else max(len(wanted[key]), 1) for key in ("variants", "languages"))
    first, second = counts
    return first * second


def named_by(parameter: str) -> str:
    """Give the option that sets a parameter of the command that runs."""
    return next(given.opts[-1] for given in click.get_current_context().command.params if given.name == parameter)
