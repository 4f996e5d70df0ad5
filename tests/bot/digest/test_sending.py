"""A digest goes out once to each reader who wants it, tells what is new, and is silent when nothing is."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.digest.sending import PORTION
from bot.words import words
from claims_db.model import Rating, State
from claims_db.store.database import writing
from tests.bot.delivery.scripted import done, network_error, refused
from tests.bot.digest.conftest import MONDAY, NEXT_MONDAY, TUESDAY
from tests.making import make_claim

BRIDGE = make_claim()
FERRY = make_claim(id="ferry", statement="The ferry is free.", statement_in={"uk": "Пором безплатний."})
BLOCKED = refused(403, "Forbidden: bot was blocked by the user")


def texts(telegram):
    return [call["text"] for call in telegram.sent()]


async def test_what_is_new_is_told_once(stand, telegram):
    """The claim with its rating; nothing more that day, and nothing on the next when nothing came since."""
    await stand.wanted()
    await stand.room.save(FERRY, rating=Rating.TRUE)

    first, again = await stand.send(), await stand.send()
    stand.now += timedelta(days=1)
    next_day = await stand.send()

    assert (first, again, next_day) == ([7], [], [])
    assert "“The ferry is free” – True" in texts(telegram)[0]
    assert "bridge" not in texts(telegram)[0]


async def test_each_digest_goes_on_where_the_last_one_ended(stand, telegram):
    """What was told is not told again, what has come since is."""
    await stand.wanted()
    await stand.room.save(FERRY)
    await stand.send()
    await stand.room.save(BRIDGE, rating=Rating.DISPUTED)
    stand.now += timedelta(days=1)

    await stand.send()

    first, second = texts(telegram)
    assert "The ferry is free" in first
    assert "The ferry is free" not in second
    assert "– Disputed (before: “False”)" in second


async def test_nothing_is_sent_when_nothing_is_new(stand):
    """Also not after an edit, or for what was retired again before anybody could be told."""
    await stand.wanted()
    await stand.room.save(BRIDGE, appears="Radio, May 2026")
    await stand.room.save(FERRY)
    await stand.room.save(FERRY, state=State.RETIRED)

    assert await stand.send() == []
    assert (await stand.digests.of(7)).due_on == TUESDAY


async def test_a_weekly_digest_comes_on_mondays(stand):
    """Or later, where the bot was away on Monday; the next one on Monday all the same."""
    await stand.wanted(every="week", due_on=NEXT_MONDAY)
    await stand.room.save(FERRY)
    early = await stand.send()
    stand.now += timedelta(days=9)

    late = await stand.send()

    assert (early, late) == ([], [7])
    assert (await stand.digests.of(7)).due_on == NEXT_MONDAY + timedelta(days=7)


async def test_nobody_is_woken_at_night(stand):
    """What is due waits for the morning."""
    await stand.wanted()
    await stand.room.save(FERRY)
    stand.now = stand.now.replace(hour=4)
    at_night = await stand.send()
    stand.now = stand.now.replace(hour=8)

    assert (at_night, await stand.send()) == ([], [7])


async def test_each_reader_is_written_to_in_their_language(stand, telegram):
    """The one they chose, else that of their Telegram; a sentence in another language is said to be in one."""
    await stand.wanted(7, language="uk")
    await stand.wanted(8, language="uk")
    await stand.room.records.readers.choose_language(8, "ru")
    await stand.room.save(FERRY)

    await stand.send()

    found = {call["chat_id"]: call["text"] for call in telegram.sent()}
    assert "Пором безплатний" in found[7]
    assert words("ru").say("digest-new") in found[8]
    assert words("ru").say("digest-other-language", language="по-английски", numbers="1") in found[8]


async def test_two_processes_send_one_digest_each(stand, telegram):
    """Both look at the same readers at the same moment, and nobody gets two."""
    for chat_id in range(1, 41):
        await stand.wanted(chat_id)
    await stand.room.save(FERRY)
    telegram.otherwise = lambda _call: done({"message_id": 5})

    number = await asyncio.gather(*(stand.sending().send(stand.stop) for _ in range(2)))

    assert sum(number) == 40
    assert sorted(call["chat_id"] for call in telegram.sent()) == list(range(1, 41))


async def test_a_digest_cut_off_between_begun_and_sent_is_not_sent_again(stand):
    """It may have arrived. The next day tells what it told, so nothing is missed."""
    await stand.wanted()
    await stand.room.save(FERRY)
    await stand.digests.begin(7, MONDAY, {"day": TUESDAY, "week": NEXT_MONDAY})  # and there the process ended

    same_day = await stand.send()
    stand.now += timedelta(days=1)

    assert (same_day, await stand.send()) == ([], [7])


@pytest.mark.parametrize(
    "trouble", [network_error(httpx.ReadTimeout), (502, b"<html>"), refused(400, "Bad Request: whatever")], ids=repr
)
async def test_a_digest_that_may_have_arrived_is_told_again_the_next_day(stand, telegram, trouble):
    """Never twice a day; the log says that it was given up, and nothing of whom."""
    await stand.wanted()
    await stand.room.save(FERRY)
    telegram.script("sendMessage", trouble)

    with capture_logs() as logs:
        first, same_day = await stand.send(), await stand.send()
    stand.now += timedelta(days=1)
    await stand.room.save(BRIDGE, rating=Rating.TRUE)
    next_day = await stand.send()

    assert (first, same_day, next_day) == ([7], [], [7])
    assert "The ferry is free" in texts(telegram)[-1]
    assert "harbour bridge" in texts(telegram)[-1]
    assert [one["shut_out"] for one in logs if one["event"] == "digest_given_up"] == [False]
    assert "ferry" not in str(logs)


async def test_a_closed_chat_gets_its_digest_later_the_same_day(stand, telegram):
    """Telegram asks for a pause: it certainly did not go out, so it is still due; others need not wait."""
    await stand.wanted(7)
    await stand.wanted(8)
    await stand.room.save(FERRY)
    telegram.script("sendMessage", refused(429, "Too Many Requests", retry_after=60))

    first, later = await stand.send(), await stand.send()

    assert sorted(first) == [7, 8]
    assert len(later) == 1
    assert [(await stand.digests.of(chat_id)).due_on for chat_id in (7, 8)] == [TUESDAY] * 2


async def test_a_chat_that_is_closed_for_a_moment_is_waited_for(stand, telegram):
    """The same digest goes out a second later: it is begun only once."""
    await stand.wanted()
    await stand.room.save(FERRY)
    telegram.script("sendMessage", refused(429, "Too Many Requests", retry_after=1))

    assert await stand.send() == [7, 7]
    assert (await stand.digests.of(7)).revision == 3


@pytest.mark.parametrize("refusal", [BLOCKED, refused(400, "Bad Request: chat not found")], ids=repr)
async def test_who_blocked_the_bot_gets_none_any_more(stand, telegram, refusal):
    """One call tells it; nothing of the reader is kept for digests then. Others get theirs."""
    await stand.wanted(7)
    await stand.wanted(8)
    await stand.room.save(FERRY)
    telegram.otherwise = lambda call: refusal if call.parameters["chat_id"] == 7 else done({"message_id": 5})

    await stand.send()

    assert await stand.digests.of(7) is None
    assert (await stand.digests.of(8)).revision == 3


async def test_a_fault_of_ours_keeps_no_other_back(stand, telegram):
    """The log tells its kind; the reader is told with the next digest."""
    for chat_id in (7, 8, 9):
        await stand.wanted(chat_id)
    await stand.room.save(FERRY)
    telegram.script("sendMessage", ZeroDivisionError("The ferry"))

    with capture_logs() as logs:
        sent = await stand.send()

    assert sorted(sent) == [7, 8, 9]
    assert sorted([(await stand.digests.of(chat_id)).revision for chat_id in sent]) == [2, 3, 3]
    assert [one["error"] for one in logs if one["event"] == "digest_failed"] == ["ZeroDivisionError"]


async def test_a_stop_leaves_the_rest_due(stand, telegram):
    """The next start sends them; nobody is written to twice."""
    for chat_id in range(1, 31):
        await stand.wanted(chat_id)
    await stand.room.save(FERRY)

    def stopped(_call):
        stand.stop.set()
        return done({"message_id": 5})

    telegram.otherwise = stopped
    first = await stand.send()
    stand.stop, telegram.otherwise = asyncio.Event(), lambda _call: done({"message_id": 6})
    second = await stand.send()

    assert 0 < len(first) < 10
    assert sorted(first + second) == list(range(1, 31))


async def test_many_readers_are_served_portion_by_portion(stand, telegram):
    """More than are looked at together, some with nothing new: each who has news gets them once."""
    for chat_id in range(1, PORTION + 51):
        await stand.wanted(chat_id, revision=3 if chat_id % 5 == 0 else 2)
    await stand.room.save(FERRY)
    telegram.otherwise = lambda _call: done({"message_id": 5})

    sent = await stand.send()

    assert sorted(sent) == [chat_id for chat_id in range(1, PORTION + 51) if chat_id % 5]
    assert await stand.digests.due(MONDAY, limit=5) == []


async def test_digests_leave_room_for_readers_who_ask(stand, telegram):
    """Of three messages a second two are digests at most, however many are due."""
    for chat_id in range(1, 6):
        await stand.wanted(chat_id)
    await stand.room.save(FERRY)

    await stand.sending(rate=3).send(stand.stop)

    sent_at = [call.at for call in telegram.calls]
    assert len(sent_at) == 5
    assert all(later - earlier >= 1 for earlier, later in zip(sent_at, sent_at[2:], strict=False))


async def test_while_telegram_is_away_the_rest_is_not_tried(stand, telegram):
    """All of a portion had to be put off, so those behind it wait for the next look."""
    for chat_id in range(1, PORTION + 51):
        await stand.wanted(chat_id)
    await stand.room.save(FERRY)
    telegram.otherwise = lambda _call: refused(429, "Too Many Requests", retry_after=60)

    sent = await stand.send()

    assert len(sent) == PORTION
    assert len(await stand.digests.due(MONDAY, limit=1_000)) == PORTION + 50


async def test_a_claim_that_cannot_be_read_ends_nothing(stand):
    """Whatever is wrong with the claims base, the loop goes on to its next look; the log tells the kind of fault."""
    await stand.wanted()
    await stand.room.save(FERRY)
    async with writing(stand.room.engine) as connection:
        columns = "(revision, claim_id, version, state, body, saved_by, saved_at, why)"
        broken = "(4, 'ferry', 2, 'published', '{}', 'ann', '2026-05-04', '')"
        await connection.execute(text(f"INSERT INTO versions {columns} VALUES {broken}"))
        await connection.execute(text("UPDATE claims SET revision = 4, version = 2 WHERE id = 'ferry'"))
        await connection.execute(text("UPDATE store SET revision = 4"))

    with capture_logs() as logs:
        running = asyncio.create_task(stand.sending().run(stand.stop))
        async with asyncio.timeout(30):
            while not logs:
                await asyncio.sleep(0.01)
        ended = running.done()
        stand.stop.set()
        await running

    assert [(one["event"], one["error"]) for one in logs] == [("digests_failed", "FieldFault")]
    assert not ended


async def test_sending_is_repeated_until_the_end(stand, telegram):
    """The loop sends what is due, and ends when it is told to."""
    await stand.wanted()
    await stand.room.save(FERRY)
    out = asyncio.Event()

    def arrived(_call):
        out.set()
        return done({"message_id": 5})

    telegram.otherwise = arrived
    running = asyncio.create_task(stand.sending().run(stand.stop))
    async with asyncio.timeout(30):
        await out.wait()
        stand.stop.set()
        await running

    assert (await stand.digests.of(7)).revision == 3
