"""The words that are not the résumé's own: headings, months, labels."""

from dataclasses import dataclass

from resume.model.values import PRESENT, Date


@dataclass(frozen=True)
class Words:
    """A language's words; `language` is its BCP 47 tag."""

    language: str
    headings: dict[str, str]
    months: tuple[str, ...]
    present: str
    document: str
    study: str
    labels: dict[str, str]

    def date(self, date: Date) -> str:
        """Write a date as precisely as it was given; month and year are not parted at a line's end."""
        if not date.month:
            return f"{date.year:04}"
        month = self.months[date.month - 1]
        day = f"\N{NO-BREAK SPACE}{date.day}," if date.day else ""
        return f"{month}{day}\N{NO-BREAK SPACE}{date.year:04}"

    def range(self, start: Date | None, end: Date | str | None) -> str:
        """Write a range of dates; a beginning without an end goes on."""
        if end == PRESENT or (end is None and start is not None):
            last = self.present
        else:
            last = self.date(end) if isinstance(end, Date) else ""
        first = self.date(start) if start else ""
        if not (first and last) or first == last:
            return first or last
        space = " " if any(map(str.isspace, first + last)) or last == self.present else ""
        return f"{first}{space}\N{EN DASH}{space}{last}"


ENGLISH = Words(
    language="en",
    headings={
        "summary": "Summary",
        "work": "Experience",
        "education": "Education",
        "skills": "Skills",
        "projects": "Projects",
        "volunteer": "Volunteering",
        "publications": "Publications",
        "certificates": "Certifications",
        "awards": "Awards",
        "languages": "Languages",
        "interests": "Interests",
        "references": "References",
    },
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    present="Present",
    document="Resume",
    study=" in ",
    labels={"score": "Grade", "courses": "Courses", "page": "Page"},
)
