"""Makes the pictures of the themes: preview.png in each folder, docs/themes.png with all; run by `make previews`."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from resume.build.request import Request
from resume.build.road import make
from resume.fonts import faces
from resume.themes.shelf import Chosen, builtin_folder, builtin_names

ROOT = Path(__file__).parents[1]
SCALE = 60 / 72
COLOURS = 128
COLUMNS = 4
GAP, LABEL = 24, 30
GROUND, INK = "#e9ecef", "#1a1a1a"


def preview(theme: str) -> Any:
    """Give the picture of the first page of this repository's résumé."""
    source = ROOT / "resume.yaml"
    outcome = make(Request(source.read_bytes(), source.name, ROOT, (Chosen(theme),)))
    [pdf] = outcome.made.values()
    return pypdfium2.PdfDocument(pdf)[0].render(scale=SCALE).to_pil().convert("RGB")


def save(picture: Any, path: Path) -> None:
    made = BytesIO()
    picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    path.write_bytes(made.getvalue())


def sheet(pictures: dict[str, Any]) -> Any:
    """Lay pictures out in rows, each over its name."""
    pictures = {name: picture.resize((380, 492), Image.Resampling.LANCZOS) for name, picture in pictures.items()}
    width, height = next(iter(pictures.values())).size
    rows = -(-len(pictures) // COLUMNS)
    size = (GAP + COLUMNS * (width + GAP), GAP + rows * (height + LABEL + GAP))
    whole = Image.new("RGB", size, GROUND)
    draw = ImageDraw.Draw(whole)
    font = ImageFont.truetype(next(faces("Source Sans 3")).path, 20)
    for number, (name, picture) in enumerate(pictures.items()):
        x = GAP + number % COLUMNS * (width + GAP)
        y = GAP + number // COLUMNS * (height + LABEL + GAP)
        whole.paste(picture, (x, y))
        draw.text((x + width / 2, y + height + 4), name, fill=INK, font=font, anchor="ma")
    return whole


if __name__ == "__main__":
    found = {theme: preview(theme) for theme in builtin_names()}
    for theme, picture in found.items():
        save(picture, builtin_folder() / theme / "preview.png")
    save(sheet(found), ROOT / "docs/themes.png")
