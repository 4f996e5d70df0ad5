"""Notices on their way, on both databases."""


async def test_notices_left_behind_by_a_crash(records):
    """A process ended with three taken: the two not begun are owed again after a while, the begun one never."""
    notices = records.notices
    clock = 1_000_000.0
    notices._now = lambda: clock
    row = {"kind": "x", "claim_id": "", "payload": {}}
    places = [(5, 9), (6, None), (-7, None)]
    await notices.add(
        [{"key": str(chat), "chat_id": chat, "edit_message_id": edit, **row} for chat, edit in places],
    )
    first = await notices.take(10)
    await notices.begin(next(one.id for one in first if one.chat_id == 6))
    at_once = await notices.take(10)
    clock += 300

    in_doubt = await notices.recover()
    again = await notices.take(10)

    assert len(first) == 3
    assert at_once == []
    assert in_doubt == 1
    assert {one.chat_id for one in again} == {5, -7}


async def test_what_another_process_is_sending_is_left_to_it(records, engine):
    """With workers on PostgreSQL one that starts gives up no message that another has just begun, and may yet retry."""
    notices = records.notices
    row = {"key": "k", "kind": "x", "chat_id": 5, "claim_id": "", "payload": {"to": 3}, "edit_message_id": None}
    await notices.add([row])
    (taken,) = await notices.take(10)
    await notices.begin(taken.id)

    in_doubt = await notices.recover()
    await notices.postpone(taken.id, 0.0)
    retried = await notices.take(10)

    alone = engine.dialect.name == "sqlite"
    assert in_doubt == alone
    assert [one.payload for one in retried] == ([] if alone else [{"to": 3}])


async def test_keys_tell_nothing_and_make_twice_the_same_as_once(records):
    """The same notice again is not owed again, also long after it was sent."""
    notices = records.notices
    row = {"key": "told:1:abc", "kind": "x", "chat_id": 5, "claim_id": "", "payload": {}, "edit_message_id": None}
    await notices.add([row, row])
    (taken,) = await notices.take(10)
    await notices.done(taken.id)
    await notices.add([row])

    assert "abc" not in taken.key
    assert await notices.waiting() == 0


async def test_a_postponed_notice_waits_its_time_and_counts_no_try(records):
    """Telegram away for an hour costs no promise: only faults of a notice itself are counted."""
    notices, clock = records.notices, 1_000_000.0
    notices._now = lambda: clock
    await notices.add(
        [{"key": "k", "kind": "x", "chat_id": 5, "claim_id": "", "payload": {"to": 3}, "edit_message_id": None}]
    )
    (taken,) = await notices.take(10)
    await notices.postpone(taken.id, clock + 50)
    early = await notices.take(10)
    clock += 60

    (again,) = await notices.take(10)

    assert early == []
    assert (again.tries, again.payload) == (1, {"to": 3})


async def test_the_keys_of_old_notices_are_forgotten(records):
    """After ninety days nothing is left of a notice; what is owed stays for as long as it takes."""
    notices, clock = records.notices, 1_000_000.0
    notices._now = lambda: clock
    row = {"kind": "x", "claim_id": "", "payload": {}, "edit_message_id": None}
    await notices.add([{"key": "sent", "chat_id": 5, **row}, {"key": "owed", "chat_id": 6, **row}])
    sent = (await notices.take(1))[0]
    await notices.done(sent.id)
    clock += 91 * 24 * 3600

    await notices.purge()

    assert await notices.waiting() == 1
    await notices.add([{"key": "sent", "chat_id": 5, **row}])
    assert await notices.waiting() == 2


async def test_a_chat_that_is_gone_or_forgotten_is_owed_nothing(records):
    """Both ends of a promise: the person blocked the bot, or asked to be forgotten."""
    notices = records.notices
    row = {"kind": "x", "claim_id": "c", "payload": {}, "edit_message_id": None}
    await notices.add([{"key": str(number), "chat_id": number % 3 + 1, **row} for number in range(9)])
    owed = await notices.of_chat(1)

    await notices.drop_chat(1)
    await notices.forget(2)

    assert owed == [{"kind": "x", "claim_id": "c", "edit_message_id": None}] * 3
    assert await notices.waiting() == 3
    assert await notices.of_chat(1) == await notices.of_chat(2) == []
