"""What all models have in common: their schemas are made when they are first needed, and kept for the next run."""

import pickle
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache as once
from pathlib import Path
from typing import Any, Final

from pydantic import VERSION, BaseModel, ConfigDict
from pydantic_core import SchemaSerializer, SchemaValidator

from resume import cache, files

KIND: Final = "schemas"


class Model(BaseModel):
    """A mapping of a file.

    pydantic makes a schema of its fields, which is 4 % of a build (measured), and of that what validates; where an
    earlier run has kept the schema, it is taken from there.
    """

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")

    @classmethod
    def model_rebuild(
        cls,
        *,
        force: bool = False,
        raise_errors: bool = True,
        _parent_namespace_depth: int = 2,
        _types_namespace: Mapping[str, Any] | None = None,
    ) -> bool | None:
        """Make what validates, as pydantic asks for when a model that is not complete is first used."""
        key = f"{sys.version} {VERSION} {cls.__module__}.{cls.__qualname__} {_version(cls.__module__)}"
        is_open = not (force or cls.__pydantic_complete__)
        if is_open and (schema := _load(key)):
            cls.__pydantic_core_schema__ = schema
            cls.__pydantic_validator__ = SchemaValidator(schema)
            cls.__pydantic_serializer__ = SchemaSerializer(schema)
            cls.__pydantic_complete__ = True
            return True
        made = super().model_rebuild(
            force=force,
            raise_errors=raise_errors,
            _parent_namespace_depth=_parent_namespace_depth + 1,
            _types_namespace=_types_namespace,
        )
        if is_open and made:
            with suppress(pickle.PicklingError, AttributeError, TypeError):  # it has a function without a name
                cache.save(KIND, key, pickle.dumps(cls.__pydantic_core_schema__))
        return made


def _load(key: str) -> Any:
    try:
        return pickle.loads(cache.load(KIND, key) or b"")  # noqa: S301 - of this user's own cache
    except Exception:  # noqa: BLE001 - what it names may be gone
        return None


@once
def _version(module: str) -> str:
    """Tell versions of a model apart, by the files of what is loaded of its package, of ours, and of what is above."""
    ours = __name__.rpartition(".")[0]
    packages = {ours.rpartition(".")[0], ours, module.rpartition(".")[0]}
    loaded = {name: getattr(found, "__file__", None) or "" for name, found in [*sys.modules.items()]}
    known = sorted((name, file) for name, file in loaded.items() if name.rpartition(".")[0] in packages)
    return " ".join(f"{name} {files.version(Path(file))}" for name, file in known)
