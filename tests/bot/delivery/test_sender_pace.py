"""No faster than Telegram allows, over all chats and in each; what it has closed is left alone."""

import asyncio
import itertools

import pytest

from bot.delivery.errors import Later
from bot.delivery.exposure import Exposure
from tests.bot.delivery.scripted import done, refused
from tests.bot.delivery.sending import PERSON, REPLY, send_patiently, sender_to
from tests.bot.delivery.virtual import now, virtual_time


@virtual_time
async def test_a_closed_chat_is_left_alone_and_others_are_answered(telegram):
    """429 for one chat: not one call to it before the time is over, the others go on."""
    telegram.script("sendMessage", refused(429, retry_after=30))
    sender = sender_to(telegram)

    with pytest.raises(Later) as later:
        await sender.send(PERSON, REPLY, to=5)
    with pytest.raises(Later):
        await sender.send(PERSON, REPLY, to=5)
    with pytest.raises(Later):
        await sender.edit(PERSON, 4, REPLY)
    assert await sender.send(8, REPLY, to=5) is not None
    assert later.value.delay == pytest.approx(30, abs=0.1)
    await asyncio.sleep(later.value.delay)
    assert await sender.send(PERSON, REPLY, to=5) is not None

    to_person = [call.at for call in telegram.calls if call.parameters["chat_id"] == PERSON]
    assert len(to_person) == 2
    assert to_person[1] - to_person[0] >= 30


@virtual_time
async def test_a_chat_that_is_closed_for_a_moment_is_waited_for(telegram):
    """One second is not worth giving up the turn."""
    telegram.script("sendMessage", refused(429, retry_after=1), done({"message_id": 42}))
    begin = now()

    assert await sender_to(telegram).send(PERSON, REPLY, to=5) == 42
    assert now() - begin >= 1


@virtual_time
async def test_no_chat_is_parked_for_longer_than_five_minutes(telegram):
    """Whatever Telegram says."""
    telegram.script("sendMessage", refused(429, retry_after=86_400))

    with pytest.raises(Later) as later:
        await sender_to(telegram).send(PERSON, REPLY, to=5)

    assert later.value.delay <= 301


@virtual_time
async def test_no_more_go_out_in_a_second_than_the_rate_allows(telegram):
    """200 replies to 200 chats at 30 a second: any second has at most 30, and it takes about seven."""
    telegram.otherwise = lambda call: 0.05 if call.at not in seen and not seen.add(call.at) else done({"message_id": 1})
    seen = set()
    sender = sender_to(telegram, rate=30)
    begin = now()

    await asyncio.gather(*(sender.send(chat_id, REPLY, to=5) for chat_id in range(1, 201)))

    moments = sorted(call.at for call in telegram.calls)
    assert all(later - earlier > 1.0 for earlier, later in zip(moments, moments[30:], strict=False))
    assert now() - begin < 9


@virtual_time
async def test_messages_of_many_leave_room_for_readers(telegram):
    """300 corrections wait to go out; whoever asks meanwhile is answered at once."""
    sender = sender_to(telegram, rate=30)
    waits = []

    async def correct(number):
        await sender.bulk_turn()
        await sender.edit(1_000 + number, 1, REPLY)

    async def ask(chat_id):
        await asyncio.sleep(chat_id * 0.25)
        begin = now()
        await sender.send(chat_id, REPLY, to=5)
        waits.append(now() - begin)

    await asyncio.gather(*(correct(number) for number in range(300)), *(ask(chat_id) for chat_id in range(1, 41)))

    assert max(waits) == 0


@virtual_time
async def test_one_chat_gets_a_burst_and_then_a_message_a_second_while_others_do_not_wait(telegram):
    """Twelve replies to one person, then one to another: nothing is asked of Telegram that it would refuse."""
    sender = sender_to(telegram, rate=30)
    begin = now()

    for _ in range(12):
        await send_patiently(sender)
    busy = now()
    await sender.send(8, REPLY, to=5)

    moments = [call.at - begin for call in telegram.calls]
    assert moments[:5] == [0.0] * 5
    assert all(later - earlier > 1 for earlier, later in itertools.pairwise(moments[5:12]))
    assert now() == busy


@virtual_time
async def test_edits_do_not_wait_for_the_pace_of_a_chat(telegram):
    """An answer that changes is no new message: it changes at once, however many there were."""
    sender = sender_to(telegram, rate=30)
    for _ in range(5):
        await sender.send(PERSON, REPLY, to=5)
    begin = now()

    assert await sender.edit(PERSON, 9, REPLY)

    assert now() == begin
    assert sender.opens_at(PERSON) > begin


@virtual_time
async def test_where_a_higher_rate_was_agreed_on_chats_are_not_paced(telegram):
    """A paid rate: only Telegram's own word closes a chat."""
    sender = sender_to(telegram, rate=100)
    begin = now()

    for _ in range(40):
        await sender.send(PERSON, REPLY, to=5)

    assert now() == begin


@virtual_time
async def test_processes_share_the_rate(telegram):
    """Of three each sends a third of all messages, and of those that are one of many."""
    sender = sender_to(telegram, rate=30)
    sender.share_rate(3)
    begin = now()
    await asyncio.gather(*(sender.send(chat_id, REPLY, to=5) for chat_id in range(1, 31)))
    took, begin = now() - begin, now()
    await asyncio.gather(*(sender.bulk_turn() for _ in range(19)))

    assert 2 <= took < 3
    assert 3 <= now() - begin < 4


@virtual_time
async def test_on_a_long_way_more_are_out_at_a_time(telegram):
    """A Telegram that answers after 300 ms: later replies are not held back to the few of a near one."""
    exposure = Exposure()
    near = exposure.places
    telegram.otherwise = lambda call: 0.3 if call.at not in seen and not seen.add(call.at) else done({"message_id": 1})
    seen: set[float] = set()
    await sender_to(telegram, exposure=exposure).send(PERSON, REPLY, to=5)

    assert exposure.places > near
