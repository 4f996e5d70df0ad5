"""Unfinished dialogues outlive the process and never mix."""

import asyncio

from bot.store.dialogues import KEPT, Dialogues


async def test_a_dialogue_goes_on_after_a_restart(engine, records):
    """What was typed is there for the next process, whatever characters are in it."""
    token = await records.dialogues.begin(7, 5, {"step": "claim"})
    await records.dialogues.save(token, {"step": "rating", "claim": "Ї\x00\ud800 «текст»"})

    later = await Dialogues(engine).get(token)

    assert later
    assert (later.chat_id, later.user_id, later.payload) == (7, 5, {"step": "rating", "claim": "Ї\x00\ud800 «текст»"})
    assert len(token) == 12


async def test_the_newest_dialogue_is_found_after_a_restart(engine, records):
    """The next process finds what was begun before it started, and what is begun after it first looked."""
    before = await records.dialogues.begin(7, 5, {"n": 1})
    later = Dialogues(engine)
    found = await later.newest(7, 5)
    nothing = await later.newest(8, 6)
    after = await later.begin(8, 6, {"n": 2})
    found_too = await later.newest(8, 6)

    assert nothing is None
    assert found
    assert found_too
    assert (found.token, found_too.token) == (before, after)


async def test_the_newest_dialogue_of_a_person_in_a_chat(engine):
    """The one that was gone on with last; other people and chats have their own."""
    now = 100.0
    dialogues = Dialogues(engine, now=lambda: now)
    first = await dialogues.begin(7, 5, {"n": 1})
    now += 1
    second = await dialogues.begin(7, 5, {"n": 2})
    await dialogues.begin(7, 6, {"n": 3})
    await dialogues.begin(8, 5, {"n": 4})
    newest = await dialogues.newest(7, 5)
    now += 1
    await dialogues.save(first, {"n": 1, "more": True})

    gone_on = await dialogues.newest(7, 5)

    assert newest
    assert gone_on
    assert (newest.token, gone_on.token) == (second, first)
    assert await dialogues.newest(9, 9) is None


async def test_a_dialogue_ends_once(records):
    """Of ten presses of one button at the same time, one counts."""
    token = await records.dialogues.begin(7, 5, {})

    ended = await asyncio.gather(*(records.dialogues.end(token) for _ in range(10)))

    assert sorted(ended) == [False] * 9 + [True]
    assert await records.dialogues.get(token) is None
    assert not await records.dialogues.save(token, {})


async def test_whoever_is_forgotten_leaves_no_dialogue(records):
    """/forget_me ends what somebody typed so far in every chat, and nobody else's."""
    tokens = [await records.dialogues.begin(chat_id, 5, {}) for chat_id in (5, 7)]
    other = await records.dialogues.begin(7, 6, {})

    await records.erasure.clear_waiting(5, 1)

    assert [await records.dialogues.get(token) for token in tokens] == [None, None]
    assert await records.dialogues.get(other)


async def test_what_nobody_goes_on_with_is_forgotten(engine):
    """After seven days a dialogue is gone."""
    now = 100.0
    dialogues = Dialogues(engine, now=lambda: now)
    old = await dialogues.begin(7, 5, {})
    now += KEPT
    young = await dialogues.begin(7, 5, {})
    now += 1

    await dialogues.purge()

    assert await dialogues.get(old) is None
    assert await dialogues.get(young)
