"""Makes what one task asks for: bytes in, bytes out, nothing written."""

from resume import files
from resume.batch.job import Result, Task
from resume.build import road
from resume.diagnostics import Diagnostics
from resume.render.engine import weasyprint


def prepare() -> None:
    """Load what every task needs; raises `engine.MissingLibraryError`."""
    from importlib import import_module

    weasyprint()
    for name in ("build.formats", "inspect.rules", "document.hypertext", "interchange"):
        import_module(f"resume.{name}")


def work(task: Task) -> Result:
    """Do a task; raises `MemoryError` where it takes more than it may."""
    diagnostics = Diagnostics()
    try:
        outcome = road.make(task.request())
    except MemoryError:
        raise
    except files.FullError as error:
        return Result({}, full=str(error))
    except files.FileError as error:
        diagnostics.error("batch-file", f"{task.source.file}: {error}")
    except Exception as error:  # noqa: BLE001 - a fault of ours fails one job, not the batch
        said = " ".join(str(error).split())
        diagnostics.error("internal-error", f"{task.source.file}: {type(error).__name__}: {said}")
    else:
        made = {path.as_posix(): content for path, content in outcome.made.items()}
        return Result(made, tuple(outcome.diagnostics.in_order()), sources=tuple(outcome.sources))
    return Result({}, tuple(diagnostics.items))
