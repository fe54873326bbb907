"""What the model has at a path."""

from typing import Any, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from resume.diagnostics import Path
from resume.model.parts import EXTENSIONS


def keys_of(model: type[BaseModel], path: Path) -> list[str]:
    """List the keys that the mapping at `path` may have, be it one that is then read as text."""
    kind = at(model, path)
    written = [check.json_schema_input_type for check in get_args(kind) if isinstance(check, BeforeValidator)]
    found = next((part for part in map(_model_in, (kind, *written)) if part is not BaseModel), BaseModel)
    fields = found.model_fields.items()
    return [name for name in (field.alias or name for name, field in fields) if name != EXTENSIONS]


def is_text(model: type[BaseModel], path: Path) -> bool:
    """Say whether what stands at `path` is no list or mapping; nothing that the model knows of is text."""
    kind = at(model, path)
    return get_origin(kind) not in {tuple, dict} and _model_in(kind) is BaseModel


def at(model: type[BaseModel], path: Path) -> Any:
    """Give the annotation of what stands at `path`; none where the model knows of nothing there."""
    kind: Any = model
    for step in path:
        origin, inner = get_origin(kind), get_args(kind)
        if origin is tuple:
            kind = inner[0]
        elif origin is dict:
            kind = inner[1]
        else:
            fields = {field.alias or name: field for name, field in _model_in(kind).model_fields.items()}
            kind = fields[step].annotation if step in fields else None
    return kind


def _model_in(annotation: Any) -> type[BaseModel]:
    """Find the model that an annotation such as `tuple[Annotated[Highlight, …], ...]` speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (argument for argument in get_args(annotation) if not isinstance(argument, BeforeValidator))
    return next((model for model in map(_model_in, inner) if model is not BaseModel), BaseModel)
