"""Whoever asked hears what came of it: once, in their language, and of a new rating."""

import pytest

from bot.asking.asks import Sending
from bot.buttons.queue import Reason
from bot.words import words
from claims_db.model import Rating
from tests.bot.memory_outbox import MemoryOutbox
from tests.bot.newsroom import part

TEXT = "They are closing the harbour bridge and nobody knows why or for how long"
say = words("en").say


async def asked(room, reader_id=7001, text=TEXT, language="en"):
    sending = Sending(reader_id=reader_id, text=text, language=language, post_message_id=5, hears=True)
    return (await room.asks.send(sending)).entry


async def test_who_asked_hears_the_answer_once_in_their_language(newsroom):
    """When the entry is linked, each person gets one full answer; nobody else gets any."""
    entry = await asked(newsroom, 1, language="uk")
    await asked(newsroom, 2)
    await newsroom.asks.send(Sending(reader_id=3, text=TEXT, language="en", post_message_id=5))
    await newsroom.queue.close(entry.id, "harbour-bridge-closes")

    await newsroom.hearing.tell()
    await newsroom.hearing.tell()
    sent = await newsroom.outbox.deliver()

    assert [notice.chat_id for notice, _ in sent] == [1, 2]
    assert sent[0][1].text.startswith(words("uk").say("told-linked"))
    assert sent[1][1].text.startswith(say("told-linked"))
    assert "The city says" in sent[1][1].text
    assert sent[0][0].payload["to"] == 5


async def test_who_asked_hears_why_it_cannot_be_checked(newsroom):
    """Not checkable is an answer, told with its reason and without a verdict."""
    entry = await asked(newsroom)
    await newsroom.queue.judge(entry.id, Reason.OPINION)

    await newsroom.hearing.tell()
    ((_, reply),) = await newsroom.outbox.deliver()

    assert reply.text == say("told-judged", reason=say("reason-opinion"))


async def test_spam_is_told_to_nobody(newsroom):
    """What was thrown out brings no message."""
    entry = await asked(newsroom)
    await newsroom.queue.throw_out(entry.id)

    assert await newsroom.hearing.tell() == 0


async def test_a_promise_survives_a_crash_between_closing_and_telling(newsroom):
    """The entry is closed, the process ends: the next one tells, once."""
    entry = await asked(newsroom)
    await newsroom.queue.close(entry.id, "harbour-bridge-closes")
    newsroom.use(MemoryOutbox(fails_after=0))
    with pytest.raises(ConnectionError):
        await newsroom.hearing.tell()

    newsroom.use(MemoryOutbox())
    await newsroom.hearing.tell()

    assert len(await newsroom.outbox.deliver()) == 1


async def test_who_was_told_hears_of_a_new_rating_once(newsroom):
    """A new rating brings one message; a new context only edits what was said."""
    claim = newsroom.live.claim("harbour-bridge-closes")
    entry = await asked(newsroom)
    await newsroom.queue.close(entry.id, claim.id)
    await newsroom.hearing.tell()
    await newsroom.outbox.deliver()

    await newsroom.save(claim, context={"en": "The newest knowledge."})
    context = await newsroom.corrected()
    await newsroom.save(claim, rating=Rating.OUTDATED)
    rating = await newsroom.corrected()

    assert [notice.kind for notice, _ in context] == ["correction"]
    assert sorted(notice.kind for notice, _ in rating) == ["correction", "rating-changed"]
    (news,) = [reply for notice, reply in rating if notice.kind == "rating-changed"]
    head = say("told-corrected", before=say("rating-false"), after=say("rating-outdated"))
    assert news.text.startswith(head)


async def test_a_rating_that_came_back_before_it_was_told_is_no_news(newsroom):
    """False, outdated, false again within a moment: nobody is told that false became false."""
    claim = newsroom.live.claim("harbour-bridge-closes")
    entry = await asked(newsroom)
    await newsroom.queue.close(entry.id, claim.id)
    await newsroom.hearing.tell()
    await newsroom.outbox.deliver()
    await newsroom.save(claim, rating=Rating.OUTDATED)
    await newsroom.corrections.follow()
    await newsroom.save(claim, rating=Rating.FALSE)

    sent = await newsroom.corrected()

    assert [notice.kind for notice, _ in sent if notice.kind == "rating-changed"] == []


async def test_whoever_was_forgotten_is_not_written_to(newsroom):
    """A notice that waits when its reader is forgotten finds nothing to say."""
    entry = await asked(newsroom, 1)
    await asked(newsroom, 2)
    await newsroom.queue.close(entry.id, "harbour-bridge-closes")
    newsroom.answer(part(newsroom.live.claim("harbour-bridge-closes")), chat_id=1)
    await newsroom.hearing.tell()
    await newsroom.asks.forget(1)
    await newsroom.records.answers.forget(1)
    await newsroom.save(newsroom.live.claim("harbour-bridge-closes"), rating=Rating.OUTDATED)

    sent = await newsroom.corrected()

    assert {notice.chat_id for notice, _ in sent} == {2}
