"""Whatever is done to a file, an importer says what is wrong with it, and never breaks."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resume.diagnostics import Diagnostics
from resume.importers import account, imported
from resume.model.load import load
from resume.source import compose

NAMES = ("every-kind.yaml", "software-engineer.ja.yml", "version-0.json", "library.bib", "export")

Cut = tuple[float, float, bytes]

cuts: st.SearchStrategy[Cut] = st.tuples(
    st.floats(0, 1),
    st.sampled_from([0.0, 0.001, 0.02, 0.5]),
    st.sampled_from(
        [b"", b"\x00", b"\xff", b"{", b"}", b"[", b"- ", b": ", b'"', b"\n", b"@", b"\\", b"$", b",", b"null", b"&a *a"]
    ),
)


def damaged(content: bytes, cut: Cut) -> bytes:
    """Put something in the place of a stretch of a file."""
    start = int(cut[0] * len(content))
    return content[:start] + cut[2] + content[start + int(cut[1] * len(content)) :]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(cuts, min_size=1, max_size=3))
def test_a_damaged_file_is_read_or_told_where_it_is_wrong(
    name: str, sample: Callable[[str], bytes], export: bytes, damage: list[Cut]
) -> None:
    content = export if name == "export" else sample(name)
    for cut in damage:
        content = damaged(content, cut)
    found = imported.read(content, name)
    errors = [item for item in found.report.diagnostics.items if item.severity == "error"]
    assert all(item.span is not None and item.span.file.startswith(name) for item in errors)
    assert errors or found.resume is not None or found.text() == ""
    if found.kind and not errors:
        account.as_json(found.kind, found.report.notes)
        account.as_text(found.kind, found.report.notes)
        after = Diagnostics()
        root = compose.parse(found.text(), "resume.yaml", after)
        if root:
            load(root, after)
        told = "import-incomplete" in {item.code for item in found.report.diagnostics.items}
        assert told or {item.code for item in after.items if item.severity == "error"} <= {
            "missing-key",
            "expected-mapping",
        }


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_anything_is_told_to_be_unknown(content: bytes) -> None:
    found = imported.read(content, "file")
    assert found.resume is not None or found.report.diagnostics.has_errors()
