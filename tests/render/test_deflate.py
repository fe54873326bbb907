"""The compression of PDFs: what is in them is what pydyf writes, and nothing is compressed twice."""

import zlib
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from resume.render import deflate
from resume.render.deflate import deflated

pydyf: Any = import_module("pydyf")


def text(said: str) -> bytes:
    return f"BT /F 10 Tf ({said}) Tj ET\n".encode() * 200


def written(*streams: bytes) -> bytes:
    pdf = pydyf.PDF()
    for stream in streams:
        pdf.add_object(pydyf.Stream([stream], compress=True))
    out = BytesIO()
    pdf.write(out, compress=True)
    return out.getvalue()


def objects(pdf: bytes) -> list[Any]:
    found = [PdfReader(BytesIO(pdf)).get_object(number) for number in range(3, 6)]
    return [each for each in found if isinstance(each, StreamObject)]


def test_the_streams_are_those_of_pydyf() -> None:
    streams = [text("one"), text("another"), b""]
    own = written(*streams)
    with deflated():
        again = [written(*streams) for _ in range(2)]
    assert again[0] == again[1]
    held = [[found.get_data() for found in objects(pdf)] for pdf in (own, again[0])]
    assert held == [streams, streams]


def test_a_pdf_is_hardly_larger() -> None:
    said = b"".join(f"1 0 0 -1 {n * 7 % 500} {n * 13 % 800} Tm <{n * 77777:x}> Tj\n".encode() for n in range(3000))
    own = written(said)
    with deflated():
        assert len(written(said)) < 1.03 * len(own)


def test_what_was_compressed_before_is_not_compressed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    compressed: list[bytes] = []

    class Counting:
        @staticmethod
        def compress(content: bytes, level: int) -> bytes:
            compressed.append(content)
            return zlib.compress(content, level)

    monkeypatch.setattr(deflate, "zlib", Counting)
    for streams in ((text("kept"),), (text("kept"), text("new"), text("kept"))):
        with deflated():
            written(*streams)
    assert [compressed.count(text(said)) for said in ("kept", "new")] == [1, 1]


def test_pydyf_compresses_by_itself_afterwards() -> None:
    def failing() -> None:
        with deflated():
            assert pydyf.zlib is not zlib
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert pydyf.zlib is zlib
