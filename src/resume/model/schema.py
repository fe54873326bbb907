"""The JSON Schema that editors complete and check a résumé with."""

import json
from typing import Any, Final

from resume.model.resume import Resume
from resume.model.values import TEXT

SHARED: Final = "Text"
"""What the schema calls the text that most fields hold."""


def schema() -> str:
    """Give the JSON Schema (draft 2020-12) of a résumé, as the text of resume.schema.json."""
    body = Resume.model_json_schema(mode="validation")
    body["title"] = "Résumé"
    body["description"] = "A résumé: JSON Resume 1.x with fields of our own."
    shared = _shared(body)
    shared["$defs"][SHARED] = TEXT
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", **shared}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _shared(value: Any) -> Any:
    """Say once what text is, and refer to it."""
    if isinstance(value, list):
        return [_shared(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("anyOf") == TEXT["anyOf"]:
        return {"$ref": f"#/$defs/{SHARED}"} | {key: inner for key, inner in value.items() if key != "anyOf"}
    return {key: _shared(inner) for key, inner in value.items()}
