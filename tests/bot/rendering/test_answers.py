"""What readers are told: whole, sourced, dated, and never more than is known; in each language."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons.readers import parse
from bot.checking.answer import Answer, Case, Part
from bot.rendering.answers import MESSAGE_LENGTH, PRIVATE_LENGTH
from bot.reply import Entity, utf16_length
from bot.words import words
from claims_db.model import LANGUAGES, Closeness, Difference, DifferenceKind, Stance
from tests.bot.rendering.speaking import POST, SPAN, found, links, reply, speaking
from tests.making import make_claim, make_source


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_has_all_its_parts(language):
    """Facts first, then the claim with its rating, who says it, dated sources as links, the day of the check."""
    claim = make_claim()

    text = reply(found(claim), language).text

    statement = claim.statement if language == "en" else claim.statement_in[language]
    say, day = words(language).say, words(language).date
    wanted = [
        claim.context[language],
        statement.rstrip("."),
        say("rating-false"),
        "Local channels, May 2026",
        "Example News: Harbour bridge stays open",
        day("2026-05-04"),
        say("checked-on", date=day(date(2026, 5, 6))),
        say("closeness-very_close"),
    ]
    places = [text.find(piece) for piece in wanted]
    assert -1 not in places
    assert places == sorted(places)
    assert links(reply(found(claim), language)) == ["https://example.org/bridge", "https://example.net/works"]


def test_the_matched_sentence_is_quoted():
    """A reader of a long post sees which sentence the answer is about, in Telegram's quote and in the text."""
    sent = reply(found())

    assert sent.quote is not None
    assert sent.quote.text == POST[slice(*SPAN)] == "They are shutting the harbour bridge forever."
    assert sent.quote.position == 20
    assert "“They are shutting the harbour bridge forever.”" in sent.text


def test_a_quote_counts_as_telegram_does():
    """Emoji before the sentence count double for Telegram, and the formats inside the quote are repeated."""
    post = "🔥🔥 The bridge closes."
    part = Part(make_claim(), Stance.ASSERTS, (3, 21), Closeness.EXACT)
    bold = Entity("bold", 9, 6)

    sent = reply(Answer(Case.CLAIM, (part,), post=post, formats=(bold,), quotable=True, read=len(post)))

    assert sent.quote is not None
    assert (sent.quote.text, sent.quote.position) == ("The bridge closes.", 5)
    assert sent.quote.entities == (Entity("bold", 4, 6),)


def test_direction_marks_of_a_post_stay_out():
    """Characters that turn the text around are neither repeated nor quoted."""
    answer = replace(found(), post=POST.replace("harbour", "har\u202eour"))

    sent = reply(answer)

    assert "\u202e" not in sent.text
    assert sent.quote is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stance", [Stance.NEGATES, Stance.ASKS])
def test_a_denial_or_question_is_answered_as_such(stance, language):
    """Known facts, and what the post does with the claim; the claim's rating would be read as that of the post."""
    sent = reply(found(stance=stance), language)

    assert words(language).say(f"claim-{stance}") in sent.text
    assert words(language).say("claim-asserts") not in sent.text
    assert words(language).say("rating-false") not in sent.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_a_source_is_named(language):
    """A claim that is offered because of a link says so, in place of calling it the closest."""
    part = replace(found().parts[0], linked=True)

    text = reply(Answer(Case.WEAK, (part,), post=POST, read=len(POST)), language).text

    assert words(language).say("weak-linked") in text
    assert words(language).say("weak-closest") not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [Case.WEAK, Case.CLAIM])
