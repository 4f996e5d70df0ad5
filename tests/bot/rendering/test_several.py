"""A post that touches several claims is answered by a list."""

from dataclasses import replace
from datetime import date

import pytest

from bot.buttons.readers import parse
from bot.checking.answer import Answer, Case, Part
from bot.rendering.answers import PRIVATE_LENGTH
from bot.reply import utf16_length
from bot.words import words
from claims_db.model import LANGUAGES, Closeness, Rating, Stance
from tests.bot.rendering.speaking import POST, links, reply
from tests.making import make_claim


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_claims_are_a_list_with_links(language):
    """Each has the claim, its rating and dates, and the link that opens the full answer; a denial is said to be one."""
    first = make_claim(next_review=date(2026, 5, 31))
    second = make_claim(id="ferry-is-free", statement="The ferry is free.", statement_in={}, rating=Rating.TRUE)
    parts = (
        Part(first, Stance.ASSERTS, (20, 65), Closeness.RELATED),
        Part(second, Stance.NEGATES, (0, 19), Closeness.RELATED),
    )

    sent = reply(Answer(Case.SEVERAL, parts, post=POST, quotable=True, read=len(POST)), language)

    say = words(language).say
    assert "https://t.me/allegedly_bot?start=c_harbour-bridge-closes" in links(sent)
    assert "https://t.me/allegedly_bot?start=c_ferry-is-free" in links(sent)
    assert say("several-asserts", label=say("rating-false")) in sent.text
    assert say("several-negates", label=say("rating-true")) in sent.text
    assert sent.text.count(say("checked-on", date=words(language).date(first.date_checked))) == 2
    assert sent.text.count(say("review-passed", date=words(language).date(date(2026, 5, 31)))) == 1
    assert [action.subject for row in sent.buttons for b in row if (action := parse(b.action)) and action.subject] == [
        "harbour-bridge-closes",
        "ferry-is-free",
    ]


def test_a_list_of_long_claims_stays_short():
    """Sentences of the post and sources give way, so that a list keeps to the length of any answer."""
    source = replace(make_claim().sources[0], title="A very long headline " * 10)
    claims = [make_claim(id=f"long-{n}", statement="The bridge is closed " * 20, sources=(source,)) for n in range(3)]
    parts = tuple(Part(claim, Stance.ASSERTS, (n, n + 300), Closeness.RELATED) for n, claim in enumerate(claims))

    sent = reply(Answer(Case.SEVERAL, parts, post="The bridge " * 200, quotable=True))

    assert utf16_length(sent.text) <= PRIVATE_LENGTH
    assert all(f"start=c_{claim.id}" in " ".join(links(sent)) for claim in claims)
