"""A claim changes: every answer that named it follows, whoever asked hears of it, and nobody twice."""

from dataclasses import replace
from datetime import date

import pytest

from bot.asking.asks import Asks, Sending
from bot.asking.gathering import Gatherer
from bot.asking.hearing import Hearing
from bot.asking.queue import Queue
from bot.buttons.queue import Reason
from bot.cache import MemoryCache
from bot.checking.answered import record_of
from bot.checking.checker import Answer, Case, Checker, Part
from bot.checking.findings import Findings
from bot.checking.survivors import Survivors
from bot.corrections import Corrections
from bot.languages import Languages
from bot.store.records import open_records
from bot.words import words
from claims_db.live import LiveIndex
from claims_db.model import Closeness, Phrasing, Rating, Stance, State
from claims_db.store import SqlClaimStore
from claims_db.store.database import migrate, open_engine
from tests.bot.memory_outbox import MemoryOutbox
from tests.making import make_claim

TODAY = date(2026, 6, 1)
TEXT = "They are closing the harbour bridge and nobody knows why or for how long"
say = words("en").say


class Newsroom:
    """A claims base, its records and an outbox, without Telegram."""

    def __init__(self, engine, records, store, live, outbox):
        self.engine, self.records, self.store, self.live = engine, records, store, live
        self.survivors = Survivors(store, live)
        self.checker = Checker(live, Findings(MemoryCache(), secret=b"x"), self.survivors)
        self.languages = Languages(records.readers, bot_name="allegedly_bot", today=lambda: TODAY)
        self.asks = Asks(records.asks, live, self.survivors, records.reader_keys, Gatherer())
        self.queue = Queue(records.queue, live, teacher=None)
        self.use(outbox)

    def use(self, outbox):
        """Go on with another outbox, as after a restart."""
        self.outbox = outbox
        self.hearing = Hearing(
            self.records.promises,
            self.records.queue,
            self.records.answers,
            self.checker,
            self.survivors,
            self.languages,
            outbox,
        )
        self.corrections = Corrections(
            self.store,
            self.live,
            self.survivors,
            self.records.answers,
            self.records.followed,
            self.hearing,
            self.languages,
            outbox,
            today=lambda: TODAY,
        )

    async def save(self, claim, **changes):
        current = await self.store.claim(claim.id)
        return await self.store.save(replace(current or claim, **changes), by="ann")

    def answer(self, *parts, reply_id=11, chat_id=7001, case=Case.CLAIM, language="en"):
        """Record that an answer was given."""
        given = Answer(case, parts, revision=self.live.revision)
        record = record_of(given, chat_id=chat_id, post_id=reply_id - 1, reply_id=reply_id, language=language)
        self.records.answers.record(*record)

    async def corrected(self):
        """What is sent after following the changes."""
        await self.corrections.follow()
        return await self.outbox.deliver()


@pytest.fixture
async def newsroom(database_url):
    engine = open_engine(database_url)
    for package in ("claims_db.store", "bot.store"):
        await migrate(engine, package=package)
    records, store = await open_records(engine), SqlClaimStore(engine)
    live = LiveIndex(store)
    await store.save(make_claim(), by="ann")
    await store.save(make_claim(id="tunnel-opens", statement="The tunnel opens in May."), by="ann")
    await live.refresh()
    room = Newsroom(engine, records, store, live, MemoryOutbox())
    await room.corrections.follow()
    yield room
    await records.writer.settle()
    await live.close()
    await engine.dispose()


def part(claim, stance=Stance.ASSERTS):
    return Part(claim, stance, (0, 5), Closeness.VERY_CLOSE)


async def asked(room, reader_id=7001, text=TEXT, language="en"):
    sending = Sending(reader_id=reader_id, text=text, language=language, post_message_id=5, hears=True)
    return (await room.asks.send(sending)).entry


# -- answers that were given ----------------------------------------------------------------------------


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
    assert say("corrected-rating", date="1 June 2026", label=say("rating-false")) in reply.text


async def test_a_denied_claim_stays_denied_in_the_correction(newsroom):
    """What the post does with the claim is remembered, not its words."""
    claim = newsroom.live.claim("harbour-bridge-closes")
    newsroom.answer(part(claim, Stance.NEGATES), language="uk")
    await newsroom.save(claim, rating=Rating.OUTDATED)

    ((_, reply),) = await newsroom.corrected()

    uk = words("uk").say
    assert uk("claim-negates") in reply.text
    assert uk("rating-of-claim", label=uk("rating-outdated")) in reply.text


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

    assert reply.text == say("corrected-gone", date="1 June 2026", label=say("rating-false"))
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
    assert say("rating-true") in later.text


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


# -- those who asked ------------------------------------------------------------------------------------


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
