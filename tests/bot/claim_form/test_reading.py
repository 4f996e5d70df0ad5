"""What is understood of a form, and every fault of it at once."""

from datetime import date

import pytest

from bot.claim_form import Fault, Removal, parse
from claims_db.model import Phrasing, Rating, Source

FORM = """/addclaim
claim: Telegram will become a paid service next month.
rating: false
context: Telegram says that it stays free; no announcement of the kind exists.
source: https://telegram.org/faq | Telegram | FAQ | 2024-09
source: https://example.org/check | Example News | Title | 2024-08-30
phrasing[en]: Telegram is going paid, forward this to ten friends
near: Telegram Premium costs 4.99 a month
id: telegram-will-become-paid
"""


def codes(text: str, *, editing: bool = False) -> list[tuple[str, int, str]]:
    """Code, line and detail of each fault of a message."""
    return [(fault.code, fault.line, fault.detail) for fault in parse(text, editing=editing).faults]


def test_the_form_of_the_help_is_understood():
    """Every field lands where it belongs, languages are guessed where none is named."""
    form = parse(FORM)

    assert form.faults == ()
    assert form.id == "telegram-will-become-paid"
    assert (form.statement, form.language) == ("Telegram will become a paid service next month.", "en")
    assert form.rating is Rating.FALSE
    assert form.context == {"en": "Telegram says that it stays free; no announcement of the kind exists."}
    assert form.sources == (
        Source("Telegram", "FAQ", "https://telegram.org/faq", "2024-09"),
        Source("Example News", "Title", "https://example.org/check", "2024-08-30"),
    )
    assert form.phrasings == (Phrasing("Telegram is going paid, forward this to ten friends", "en"),)
    assert form.near_misses == ("Telegram Premium costs 4.99 a month",)
    assert form.text == FORM


def test_a_remark_behind_an_id_is_no_part_of_it():
    """The form is copied with what explains it."""
    form = parse(FORM.rstrip() + "        (optional; made from the claim otherwise)")

    assert (form.id, form.faults) == ("telegram-will-become-paid", ())


def test_fields_come_in_any_order_and_any_case():
    """Whatever way somebody types them on a phone, they are the same fields."""
    lines = FORM.splitlines()
    shuffled = parse("\n".join([lines[0], *reversed([line.replace("source:", "Source :") for line in lines[1:]])]))

    assert shuffled.faults == ()
    assert set(shuffled.sources) == set(parse(FORM).sources)
    assert shuffled.context == parse(FORM).context


def test_a_line_without_a_name_goes_on_with_the_field_above():
    """Long texts may run over lines; a sentence with a colon or an address does not begin a field."""
    form = parse("context: First.\nNote: second.\nhttps://example.org says so\n\n  claim: is only quoted\nrating: true")

    assert form.context == {"en": "First.\nNote: second.\nhttps://example.org says so\n\nclaim: is only quoted"}
    assert form.statement == ""
    assert form.rating is Rating.TRUE


def test_a_source_may_stand_on_several_lines_and_its_title_hold_a_bar():
    """Address and title are often pasted apart."""
    form = parse("source: https://example.org/a\n | The News | Left | right | 2024")

    assert form.sources == (Source("The News", "Left | right", "https://example.org/a", "2024"),)


def test_languages_are_named_or_guessed():
    """What carries a language keeps it, everything else gets that of its letters."""
    form = parse(
        "claim: Телеграм стане платним наступного місяця.\nclaim[en]: Telegram will become paid.\n"
        "context: Жодного оголошення немає.\ncontext[ru]: Объявлений не было.\nphrasing: тг станет платным, пересылай\n"
        "appears: Local channels\nappears[uk]: Місцеві канали"
    )

    assert (form.statement, form.language) == ("Телеграм стане платним наступного місяця.", "uk")
    assert form.statement_in == {"en": "Telegram will become paid."}
    assert form.context == {"uk": "Жодного оголошення немає.", "ru": "Объявлений не было."}
    assert form.phrasings == (Phrasing("тг станет платным, пересылай", "ru"),)
    assert (form.appears, form.appears_in) == ("Local channels", {"uk": "Місцеві канали"})


def test_without_an_original_the_first_version_is_it():
    """Somebody who names the language of every sentence has still said which one comes first."""
    form = parse("claim[uk]: Перше.\nclaim[ru]: Второе.")

    assert (form.statement, form.language, form.statement_in) == ("Перше.", "uk", {"ru": "Второе."})


def test_the_rest_of_the_fields():
    """Tags, the day of review and the date of the evidence."""
    form = parse("tags: chain-letter, money\ntag: sms\nreview: 2027-01-31\nevidence: 2024-09\nrating: Mostly true")

    assert form.tags == ("chain-letter", "money", "sms")
    assert form.next_review == date(2027, 1, 31)
    assert form.evidence_until == "2024-09"
    assert form.rating is Rating.MOSTLY_TRUE
    assert parse("next-review: never", editing=True).no_review


def test_an_empty_form_misses_everything_at_once():
    """Who sends the bare command is told all that is needed."""
    assert codes("/addclaim@allegedly_bot\n") == [
        ("no_claim", 0, ""),
        ("no_rating", 0, ""),
        ("no_context", 0, ""),
        ("no_source", 0, ""),
    ]