@pytest.mark.parametrize("kind", list(DifferenceKind))
def test_what_differs_is_said(kind, case, language):
    """A line for each difference: what the post says and what the claim says, three at most."""
    one = Difference(kind, "500\u202e trams", "300 trams", (0, 9))
    part = replace(found().parts[0], differences=(one, *(replace(one, said=f"{more}") for more in range(3))))

    text = reply(Answer(case, (part,), post=POST, read=len(POST)), language).text

    key = "differs-role" if kind is DifferenceKind.ROLE else "differs"
    assert text.count(words(language).say(key, said="500 trams", known="300 trams")) == 1
    assert text.count("300 trams") == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_weak_match_is_offered_not_asserted(language):
    """No rating, no "this post": only the closest claim, its date and source, to compare."""
    part = Part(make_claim(), Stance.ASSERTS, SPAN, Closeness.RELATED)

    sent = reply(Answer(Case.WEAK, (part,), post=POST, quotable=True, read=len(POST)), language)

    say = words(language).say
    assert sent.text.startswith(say("weak"))
    assert say("weak-compare") in sent.text
    assert say("rating-false") not in sent.text
    assert links(sent) == ["https://example.org/bridge"]
    assert [b.text for b in sent.buttons[0]] == [say("button-same"), say("button-different")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bare_link_is_no_greeting(language):
    """That the page was not checked is no verdict, nobody opens it, and the way to the checkers is there."""
    sent = reply(Answer(Case.LINKS, post="https://example.org/news"), language)

    say = words(language).say
    assert sent.text == f"{say('links')}\n\n{say('ask-kept')}"
    assert [button.text for row in sent.buttons for button in row][:2] == [say("button-send"), say("button-tell")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims_that_cite_the_page_of_a_link_are_to_choose_from(language):
    """Each opens its full answer; none is asserted, so no rating stands there."""
    beside = tuple(Part(make_claim(id=f"bridge-{number}"), linked=True) for number in range(4))
    sent = reply(Answer(Case.LINKS, beside=beside, post="https://example.org/news"), language)

    say = words(language).say
    assert sent.text == f"{say('links-cited')}\n\n{say('ask-kept')}"
    assert [parse(row[0].action).subject for row in sent.buttons[:4]] == [part.claim.id for part in beside]
    assert sent.buttons[4][0].text == say("button-send")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_is_not_a_verdict(language):
    """Who finds nothing is told that this means neither true nor false."""
    sent = reply(Answer(Case.NONE, post=POST, read=len(POST)), language)

    assert words(language).say("none") in sent.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [case for case in Case if case not in (Case.CLAIM, Case.SEVERAL, Case.WEAK)])
def test_every_case_has_words(case, language):
    """Whatever came in, the reader gets a sentence and never a key or an empty message."""
    sent = reply(Answer(case), language)

    assert len(sent.text) > 20
    assert "{" not in sent.text


def test_old_knowledge_is_said_to_be_old():
    """Once the day of the next review has passed, the answer says that it may be out of date."""
    claim = make_claim(next_review=date(2026, 5, 31))

    text = reply(found(claim)).text

    assert "Evidence up to 4 May 2026." in text
    assert "may be out of date" in text


def test_knowledge_before_its_review_is_not_doubted():
    """Until the day of the review the evidence is dated, and nothing more."""
    claim = make_claim(next_review=date(2026, 6, 1))

    text = reply(found(claim)).text

    assert "Evidence up to 4 May 2026." in text
    assert "out of date" not in text


def test_a_missing_translation_is_said():
    """A reader who gets another language than their own is told so, in their own."""
    claim = make_claim(statement_in={}, context={"en": "The bridge stays open."})

    text = reply(found(claim), "uk").text

    assert "The bridge stays open." in text
    assert words("uk").say("other-language", language="англійською") in text


def test_an_older_translation_gives_way_to_the_newest_text():
    """After an edit in one language, readers of the others get that text with a note until theirs is renewed."""
    claim = make_claim(context={"en": "The bridge is closed since Monday.", "uk": "Міст відкритий."}, stale=("uk",))

    text = reply(found(claim), "uk").text

    assert "The bridge is closed since Monday." in text
    assert "Міст відкритий." not in text
    assert words("uk").say("newer-language", language="англійською") in text


def test_a_long_post_is_answered_for_what_was_read():
    """Nobody is refused for length; the answer says how far it read."""
    text = reply(replace(found(), read=60)).text

    assert words("en").say("read-part", count=60) in text


def test_a_card_without_a_post_claims_nothing_about_one():
    """A claim opened by its link has no sentence, no closeness and no "not my claim"."""
    sent = reply(Answer(Case.CLAIM, (Part(make_claim()),)))

    assert words("en").say("claim-card") in sent.text
    assert sent.quote is None
    assert "very close" not in sent.text
    assert [b.text for row in sent.buttons for b in row] == ["↗️ Share", "ℹ️ How we check"]


def test_an_answer_keeps_to_its_length_by_leaving_sources_out():
    """Six long sources do not push an answer over 1,200 units; the best one is always there."""
    sources = tuple(make_source(title="t" * 150, url=f"https://example.org/{n}") for n in range(6))
    claim = make_claim(sources=sources, context={"en": "Known. " * 90})

    sent = reply(found(claim))

    assert utf16_length(sent.text) <= PRIVATE_LENGTH
    assert links(sent)[0] == "https://example.org/0"


odd_text = st.text(max_size=600)


@given(statement=odd_text, context=odd_text, title=odd_text, appears=odd_text, post=odd_text, data=st.data())
def test_no_text_breaks_a_reply(statement, context, title, appears, post, data):
    """Whatever editors and strangers write, a reply fits one message, and its formats lie inside the text."""
    claim = make_claim(
        statement=statement, context={"en": context}, appears=appears, sources=(make_source(title=title),)
    )
    start = data.draw(st.integers(0, len(post)))
    span = (start, data.draw(st.integers(start, len(post))))
    part = Part(claim, Stance.ASSERTS, span, Closeness.RELATED)

    sent = reply(Answer(Case.CLAIM, (part,), post=post, quotable=True, read=len(post)))

    length = utf16_length(sent.text)
    assert 0 < length <= MESSAGE_LENGTH
    assert all(e.offset >= 0 and e.length > 0 and e.offset + e.length <= length for e in sent.entities)
    assert sent.quote is None or sent.quote.text in post
    assert all(len(b.action.encode()) <= 64 for row in sent.buttons for b in row if b.action)


def test_the_other_claims_are_offered_after_not_mine():
    """A reader who says "not my claim" can say which one it was, or that it was none of these."""
    other = make_claim(id="ferry-is-free", statement="The ferry is free.")

    sent = speaking().instead([other])

    assert [b.text for row in sent.buttons for b in row] == ["The ferry is free.", "None of these"]


def test_share_opens_telegrams_own_dialogue():
    """Sharing hands on a link to the claim's full answer, not the words of the post."""
    sent = reply(found())

    share = next(b for row in sent.buttons for b in row if b.url)
    assert share.url is not None
    assert share.url.startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fallegedly_bot%3Fstart%3Dc_harbour")
    assert "shutting" not in share.url
