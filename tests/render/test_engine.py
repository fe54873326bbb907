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
late = 'PIL.Image', 'PIL.ImageCms', 'fontTools.subset', 'fontTools.ttLib', 'fontTools.varLib.instancer'
print(type(ffi.ffi).__name__, *(name for name in late if name in sys.modules))
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
    assert (quick, plain) == (
        b"DeclaredFFI",
        b"FFI PIL.Image PIL.ImageCms fontTools.subset fontTools.ttLib fontTools.varLib.instancer",
    )
    assert pdf == same


def test_other_declarations_than_the_known_ones_are_parsed_as_ever() -> None:
    how, pdf = run("pango_ffi.DIGEST = 'of another WeasyPrint'")
    assert how.startswith(b"FFI ")
    assert pdf == run("")[1]


def test_the_known_declarations_are_those_of_the_installed_weasyprint() -> None:
    """`make declarations` mends it."""
    made = Path(declarations.__file__).with_name("pango_ffi.py").read_text()
    assert made == declarations.generate(declarations.installed())


def test_what_weasyprint_forbids_other_libraries_is_forbidden() -> None:
    """No PostScript is run, which Pillow would let Ghostscript do; and what it lets Pillow do is done."""
    program = "from resume.render.engine import weasyprint; import sys\n"
    program += "html = weasyprint().HTML(string='<title>x</title><img src=\"data:;base64,R0lGODlhAQABAAAAACw=\">')\n"
    program += "print('PIL.Image' in sys.modules); html.render()\n"
    program += "from PIL import EpsImagePlugin, ImageFile\n"
    program += "print(EpsImagePlugin.gs_binary, ImageFile.LOAD_TRUNCATED_IMAGES)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout == "False\nFalse True\n"
