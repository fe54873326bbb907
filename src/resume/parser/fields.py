"""Says what a résumé's fields are, whoever read them: the parser from a PDF, or we from the source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dates:
    """When something began and ended, as ISO 8601 writes it in the precision given: `2025`, `2025-09`, `2025-09-01`.

    `end` is `present` for what goes on. A single date is the end. `text` is what was found.
    """

    start: str = ""
    end: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A position held."""

    title: str = ""
    employer: str = ""
    dates: Dates = Dates()
    location: str = ""


@dataclass(frozen=True, slots=True)
class School:
    """A course of study; `degree` has its subject in it."""

    institution: str = ""
    degree: str = ""
    dates: Dates = Dates()


@dataclass(frozen=True, slots=True)
class Fields:
    """What an applicant-tracking system keeps of a résumé; empty where there is none.

    Links are addresses as they are shown or, where a link leads elsewhere, its URL.
    """

    name: str = ""
    label: str = ""
    email: str = ""
    phone: str = ""
    location: str = ""
    links: tuple[str, ...] = ()
    jobs: tuple[Job, ...] = ()
    schools: tuple[School, ...] = ()
    skills: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
