"""Reads what a source says about the diagnostics of it: its `check` settings."""

from resume.diagnostics import Diagnostics, did_you_mean
from resume.explain import meanings
from resume.model.load import Loaded
from resume.model.ours import CheckSettings
from resume.selection import Selection


def with_settings(selection: Selection, loaded: Loaded, diagnostics: Diagnostics) -> Selection:
    """Add what the source says about codes; one that there is not is an error."""
    settings: CheckSettings = loaded.resume.check
    named: list[tuple[str, tuple[str | int, ...]]] = [
        *((code, ("check", "ignore", index)) for index, code in enumerate(settings.ignore)),
        *((code, ("check", "severity", code)) for code in settings.severity),
    ]
    for code, path in named:
        if code not in meanings():
            span = loaded.places.key(path)
            hint = did_you_mean(code, meanings())
            diagnostics.error("unknown-code", f"there is no diagnostic `{code}`", span, hint=hint)
    severities = {**settings.severity, **selection.severities}
    return Selection(selection.select, selection.ignore | frozenset(settings.ignore), severities)
