"""A claim changes: every answer that named it follows, and nobody hears it twice."""

import pytest
from sqlalchemy import delete

from bot.checking.answer import Answer, Case
from bot.checking.answered import record_of
from bot.store.ask_tables import followed
from bot.words import words
from claims_db.model import Phrasing, Rating, Stance, State
from tests.bot.memory_outbox import MemoryOutbox
from tests.bot.newsroom import part

say = words("en").say


async def test_an_answer_follows_its_claim(newsroom):
    """The very message is edited: the new context, and when it was updated."""
    claim = newsroom.live.claim("harbour-bridge-closes")
    newsroom.answer(part(claim))
    await newsroom.save(claim, context={"en": "The newest knowledge."})

    ((notice, reply),) = await newsroom.corrected()

    assert (notice.chat_id, notice.edit_message_id) == (7001, 11)
    assert "The newest knowledge." in reply.text
    assert reply.text.endswith(say("corrected-text", date="1 June 2026"))
    assert say("claim-asserts") in reply.text
    assert reply.buttons


async def test_a_new_rating_is_said_with_the_old_one(newsroom):
    """Who reads the answer again sees that it said something else before."""
    claim = newsroom.live.claim("harbour-bridge-closes")
    newsroom.answer(part(claim))
    await newsroom.save(claim, rating=Rating.OUTDATED)

    ((_, reply),) = await newsroom.corrected()

    assert say("rating-outdated") in reply.text
    changed, earlier = say("corrected-rating", date="1 June 2026"), say("earlier-answer", label=say("rating-false"))
    assert f"{changed} {earlier}" in reply.text


async def test_a_denied_claim_stays_denied_in_the_correction(newsroom):
    """What the post does with the claim is remembered, not its words; no rating was said, and none is."""
    claim = newsroom.live.claim("harbour-bridge-closes")
    newsroom.answer(part(claim, Stance.NEGATES), language="uk")
    await newsroom.save(claim, rating=Rating.OUTDATED, context={"uk": "Міст відкрили знову."})

    ((_, reply),) = await newsroom.corrected()

    uk = words("uk").say
    assert uk("claim-negates") in reply.text
    assert uk("corrected-text", date="1 червня 2026") in reply.text
    assert not any(uk(f"rating-{rating}") in reply.text for rating in (Rating.OUTDATED, Rating.FALSE))


async def test_nothing_is_edited_when_nothing_changed(newsroom):
    """Following again, or a change of another claim, leaves an answer alone."""
    claim = newsroom.live.claim("harbour-bridge-closes")
    newsroom.answer(part(claim))
    await newsroom.save(newsroom.live.claim("tunnel-opens"), rating=Rating.TRUE)

    assert await newsroom.corrected() == []
    assert await newsroom.corrected() == []


async def test_an_answer_that_would_read_the_same_is_left_alone(newsroom):
    """Another phrasing, a context in another language, a list that shows no context: nothing new for this reader."""
    claim = newsroom.live.claim("harbour-bridge-closes")
    newsroom.answer(part(claim))
    newsroom.answer(part(claim), part(newsroom.live.claim("tunnel-opens")), case=Case.SEVERAL, reply_id=21)
    context = {**claim.context, "uk": "Найновіше."}

    await newsroom.save(claim, phrasings=(*claim.phrasings, Phrasing("the bridge is shut for good", "en")))
    phrasing = await newsroom.corrected()
    await newsroom.save(claim, context=context)
    translation = await newsroom.corrected()
    await newsroom.save(claim, context={**context, "en": "The newest knowledge."})
    news = await newsroom.corrected()

    assert (phrasing, translation) == ([], [])
    assert [notice.edit_message_id for notice, _ in news] == [11]


async def test_one_change_edits_an_answer_once(newsroom):
    """However often the changes are followed, and by however many processes."""
    claim = newsroom.live.claim("harbour-bridge-closes")
    newsroom.answer(part(claim))
    await newsroom.save(claim, rating=Rating.OUTDATED)

    rounds = [len(await newsroom.corrected()) for _ in range(3)]
    newsroom.use(newsroom.outbox)

    assert rounds == [1, 0, 0]
    assert await newsroom.corrected() == []


