"""Wordings that an editor is asked to look at again."""

import re
from pathlib import Path

import pytest

from claims_db.curation import wording
from claims_db.curation.problem import ENGLISH
from claims_db.curation.wording import wording_remarks
from claims_db.model import Claim, Rating
from tests.making import make_claim, make_source


def codes(claim: Claim) -> list[str]:
    """The codes of the remarks on a claim."""
    return [remark.code for remark in wording_remarks(claim)]


def test_a_plain_claim_needs_no_second_look():
    """Neutral sentences with their sources pass."""
    assert wording_remarks(make_claim()) == ()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("agentless", "It is alleged that the bridge closes."),
        ("agentless", "The bridge reportedly closes."),
        ("agentless", "As is well known, bridges close."),
        ("agentless", "Стверджується, що міст закривають."),
        ("agentless", "Як відомо, мости закривають."),
        ("agentless", "Утверждается, что мост закрывают."),
        ("agentless", "По слухам, мост закрывают."),
        ("agentless", "Говорят, что мост закрывают."),
        ("shouting", "The bridge stays open!"),
        ("shouting", "THIS BRIDGE stays open."),
        ("shouting", "Міст НЕЗАКРИВАЮТЬСЯ ніколи."),
        ("percent_of_truth", "The post is 80 % true."),
        ("percent_of_truth", "Пост на 70% правда."),
        ("loaded_word", "This is propaganda."),
        ("loaded_word", "Це фейк."),
        ("loaded_word", "Автор поста — лгун."),
        ("disbelief", "Мост якобы закрывают."),
    ],
)
def test_a_questionable_context_is_shown_with_its_place(code: str, text: str):
    """The remark names the field and quotes the words."""
    [remark] = wording_remarks(make_claim(context={"uk": text}))

    assert remark.code == code
    assert remark.detail.startswith("context[uk]: ")
    assert remark.detail.removeprefix("context[uk]: ").strip("…") in text


@pytest.mark.parametrize(
    "text",
    [
        "It is said by the city council that the bridge closes.",
        "Prosecutors allege that the bridge closes.",
        "У місті кажуть, що міст відкритий.",
        "POLITICO and the BBC reported it; NATO and the EU did not.",
        "ТАСС и РБК сообщили об этом.",
        "Half of the 80 % of commuters who answered use the bridge.",
    ],
)
def test_a_named_source_and_a_short_name_are_fine(text: str):
    """Attributed words and abbreviations are no fault of style."""
    assert codes(make_claim(context={"en": text})) == []


@pytest.mark.parametrize("rating", [Rating.ALLEGED, Rating.DISPUTED])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The story is false.", ["verdict_too_strong"]),
        ("Це неправда.", ["verdict_too_strong"]),
        ("Вина доказана.", ["verdict_too_strong"]),
        ("It was not proved.", []),
        ("The city called the story false.", []),
        ("Мэр заявил, что это ложь.", []),
    ],
)
def test_an_open_rating_may_have_no_verdict(rating: Rating, text: str, found: list[str]):
    """What is only alleged is neither called false nor proved, unless somebody is quoted."""
    assert codes(make_claim(rating=rating, context={"en": text})) == found
    assert codes(make_claim(rating=Rating.FALSE, context={"en": text})) == []


def test_a_source_from_after_the_check_is_a_slip():
    """A date in the future is mostly a typing error."""
    claim = make_claim(sources=(make_source(date="2062-05-04"), make_source(date="2026")))

    [remark] = wording_remarks(claim)

    assert (remark.code, remark.detail) == ("source_after_check", "2062-05-04 | https://example.org/bridge")


def test_every_code_has_its_words():
    """The command line can tell every remark and problem that the code knows."""
    folder = Path(wording.__file__).parent
    used = {
        code
        for file in folder.glob("*.py")
        for code in re.findall(r'(?:Problem|_places)\(\s*"(\w+)"', file.read_text(encoding="utf-8"))
    }

    assert used <= ENGLISH.keys()