REST = (
    "claim: A claim of some words.\nrating: false\ncontext: Some context.\nsource: https://a.example/ | P | T | 2024\n"
)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("ratting: false", Fault("unknown_field", 5, "ratting", "rating")),
        ("Phrassing[en]: x", Fault("unknown_field", 5, "Phrassing", "phrasing")),
        ("verdict: false", Fault("unknown_field", 5, "verdict")),
        ("quelle[de]: x", Fault("unknown_field", 5, "quelle")),
        ("-rating: false", Fault("unknown_field", 5, "-rating")),
        ("near:", Fault("empty_field", 5, "near")),
        ("near:  \n  ", Fault("empty_field", 5, "near")),
        ("rating: true", Fault("twice", 5, "rating")),
        ("claim: Another.", Fault("twice", 5, "claim")),
        ("context[en]: Another.", Fault("twice", 5, "context[en]")),
        ("context[ua]: Інше.", Fault("bad_language", 5, "ua", "uk")),
        ("near[en]: text", Fault("bad_language", 5, "en")),
        ("source: ftp://a.example/ | P | T | 2024", Fault("bad_url", 5, "ftp://a.example/")),
        ("source: https://u:p@a.example/ | P | T | 2024", Fault("bad_url", 5, "https://u:p@a.example/")),
        ("source: https://a.example:8080/ | P | T | 2024", Fault("bad_url", 5, "https://a.example:8080/")),
        ("source: https://b.example/ | | T | 2024", Fault("source_no_publisher", 5, "https://b.example/")),
        ("source: https://b.example/ | P | | 2024", Fault("source_no_title", 5, "https://b.example/")),
        ("source: https://b.example/ | P | 2024", Fault("source_no_title", 5, "https://b.example/")),
        ("source: https://b.example/ | P | T", Fault("source_no_date", 5, "https://b.example/")),
        ("source: https://b.example/ | P | T | ", Fault("source_no_date", 5, "https://b.example/")),
        ("source: https://b.example/ | P | T | 2024-13", Fault("bad_date", 5, "2024-13")),
        ("source: https://b.example/ | P | T | 30.08.2024", Fault("bad_date", 5, "30.08.2024")),
        ("id: Big Id", Fault("bad_id", 5, "Big Id", "big-id")),
        ("id: " + "a" * 61, Fault("bad_id", 5, "a" * 61, "a" * 48)),
        ("next-review: soon", Fault("bad_day", 5, "soon")),
        ("next-review: 2027-02", Fault("bad_day", 5, "2027-02")),
        ("evidence: 2027-02-30", Fault("bad_date", 5, "2027-02-30")),
        ("near: " + "x" * 4097, Fault("too_long", 5, "near")),
        ("context[uk]: " + "x" * 901, Fault("long_context", 5, "901")),
        ("-near: text", Fault("removal_in_new", 5, "near")),
    ],
)
def test_each_fault_names_its_line(line: str, fault: Fault):
    """Whatever is wrong is told with the line it stands on, and what was probably meant."""
    assert parse(REST + line).faults == (fault,)


def test_a_text_at_the_limit_is_no_fault():
    """4,096 characters of a near miss and 900 of a context are taken."""
    assert parse(REST + "near: " + "x" * 4096 + "\ncontext[uk]: " + "x" * 900).faults == ()


def test_an_unknown_rating_names_the_likely_one():
    """A slip of the pen in the rating is answered with the nearest of the scale."""
    text = REST.replace("rating: false", "rating: fals")

    assert parse(text).faults == (Fault("unknown_rating", 2, "fals", "false"),)


def test_all_faults_are_told_at_once():
    """Nobody has to send a form five times to hear five faults."""
    text = "/addclaim\nhello there\nclaim:\nratting: true\nsource: ftp://a | | T | 2024-13\nid: A B"

    assert codes(text) == [
        ("text_outside", 2, "hello there"),
        ("empty_field", 3, "claim"),
        ("unknown_field", 4, "ratting"),
        ("bad_url", 5, "ftp://a"),
        ("source_no_publisher", 5, "ftp://a"),
        ("bad_date", 5, "2024-13"),
        ("bad_id", 6, "A B"),
        ("no_context", 0, ""),
    ]


def test_an_edit_names_its_claim_and_takes_lines_away():
    """/editclaim carries the id; nothing has to be there; a minus of any kind removes."""
    form = parse(
        "/editclaim some-claim\nrating: true\n-phrasing: old words\n–near: a text\n— source: https://a.example/x",
        editing=True,
    )

    assert form.faults == ()
    assert form.id == "some-claim"
    assert form.removals == (
        Removal("phrasing", "old words", 3),
        Removal("near", "a text", 4),
        Removal("source", "https://a.example/x", 5),
    )


def test_an_edit_of_a_version_is_no_new_original():
    """`claim[uk]` in an edit is the Ukrainian version, also alone."""
    form = parse("claim[uk]: Нове речення.", editing=True)

    assert (form.statement, form.statement_in) == ("", {"uk": "Нове речення."})


def test_an_operators_own_host_may_have_its_port():
    """A trusted archive is no fault of form."""
    line = "source: http://archive.example:8080/a | P | T | 2024"

    assert parse(REST + line, trusted=["archive.example:8080"]).faults == ()


@pytest.mark.parametrize(
    "text", ["", "\n\n", "\ud800", "claim: \ud800\x00", "\r\rclaim:\r\n", ":::", "[en]: x", "-", "|"]
)
def test_nothing_raises(text: str):
    """Whatever comes, it is a form with faults."""
    assert parse(text).faults