async def test_a_retired_claim_leaves_a_word_behind(newsroom):
    """The answer says that the claim is no longer published, and what it was rated."""
    claim = newsroom.live.claim("harbour-bridge-closes")
    newsroom.answer(part(claim))
    await newsroom.save(claim, state=State.RETIRED)

    ((_, reply),) = await newsroom.corrected()

    gone, earlier = say("corrected-gone", date="1 June 2026"), say("earlier-answer", label=say("rating-false"))
    assert reply.text == f"{gone} {earlier}"
    assert reply.buttons == ()


async def test_a_list_keeps_the_claims_that_are_left(newsroom):
    """One of several claims is retired: the others stay, and the gap is named."""
    first, second = (newsroom.live.claim(one) for one in ("harbour-bridge-closes", "tunnel-opens"))
    newsroom.answer(part(first), part(second), case=Case.SEVERAL)
    await newsroom.save(first, state=State.RETIRED)

    ((_, reply),) = await newsroom.corrected()

    assert "The tunnel opens in May" in reply.text
    assert say("corrected-gone-one") in reply.text


async def test_an_answer_moves_to_the_claim_that_its_own_was_merged_into(newsroom):
    """After a merge the answer shows the other claim, and follows that one from then on."""
    first, second = (newsroom.live.claim(one) for one in ("harbour-bridge-closes", "tunnel-opens"))
    newsroom.answer(part(first))
    await newsroom.save(first, state=State.RETIRED, merged_into=second.id)
    ((_, merged),) = await newsroom.corrected()
    await newsroom.save(second, rating=Rating.TRUE)

    ((_, later),) = await newsroom.corrected()

    assert "The tunnel opens in May" in merged.text
    assert merged.text.endswith(say("corrected-text", date="1 June 2026"))
    assert say("rating-true") in later.text


async def test_a_merge_into_a_claim_of_another_rating_says_what_it_was(newsroom):
    """The answer names another claim now: its reader hears that the rating they read is no longer the one."""
    first, second = (newsroom.live.claim(one) for one in ("harbour-bridge-closes", "tunnel-opens"))
    newsroom.answer(part(first))
    await newsroom.save(second, rating=Rating.TRUE)
    await newsroom.save(first, state=State.RETIRED, merged_into=second.id)

    ((_, reply),) = await newsroom.corrected()

    assert say("rating-true") in reply.text
    changed, earlier = say("corrected-rating", date="1 June 2026"), say("earlier-answer", label=say("rating-false"))
    assert reply.text.endswith(f"{changed} {earlier}")


async def test_changes_are_followed_from_the_first_moment_on(newsroom):
    """A new bot begins before its first answer; what is there already is never followed from the start again."""
    async with newsroom.engine.begin() as connection:
        await connection.execute(delete(followed))
    claim = newsroom.live.claim("harbour-bridge-closes")
    await newsroom.corrections.begin()
    newsroom.answer(part(claim))
    await newsroom.save(claim, rating=Rating.OUTDATED)
    await newsroom.corrections.begin()

    ((notice, _),) = await newsroom.corrected()

    assert notice.edit_message_id == 11


async def test_an_answer_that_was_on_its_way_is_corrected_too(newsroom):
    """An answer made from the old claim, recorded only after the change was followed, is not forgotten."""
    claim, revision = newsroom.live.claim("harbour-bridge-closes"), newsroom.live.revision
    await newsroom.save(claim, rating=Rating.OUTDATED)
    early = await newsroom.corrected()
    given = Answer(Case.CLAIM, (part(claim),), revision=revision)
    newsroom.records.answers.record(*record_of(given, chat_id=7, post_id=1, reply_id=2, language="en"))

    late = await newsroom.corrected()

    assert early == []
    assert [notice.edit_message_id for notice, _ in late] == [2]


async def test_ten_thousand_answers_survive_a_crash_and_double_nothing(newsroom):
    """Cut off in the middle and begun again, every answer is handed over exactly once."""
    claim = newsroom.live.claim("harbour-bridge-closes")
    for number in range(10_000):
        newsroom.answer(part(claim), chat_id=10_000 + number)
    await newsroom.records.writer.settle()
    await newsroom.save(claim, rating=Rating.OUTDATED)
    broken = MemoryOutbox(fails_after=7)
    newsroom.use(broken)
    with pytest.raises(ConnectionError):
        await newsroom.corrections.follow()

    newsroom.use(MemoryOutbox())
    await newsroom.corrections.follow()

    before, after = set(broken.notices), set(newsroom.outbox.notices)
    assert len(before | after) == 10_000
    assert len(before & after) == 0
