"""The JSON Schema that editors complete and check a résumé with."""

import json

from resume.model.resume import Resume


def schema() -> str:
    """Give the JSON Schema (draft 2020-12) of a résumé, as the text of resume.schema.json."""
    body = Resume.model_json_schema(mode="validation")
    body["title"] = "Résumé"
    body["description"] = "A résumé: JSON Resume 1.x with fields of our own."
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", **body}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
