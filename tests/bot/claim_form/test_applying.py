"""From a form to a claim."""

from datetime import date

import pytest

from bot.claim_form import misses, next_stale, parse, slug, to_claim
from claims_db.model import Claim, Phrasing, Rating, State
from tests.bot.claim_form.test_reading import FORM
from tests.making import make_claim, make_source

TODAY = date(2026, 11, 24)


def edited(text: str, base: Claim | None = None) -> Claim:
    """A claim after an edit in one message."""
    return to_claim(parse(text, editing=True), base or make_claim(version=1), today=TODAY)


def test_a_new_claim_is_published_and_checked_today():
    """What a form does not say gets the value that a moderator would expect."""
    claim = to_claim(parse(FORM), today=TODAY)

    assert claim.id == "telegram-will-become-paid"
    assert (claim.state, claim.version, claim.date_checked) == (State.PUBLISHED, 0, TODAY)
    assert claim.evidence_until == "2024-09"
    assert claim.language == "en"


def test_an_id_is_made_of_the_sentence_when_none_is_given():
    """The id names the claim, in Latin letters, and is nobody else's."""
    form = parse(FORM.replace("id: telegram-will-become-paid", ""))

    assert to_claim(form, today=TODAY).id == "telegram-will-become-a-paid-service-next-month"
    taken = {"telegram-will-become-a-paid-service-next-month"}
    assert to_claim(form, today=TODAY, taken=taken).id == "telegram-will-become-a-paid-service-next-month-2"


@pytest.mark.parametrize(
    ("sentence", "language", "name"),
    [
        ("Київський міст закриють назавжди", "uk", "kyivskyi-mist-zakryiut-nazavzhdy"),
        ("Город закрывает мост", "ru", "gorod-zakryvaet-most"),
        ("5G causes 100% of fires!", "en", "5g-causes-100-of-fires"),
        ("橋が閉鎖される", "en", "claim"),
        ("x" * 100, "en", "x" * 48),
        ("", "en", "claim"),
    ],
)
def test_slugs(sentence: str, language: str, name: str):
    """Any sentence gives an id that may be stored."""
    assert slug(sentence, language=language) == name


def test_given_fields_replace_and_lists_grow():
    """A claim, rating or context replaces; a phrasing, near miss or source is added."""
    claim = edited(
        "claim: The bridge closes.\nrating: true\nphrasing[en]: bridge shut for good\nnear: the tunnel closes\n"
        "source: https://example.com/new | New | Thing | 2026-07"
    )

    assert claim.statement == "The bridge closes."
    assert claim.rating is Rating.TRUE
    assert claim.phrasings[1] == Phrasing("bridge shut for good", "en")
    assert len(claim.phrasings) == 4
    assert claim.near_misses[-1] == "the tunnel closes"
    assert claim.sources[-1].url == "https://example.com/new"
    assert claim.evidence_until == "2026-07"
    assert claim.date_checked == TODAY


def test_what_is_given_again_is_not_doubled():
    """The same phrasing or address twice is one."""
    base = make_claim(version=1)
    text = f"phrasing[en]: {base.phrasings[0].text}\nsource: {base.sources[0].url}/ | Renamed | Title | 2026-05-04"

    claim = edited(text, base)

    assert claim.phrasings == base.phrasings
    assert len(claim.sources) == 2
    assert (claim.sources[0].publisher, claim.sources[0].supports) == ("Renamed", base.sources[0].supports)


def test_lines_with_a_minus_take_away():
    """Phrasings and near misses by their text, sources by their address."""
    base = make_claim(version=1)
    text = (
        "-phrasing: They are shutting the  harbour bridge forever\n"
        "-near: the harbour bridge was closed for an hour after an accident\n-source: https://example.org/bridge/"
    )

    claim = edited(text, base)

    assert [phrasing.language for phrasing in claim.phrasings] == ["uk", "ru"]
    assert claim.near_misses == ()
    assert [source.url for source in claim.sources] == ["https://example.net/works"]


def test_taking_away_what_is_not_there_is_a_fault():
    """A slip in a removal is told, not passed over."""
    form = parse("-phrasing: no such words\n-source: https://a.example/", editing=True)

    assert [(fault.code, fault.line) for fault in misses(form, make_claim())] == [
        ("nothing_to_remove", 1),
        ("nothing_to_remove", 2),
    ]


def test_adding_a_phrasing_is_no_new_check():
    """The day of the check moves only when something was looked up."""
    assert edited("phrasing[en]: bridge shut for good").date_checked == make_claim().date_checked


def test_a_new_rating_loses_the_old_label():
    """No reader sees the words of a rating that was taken back."""
    base = make_claim(version=1, rating_label="False")

    assert edited("rating: disputed", base).rating_label == ""
    assert edited("rating: false", base).rating_label == "False"


def test_the_version_in_the_claims_own_language_is_the_original():
    """`claim[en]` of an English claim replaces its sentence."""
    assert edited("claim[en]: The bridge closes.").statement == "The bridge closes."


def test_a_claim_loses_its_day_of_review():
    """What can't change any more is not asked about again."""
    assert edited("next-review: never", make_claim(version=1, next_review=TODAY)).next_review is None


CONTEXT = {"en": "Old.", "uk": "Старе.", "ru": "Старое."}


@pytest.mark.parametrize(
    ("stale", "given", "after"),
    [
        ((), {"en": "New."}, ("uk", "ru")),
        ((), {"en": "New.", "uk": "Нове."}, ("ru",)),
        ((), {"en": "New.", "uk": "Нове.", "ru": "Новое."}, ()),
        (("uk", "ru"), {"uk": "Нове."}, ("ru",)),
        (("ru",), {"ru": "Новое."}, ()),
        (("ru",), {"uk": "Нове."}, ("en", "ru")),
        (("ru",), {"en": "Old."}, ("ru",)),
        ((), {}, ()),
    ],
)
def test_a_new_context_makes_the_others_stale(stale: tuple[str, ...], given: dict[str, str], after: tuple[str, ...]):
    """Until a moderator renews them; renewing one that is stale leaves the others as they are."""
    assert next_stale(make_claim(context=CONTEXT, stale=stale), given) == after


def test_a_first_translation_makes_nothing_stale():
    """A language that had no context gets its first one; the others say the same as before."""
    assert next_stale(make_claim(context={"en": "Old."}), {"uk": "Переклад."}) == ()


def test_sources_are_one_for_each_address():
    """An address that stands twice in a form is one source, as it was given last."""
    form = parse(FORM + "source: https://telegram.org/faq/ | Telegram | Questions | 2025")

    claim = to_claim(form, today=TODAY)

    assert [source.title for source in claim.sources] == ["Questions", "Title"]
    assert make_source() not in claim.sources
