"""Plants résumés that no process survives: each is in a theme of its own that makes it so."""

from pathlib import Path
from typing import NamedTuple


class Poison(NamedTuple):
    template: str
    code: str


TEN = f"{'(' * 10}all.x{',)' * 10}"
POISONS = {
    "crash": Poison(  # a hash of tuples nested this deep overruns the stack of C
        f"{{% set all = namespace(x=()) %}}{{% for a in range(30000) %}}{{% set all.x = {TEN} %}}{{% endfor %}}"
        "{{ {all.x: 1} }}",
        "batch-crash",
    ),
    "endless": Poison(
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "batch-time",
    ),
    "flex": Poison(  # boxes of which WeasyPrint lays each out several times, and with it those inside: never done
        "<div style='display: flex'>" * 30 + "x" + "</div>" * 30,
        "batch-time",
    ),
    "huge": Poison("{{ 'x' | center(9000000000) }}", "batch-memory"),
}
"""What is wrong, by the name of the theme, with the code of the diagnostic that says so."""


def plant(folder: Path, names: dict[str, str]) -> None:
    """Put poisoned résumés into a folder: the stem of each one's file by the poison's name."""
    for poison, name in names.items():
        theme = folder / "themes" / poison
        theme.mkdir(parents=True)
        (theme / "theme.yaml").write_text(f"name: {poison}\ndescription: Planted.\nextends: classic\n", "utf-8")
        (theme / "resume.html.j2").write_text(POISONS[poison].template, encoding="utf-8")
        source = f"basics: {{name: Ada {poison.title()}}}\ntheme: {poison}\n"
        (folder / f"{name}.yaml").write_text(source, encoding="utf-8")
