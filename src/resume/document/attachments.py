"""Takes the files out of a PDF that are attached to it."""

from resume.document.content import opened


def attached(pdf: bytes) -> dict[str, bytes]:
    """Give the files by their names; raises `UnreadableError`."""
    with opened(pdf) as document:
        files = (document.get_attachment(index) for index in range(document.count_attachments()))
        return {file.get_name(): bytes(file.get_data()) for file in files}
