"""What postings are found to ask for, and what of it a résumé is found to say."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resume.posting.coverage import Coverage, Line, Term, cover

Covered = Callable[..., Coverage]
Posting = Callable[[str], str]

HERE = Path(__file__).parent
POSTINGS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.txt"))}
LANGUAGES = {"softwareentwickler": "de", "ingenieur": "fr"}


def names(terms: tuple[Term, ...]) -> list[str]:
    return [term.name for term in terms]


def only(found: Coverage, name: str) -> Term:
    [term] = [term for term in found.terms if term.name == name]
    return term


def plain(text: str) -> str:
    return " ".join(text.split())


# What is asked for.


def test_of_the_backend_posting_the_resume_says_just_this(posting: Posting, resume: list[Line]) -> None:
    found = cover(posting("backend"), resume, "en")
    assert sorted(names(found.said), key=str.casefold) == [
        *("Apache Cassandra", "Apache Kafka", "APIs", "AWS", "Backend", "caching", "Computer Science"),
        *("distributed systems", "Docker", "EC2", "event-driven", "fault tolerance", "GitHub Actions", "Go", "gRPC"),
        *("idempotent", "Java", "Jenkins", "Lambda", "mentor", "observability", "PostgreSQL", "Python", "Redis"),
        *("REST", "retry semantics", "Spring Boot", "SQS"),
    ]
    assert sorted(names(found.missing), key=str.casefold) == [
        *("CI/CD", "code reviews", "communication skills", "Grafana", "GraphQL", "infrastructure as code", "K8s"),
        *("on-call", "Prometheus", "rate limiting", "schema migrations", "Terraform"),
    ]
    assert found.share == pytest.approx(0.74, abs=0.005)


@pytest.mark.parametrize(
    ("name", "language", "asked"),
    [
        ("infrastructure", "en", {"PyTorch", "vLLM", "Triton", "Ray", "H100", "InfiniBand", "quantization", "SLOs"}),
        ("nurse", "en", {"RN", "BLS", "wound care", "IV therapy", "isolation precautions", "CMSRN", "Epic"}),
        ("accountant", "en", {"month-end close", "IFRS", "general ledger", "ACCA", "CPA", "accruals", "intercompany"}),
        ("softwareentwickler", "de", {"Java", "verteilten Systemen", "Informatik", "Code-Reviews", "Messdaten"}),
        ("ingenieur", "fr", {"Terraform", "intégration continue", "méthodes agiles", "Loki", "sauvegardes"}),
    ],
)
def test_what_a_posting_asks_for_is_found(posting: Posting, name: str, language: str, asked: set[str]) -> None:
    found = cover(posting(name), [], language)
    assert found.language == language
    assert asked - {*names(found.terms)} == set()


@pytest.mark.wide
@pytest.mark.parametrize(
    "junk",
    [
        *("fast paced", "fast-paced environment", "Join us", "you will", "snacks", "culture", "experience", "Engineer"),
        *("Ruby on Rails", "WordPress", "Northgate Ventures", "Aetna", "Peloton", "MacBook Pro", "401"),  # boilerplate
        *("logistics", "robotics", "furniture", "Series", "Equinox", "PTO", "Visa", "religion", "disability"),
        *("intercompany eliminations", "Accountant", "nurse"),
        *("Fidelity", "parking", "Leeds", "Bupa", "Dayton", "OH", "CV"),
        *("Softwareentwickler", "schreibst", "JobRad", "Kicker", "Kiel", "C1", "Schwerbehinderte", "Stadtwerke"),
        *("Administrer", "Automatiser", "Swile", "RTT", "mutuelle", "handicap", "Loire"),
        *("Loopwell", "Tessellate AI", "Tessellate", "AI", "Harlow", "Finch", "Brendan", "Nordlicht", "Fabrik"),
    ],
)
def test_nothing_else_is_found(junk: str) -> None:
    found = {name: names(cover(text, [], LANGUAGES.get(name, "en")).terms) for name, text in POSTINGS.items()}
    assert [name for name, terms in found.items() if junk.casefold() in map(str.casefold, terms)] == []
    assert junk.casefold() in " ".join([*POSTINGS.values(), "you will"]).casefold().replace("\n", " ")


def test_the_name_of_who_writes_the_posting_is_no_term(covered: Covered) -> None:
    text = "Requirements:\n- You know {0}, Zoltrax and vLLM\n- Experience at scale"
    assert "Quorvia" in names(covered(text.format("Quorvia")).terms)
    for tell in (
        "Quorvia is a bank.",
        "Join Quorvia",
        "Company: Quorvia",
        "About Quorvia",
        "Quorvia GmbH",
        "at Quorvia",
    ):
        found = names(covered(f"{tell}\n{text.format('Quorvia')}").terms)
        assert found == ["vLLM", "Zoltrax"], tell
    assert names(covered("Requirements\nJoin Quorvia AI. You know Kafka").terms) == ["Kafka"]
    assert names(covered("Requirements\nJoin us for AI. You know Kafka").terms) == ["AI", "Kafka"]


@pytest.mark.parametrize(
    "heading",
    ["About us", "## Benefits", "**What we offer:**", "WHY JOIN US", "Wir bieten", "Nos avantages", "Ofrecemos"],
)
def test_what_stands_under_a_heading_of_boilerplate_is_none(covered: Covered, heading: str) -> None:
    text = f"Engineer\n{heading}\nWe use Kafka.\n\nMore here:\nAnd Redis.\n\nRequirements\nPython\n"
    assert names(covered(text).terms) == ["Python"]
    assert names(covered(text.replace(heading, "Tech stack")).terms) == ["Kafka", "Redis", "Python"]


def test_a_line_that_names_a_place_or_a_notice_is_boilerplate_by_itself(covered: Covered) -> None:
    text = "Requirements:\n{}\nPython\n"
    assert names(covered(text.format("Tools: Kafka")).terms) == ["Kafka", "Python"]
    assert names(covered(text.format("Location: Kafka")).terms) == ["Python"]
    assert names(covered(text.format("Kafka is an equal opportunity employer.")).terms) == ["Python"]
    assert names(covered(text.format("See https://example.org/kafka or kafka@example.org")).terms) == ["Python"]


def test_a_line_of_what_is_asked_ends_boilerplate(covered: Covered) -> None:
    assert names(covered("Engineer\nBenefits\nRedis\nSkills: Kafka\nPython").terms) == ["Kafka", "Python"]


def test_the_opening_is_heard_where_no_heading_says_what_is_asked(covered: Covered) -> None:
    assert names(covered("Engineer\nWe want Kafka.\nAlso Redis.").terms) == ["Kafka", "Redis"]
    assert names(covered("Engineer\nWe want Kafka.\nRequirements:\nRedis").terms) == ["Redis"]


def test_names_are_heard_only_where_something_is_asked(covered: Covered) -> None:
    text = "Engineer\n{}\nWe like Zoltrax, and Redis.\nRequirements\nKafka in London"
    assert names(covered(text.format("Fun facts:")).terms) == ["Redis", "Kafka"]
    assert names(covered(text.format("Tools:")).terms) == ["Redis", "Kafka", "Zoltrax"]


# What it counts.


@pytest.mark.parametrize(
    ("wish", "duty"),
    [
        ("Requirements\nKafka\nNice to have\nRedis", "Redis"),
        ("Requirements\nKafka\n## Bonus points\n- Redis", "Redis"),
        ("Requirements\nKafka. Redis is a plus.", "Redis"),
        ("Requirements\nKafka\nPreferred: Redis", "Redis"),
        ("Anforderungen\nKafka\nRedis ist von Vorteil", "Redis"),
        ("Profil recherché\nKafka\nRedis serait un plus", "Redis"),
        ("Requisitos\nKafka\nDeseable: Redis", "Redis"),
    ],
)
def test_a_term_in_nice_to_have_counts_half(covered: Covered, wish: str, duty: str) -> None:
    tag = {"Anf": "de", "Pro": "fr"}.get(wish[:3], "en")
    found = covered(wish, "Kafka", language=tag)
    assert only(found, duty).weight * 2 == only(found, "Kafka").weight
    assert (only(found, duty).is_required, only(found, "Kafka").is_required) == (False, True)
    assert found.share == pytest.approx(2 / 3)


def test_what_is_wished_for_and_required_too_is_required(covered: Covered) -> None:
    found = covered("Requirements\nKafka\nRedis\nNice to have\nRedis")
    assert only(found, "Redis").is_required
    assert only(found, "Redis").weight > only(found, "Kafka").weight


def test_aliases_are_counted_together_under_the_most_frequent(covered: Covered) -> None:
    found = covered("Requirements\nK8s\nKubernetes\nRedis\nwe love Kubernetes")
    term = only(found, "Kubernetes")
    assert (term.times, term.posting_lines, term.why) == (3, (2, 3, 5), "a known skill")
    assert found.terms[0] == term
    assert names(covered("Requirements\nK8s\nKubernetes").terms) == ["K8s"]


def test_terms_come_by_weight_and_then_as_they_stand(covered: Covered) -> None:
    found = covered("Requirements\nTeamwork\nRedis\nKafka\nNice to have\nAirflow\nTerraform")
    assert names(found.terms) == ["Redis", "Kafka", "Airflow", "Terraform", "Teamwork"]


def test_a_line_that_was_broken_because_it_was_full_goes_on(covered: Covered) -> None:
    long = "You have spent several years of your working life with stream\nprocessing and with Kafka."
    term = only(covered(f"Requirements\n{long}"), "stream processing")
    assert term.posting_lines == (2,)
    assert only(covered(f"Requirements\n{long}"), "Kafka").posting_lines == (3,)


def test_a_rare_word_is_a_term_and_a_generic_one_is_none(covered: Covered) -> None:
    text = "Requirements\n- excellent collaborative teammates with passion\n- passion for {} in a team"
    assert names(covered(text.format("teamwork")).terms) == ["teamwork"]
    term = only(covered(text.format("galvanizing")), "galvanizing")
    assert (term.why, term.weight) == ("rare in English", 1.0)


def test_where_nothing_is_asked_all_is_said(covered: Covered) -> None:
    found = covered("About us\nWe use Kafka.")
    assert (found.terms, found.share, found.said, found.missing) == ((), 1.0, (), ())


# What is said.


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        *(("Kubernetes", "K8s"), ("Node.js", "NodeJS"), ("Go, Java", "Golang"), ("PostgreSQL", "Postgres")),
        *(("machine learning", "ML"), ("C#", "C Sharp"), (".NET", "dotnet"), ("Amazon Web Services", "AWS")),
        *(("continuous integration", "CI/CD"), ("RESTful APIs", "REST"), ("event-driven", "event driven architecture")),
        *(("IaC", "infrastructure as code"), ("Spring", "Spring Boot"), ("AWS", "AWS Lambda"), ("Python", "Python3")),
    ],
)
def test_a_skill_is_said_by_whatever_name(covered: Covered, asked: str, said: str) -> None:
    term = covered(f"Requirements\n{asked}", f"Some years of work, {said}").terms[0]
    assert (term.places, [text.casefold() for text in term.said_as]) == (("1",), [said.casefold()]) or (
        said.startswith(asked) and term.places == ("1",)
    )
    if asked not in {"Spring", "AWS"}:
        assert covered(f"Requirements\n{said}", f"Some years of work, {asked}").terms[0].places == ("1",)


@pytest.mark.parametrize(
    ("asked", "others"),
    [
        ("Java", "JavaScript, Javanese"),
        ("REST", "the rest of the team"),
        ("Go, Java", "We go to market. Go to the next. Go-to-market"),
        ("C, Java", "C++, C# and Objective-C; vitamin C; C is a letter"),
        ("R, Java", "R&D with R people"),
        ("Spark, Java", "a spark of joy"),
        ("Excel", "Excel at your work; I excel"),
        ("SAP", "the sap of trees"),
        ("React", "They react"),
        ("Teams, Excel", "Engineering Teams led"),
        ("Word, Excel", "Word of mouth"),
        ("AI", "j'ai"),
        (".NET", "net of tax, the .NETWORK"),
        ("SQL", "NoSQL, MySQL"),
    ],
)
def test_a_word_that_only_looks_like_a_skill_is_none(covered: Covered, asked: str, others: str) -> None:
    name = asked.partition(",")[0]
    expected = {"React": ("1",)}.get(name, ())  # `react` is no word that a résumé uses of itself
    assert only(covered(f"Requirements\n{asked}", others), name).places == expected
    assert only(covered(f"Requirements\n{asked}", asked), name).places == ("1",)


@pytest.mark.parametrize(
    ("said", "is_said"),
    [
        *(("we galvanize", True), ("galvanized it", True), ("Galvanizing", True), ("galvanizes", True)),
        *(("galvanic", False), ("galvaniz", True)),
    ],
)
def test_a_word_is_said_in_its_other_forms(covered: Covered, said: str, is_said: bool) -> None:  # noqa: FBT001
    text = "Requirements\n- a plan for galvanizing"
    assert bool(only(covered(text, said), "galvanizing").places) is is_said


def test_a_doubled_consonant_is_one_before_an_ending(covered: Covered) -> None:
    assert only(covered("Requirements\n- a plan for untrimmed", "untrim it"), "untrimmed").places == ("1",)


def test_an_acronym_is_not_said_by_a_word_in_small_letters(covered: Covered) -> None:
    text = "Requirements\nKnows PADDLE well"
    assert only(covered(text, "a paddle"), "PADDLE").places == ()
    assert only(covered(text, "Paddle"), "PADDLE").places == ("1",)


def test_a_version_is_no_other_skill(covered: Covered) -> None:
    assert only(covered("Requirements\nJava17", "Java"), "Java17").places == ("1",)


def test_each_place_is_given_once_and_in_sequence(covered: Covered) -> None:
    term = only(covered("Requirements\nKafka", "Kafka, Apache Kafka", "no", "apache\nkafka"), "Kafka")
    assert (term.places, term.said_as) == (("1", "3"), ("Apache Kafka", "apache kafka"))


def test_a_phrase_does_not_reach_over_a_comma(covered: Covered) -> None:
    text = "Requirements\nschema migrations\nsome schema migrations"
    assert only(covered(text, "schema, migrations"), "schema migrations").places == ()
    assert only(covered(text, "Schema-migration"), "schema migrations").places == ("1",)


@pytest.mark.parametrize(
    ("name", "own", "chosen"),
    [
        *(("backend", "de", "en"), ("softwareentwickler", "de-AT", "de"), ("ingenieur", "fr", "fr")),
        *(("backend", "xx", "en"), ("softwareentwickler", "en", "en"), ("nurse", "fr_CA", "en")),
    ],
)
def test_a_posting_is_in_the_language_of_the_resume_or_in_english(
    posting: Posting, name: str, own: str, chosen: str
) -> None:
    assert cover(posting(name), [], own).language == chosen


# What always holds.

SNIPPETS = st.sampled_from([line for text in POSTINGS.values() for line in text.split("\n")])
TEXTS = st.lists(SNIPPETS | st.text(max_size=40), max_size=12).map("\n".join)
TAGS = st.sampled_from(["en", "de", "fr", "es", "ja", "xx", ""])


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.lists(st.text(max_size=40) | SNIPPETS, max_size=6), TAGS)
def test_whatever_stands_there_nothing_is_invented(text: str, said: list[str], language: str) -> None:
    found = cover(text, [Line(line, str(number)) for number, line in enumerate(said)], language)
    assert 0 <= found.share <= 1
    for term in found.terms:
        assert term.name in plain(text)
        assert term.weight > 0
        assert term.name
        assert all(1 <= line <= len(text.splitlines()) + 1 for line in term.posting_lines)
        assert all(any(spelt in plain(line) for line in said) for spelt in term.said_as)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.lists(SNIPPETS, max_size=4), TAGS)
def test_saying_what_is_missing_makes_it_said_and_never_lowers_the_share(
    text: str, said: list[str], language: str
) -> None:
    lines = [Line(line, "before") for line in said]
    before = cover(text, lines, language)
    for term in before.missing[:3]:
        after = cover(text, [*lines, Line(term.name, "after")], language)
        assert only(after, term.name).places == ("after",)
        assert after.share > before.share
    more = cover(text, [*lines, *(Line(line, "more") for line in POSTINGS["backend"].split("\n"))], language)
    assert more.share >= before.share


def test_a_heading_in_capitals_names_nothing(covered: Covered) -> None:
    assert names(covered("Requirements\n- WE WANT YOU TODAY\n- knows ZYXL").terms) == ["ZYXL"]


LETTERED = str.maketrans("0123456789", "ghijklmnop")
ENDLESS = {
    "addresses": "a@" * 100_000,
    "signs of addresses": "@" * 200_000,
    "hyphens": "a-" * 100_000,
    "capitals": "A" * 200_000,
    "marks of lists": "-\n" * 100_000,
    "rows": "".join(f"{number:05x} {number + 500_000:05x}\n" for number in range(16_000)).translate(LETTERED),
    "skills that are words": "C, " * 60_000,
}


@pytest.mark.wide
@pytest.mark.parametrize("posting", ENDLESS.values(), ids=ENDLESS)
def test_a_posting_of_200_000_characters_takes_no_more_than_its_length(posting: str) -> None:
    """A minute is for slow machines: each takes some seconds, and took minutes to hours."""
    program = "import sys; from resume.posting.coverage import cover; cover(sys.stdin.read(), (), 'en')"
    subprocess.run([sys.executable, "-c", program], input=posting, text=True, check=True, timeout=60)


def test_an_address_is_no_word_of_a_posting(covered: Covered) -> None:
    found = covered("We use Kafka, see jobs@kafka-works.example.org or @kafka, at acme-kafka.io/kafka", "")
    assert only(found, "Kafka").times == 2


@pytest.mark.wide
def test_the_result_is_the_same_whatever_the_seed_of_hashes() -> None:
    program = (
        "import sys; from pathlib import Path; from resume.posting.coverage import Line, cover\n"
        "texts = [Path(name).read_text(encoding='utf-8') for name in sys.argv[1:]]\n"
        "lines = [Line(line, str(index)) for index, line in enumerate(texts[0].split('\\n'))]\n"
        "print([ascii(cover(text, lines, tag)) for text in texts for tag in ('en', 'de', 'fr')])"
    )
    paths = [str(HERE / f"{name}.txt") for name in POSTINGS]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, *paths],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(outputs) == 1
    assert b"Kafka" in outputs.pop()
