"""Runs templates so that they can do no harm, and says which name they use that is not there.

What others need of Jinja they take from here: it is imported without what compiles templates, which are kept.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import CodeType
from typing import Any, Final, TypeAlias

from resume import cache
from resume.diagnostics import did_you_mean
from resume.later import later

COMPILING: Final = {
    "jinja2.compiler": ("CodeGenerator", "generate"),
    "jinja2.lexer": ("Lexer", "TokenStream", "get_lexer"),
    "jinja2.parser": ("Parser",),
}
"""What compiles templates, with what Jinja imports of it by name."""

with later(COMPILING, "jinja2"):
    import jinja2
    from jinja2.bccache import Bucket
    from jinja2.exceptions import SecurityError
    from jinja2.runtime import Context
    from jinja2.sandbox import MAX_RANGE, ImmutableSandboxedEnvironment

Unreadable: TypeAlias = jinja2.TemplateSyntaxError
"""What a template raises that cannot be read."""


class UnknownNameError(jinja2.UndefinedError):
    """A name that is not there was used; `holder` is what it was looked for in, if it was in something."""

    def __init__(self, holder: object, name: object, message: str) -> None:
        super().__init__(message)
        self.holder = holder
        self.name = str(name)

    @property
    def said(self) -> str:
        """Say it in a sentence."""
        if self.holder is jinja2.utils.missing:
            return f"there is no `{self.name}`"
        kind = "there is no key" if isinstance(self.holder, Mapping) else f"a {type(self.holder).__name__} has no"
        return f"{kind} `{self.name}`"

    def hint(self, seen: Iterable[str]) -> str:
        """Name what may have been meant; `seen` are the names that the template sees."""
        if isinstance(self.holder, list | tuple):
            return f"it has {len(self.holder)}"
        known = [*seen]
        if self.holder is not jinja2.utils.missing:
            names = self.holder if isinstance(self.holder, Mapping) else dir(self.holder)
            known = [str(name) for name in names if not str(name).startswith("_")]
        return did_you_mean(self.name, known, f"there are {', '.join(known)}")


class _Undefined(jinja2.StrictUndefined):
    def __init__(
        self, hint: str | None = None, obj: Any = jinja2.utils.missing, name: str | None = None, exc: Any = None
    ) -> None:
        is_name = exc in {None, jinja2.UndefinedError} and name is not None
        super().__init__(hint, obj, name, partial(UnknownNameError, obj, name) if is_name else exc)  # type: ignore[arg-type]


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with the bound that it has for ranges for texts, lists and numbers too."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may use an attribute; nothing but its name and the object's type decides that."""
        key = type(obj), attr
        if key not in self._safe:
            self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return self._safe[key]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Work out `*` or `**`, unless what comes of it would fill the memory."""
        match left, right:
            case (Sequence() as repeated, int(times)) | (int(times), Sequence() as repeated):
                size = len(repeated) * times
            case int(), int() if operator == "**":
                size = left.bit_length() * right
            case _:
                size = 0
        if size > MAX_RANGE:
            raise SecurityError(f"`{operator}` makes too much of it; the sandbox's limit is {MAX_RANGE:,}")
        return super().call_binop(context, operator, left, right)


class _Compiled(jinja2.BytecodeCache):
    """Keeps what templates were compiled into, by name, file and text, in this process and from one to the next.

    Measured: it is 18 % of a further build, and 5 % of a first one.
    """

    def __init__(self, *, autoescape: bool) -> None:
        self._how = f"{jinja2.__version__} {autoescape} {OPTIONS} {sorted(Sandbox.intercepted_binops)}"
        self._code: dict[str, CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        key = self._key(bucket)
        bucket.code = self._code.get(key)
        if bucket.code is None and (kept := cache.load(TEMPLATES, key)):
            bucket.bytecode_from_string(kept)
            self._code[key] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        key = self._key(bucket)
        self._code[key] = bucket.code
        cache.save(TEMPLATES, key, bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return f"{self._how} {bucket.key} {bucket.checksum}"


OPTIONS: Final = {"trim_blocks": True, "lstrip_blocks": True}

TEMPLATES: Final = "templates"
"""The kind of what is kept of them."""

_COMPILED: Final = {autoescape: _Compiled(autoescape=autoescape) for autoescape in (True, False)}


def sandbox(load: Callable[[str], tuple[str, str, None] | None] | None = None, *, autoescape: bool) -> Sandbox:
    """Give what runs templates; they can load what `load` gives for a name, a text and the path of its file."""
    return Sandbox(
        loader=jinja2.FunctionLoader(load) if load else None,
        autoescape=autoescape,
        undefined=_Undefined,
        **OPTIONS,
        auto_reload=False,
        bytecode_cache=_COMPILED[autoescape],
    )
