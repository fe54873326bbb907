"""WeasyPrint's import: quick, and where that fails, plain."""

import subprocess
import sys
from pathlib import Path

from resume.render import declarations

PROGRAM = """
import sys
from resume.render import engine, pango_ffi
{before}
quick = engine.weasyprint()
from weasyprint.text import ffi
print(type(ffi.ffi).__name__, 'fontTools.varLib' in sys.modules)
html = '<html lang=en><title>x</title><style>@font-face {{ font-family: X; src: url({font}) }}'
html += 'body {{ font-family: X }}</style><h1>Same</h1><p>1, 2'
sys.stdout.flush()
sys.stdout.buffer.write(quick.HTML(string=html).write_pdf(pdf_variant='pdf/ua-1'))
"""


def run(before: str) -> tuple[bytes, bytes]:
    """Import WeasyPrint in a process of its own: how it came, and what it makes."""
    from resume.fonts import faces

    font = next(iter(faces("Lato"))).path.as_uri()
    program = PROGRAM.format(before=before, font=font)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    how, _, pdf = done.stdout.partition(b"\n")
    assert pdf.startswith(b"%PDF")
    return how, pdf


def test_the_quick_way_makes_the_same_bytes_as_the_plain_one() -> None:
    quick, pdf = run("")
    plain, same = run("engine._import = lambda quick, real=engine._import: real(quick=False)")
    assert (quick, plain) == (b"DeclaredFFI False", b"FFI True")
    assert pdf == same


def test_other_declarations_than_the_known_ones_are_parsed_as_ever() -> None:
    how, pdf = run("pango_ffi.DIGEST = 'of another WeasyPrint'")
    assert how == b"FFI True"
    assert pdf == run("")[1]


def test_the_known_declarations_are_those_of_the_installed_weasyprint() -> None:
    """`make declarations` mends it."""
    made = Path(declarations.__file__).with_name("pango_ffi.py").read_text()
    assert made == declarations.generate(declarations.installed())
