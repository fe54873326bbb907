"""Model: what a résumé is, and every way in which a file fails to be one."""

import os
from contextlib import suppress
from importlib import import_module

from resume.later import later

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # one of another program would have a say in what is valid

with later({"importlib.metadata": ("entry_points",)}, "pydantic"), suppress(ImportError):
    import_module("pydantic.plugin._loader")  # which imports what would look for plugins: 2 % of a build
