"""Makes résumés of invented people, the same for the same seed: of mixed length, in mixed languages and themes."""

import random
from collections.abc import Iterator

import yaml

THEMES = ("classic", "modern", "compact", "minimal", "swiss", "ats")
LANGUAGES = ("en", "de", "fr", "pl", "es")
GIVEN = ("Ada", "Björn", "Chloé", "Dorota", "Emre", "Freya", "Goran", "Hélène", "Ines", "Jürgen")
FAMILY = ("Lovelace", "Åkesson", "Müller", "Nowak", "Öztürk", "Šimić", "García", "Dupont", "O'Neill", "van Dijk")
EMPLOYERS = ("Northwind", "Contoso", "Fabrikam", "Initech", "Globex", "Umbrella", "Hooli", "Vandelay")
VERBS = ("Built", "Led", "Wrote", "Cut", "Moved", "Measured", "Taught", "Designed")
THINGS = ("the billing service", "a team of five", "search in four languages", "the nightly report", "a new kiosk")
ENDS = ("in six weeks", "for 40 shops", "with half the servers", "without a day of downtime", "twice as fast")


def person(number: int, longest: int = 4) -> str:
    """Give the resume.yaml of a person, with at most so many employers."""
    chance = random.Random(number)  # noqa: S311 - the same people each time are what is wanted
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    made = {
        "basics": {
            "name": f"{given} {family} {number}",
            "label": chance.choice(("Engineer", "Nurse", "Teacher", "Accountant")),
            "email": f"person{number}@example.org",
        },
        "language": chance.choice(LANGUAGES),
        "theme": chance.choice(THEMES),
        "work": [*_work(chance, longest)],
        "skills": [{"name": "Tools", "keywords": chance.sample(EMPLOYERS, 3)}],
    }
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=False)


def _work(chance: random.Random, longest: int) -> Iterator[dict[str, object]]:
    year = 2024
    for employer in chance.sample(EMPLOYERS, chance.randint(1, longest)):
        start = year - chance.randint(1, 4)
        said = [
            f"{chance.choice(VERBS)} {chance.choice(THINGS)} {chance.choice(ENDS)}, the {place}th time"
            for place in range(4, 4 + chance.randint(1, 2 * longest))
        ]
        yield {
            "position": "Engineer",
            "name": employer,
            "startDate": f"{start}-03",
            "endDate": f"{year}-02",
            "highlights": said,
        }
        year = start
