"""What is kept of a person can be seen, and is forgotten for good, in every store."""

import asyncio
import json
import re

import pytest
from sqlalchemy import inspect, text

from bot.asking.asks import Sending
from bot.words import words
from claims_db.model import LANGUAGES
from claims_db.store.database import open_engine
from tests.bot.running import running
from tests.bot.talking import ARREST, answered, press

SECRET = "Zyxocanary of Ploughshire ate fourteen hundred paper lanterns on the bridge at midnight"
say = words("en").say


async def live(api, person):
    """A person who has used everything that keeps something."""
    await answered(api, person.command("/language en"))
    chosen = await answered(api, person.command("/digest"))
    await press(api, person, chosen, say("button-digest-day"))
    helpful = await answered(api, person.forward(ARREST))
    pressed = person.press(helpful, say("button-helpful"))
    await api.until(lambda: bool(pressed.answers))
    unknown = await answered(api, person.forward(SECRET))
    await press(api, person, unknown, say("button-tell"))
    await press(api, person, unknown, say("button-ask-yes"))


async def forget(api, person):
    asked = await answered(api, person.command("/forget_me"))
    await press(api, person, asked, say("button-forget-yes"))
    return asked


def data_in(reply):
    return json.loads(reply.text[reply.text.index("{") :])


async def test_my_data_tells_everything_that_is_kept(tmp_path, api):
    """Language, answers, judgements, asks: all of it, as JSON, and nobody else's."""
    person, other = api.person("Nadia"), api.person("Oleh")
    async with running(tmp_path, api):
        await live(api, person)
        await live(api, other)

        data = data_in(await answered(api, person.command("/my_data")))

    assert (data["chat"], data["language"], data["role"]) == (person.id, "en", None)
    assert [answer["claim_ids"] for answer in data["answers"]] == [[], ["durov-arrested-le-bourget"]]
    assert [(one["claim_id"], one["verdict"]) for one in data["judgements"]] == [
        ("durov-arrested-le-bourget", "useful")
    ]
    assert [(ask["text"], ask["wants_to_hear"], ask["state"]) for ask in data["asks"]] == [(SECRET, True, "open")]
    assert (data["digest"]["every"], data["digest"]["language"]) == ("day", "en")
    assert str(other.id) not in json.dumps(data)


async def test_much_data_comes_as_a_file(tmp_path, api):
    """Telegram's limit of a message does not cut off what is kept."""
    person = api.person("Nadia")
    async with running(tmp_path, api):
        for number in range(18):
            await answered(api, person.forward(f"{ARREST} {number}"))
        person.command("/my_data")
        await api.until(lambda: bool(api.called("sendDocument")))


async def test_forgetting_is_asked_once_and_can_be_declined(tmp_path, api):
    """Who says no keeps everything."""
    person = api.person("Nadia")
    async with running(tmp_path, api) as bot:
        await live(api, person)
        asked = await answered(api, person.command("/forget_me"))
        before = asked.text
        await press(api, person, asked, say("button-forget-no"))

        assert before == say("forget-ask")
        assert asked.text == say("forget-kept")
        assert await bot.records.readers.language(person.id) == "en"
        assert len(await bot.queue.waiting(limit=5)) == 1


async def test_forgotten_in_every_store(tmp_path, api):
    """After /forget_me no file holds the person's words, name or number, and no table their id or code."""
    person = api.person("Xenocanaria")
    async with running(tmp_path, api) as bot:
        key = bot.records.reader_keys.of(person.id)
        await live(api, person)
        before = _bytes(tmp_path)
        asked = await forget(api, person)
        await asyncio.sleep(0.2)
        await bot.privacy.wipe()
        after = _bytes(tmp_path)
        rows = await _rows(f"sqlite:///{tmp_path / 'allegedly.sqlite3'}")

    assert asked.text == say("forget-done")
    assert b"Zyxocanary" in before
    for canary in ("Zyxocanary", "Ploughshire", "Xenocanaria", f'"id": {person.id}', f'"id":{person.id}'):
        assert canary.encode() not in after, canary
    assert [table for table, row in rows if person.id in row] == []
    assert [table for table, row in rows if key in row] == ["forgotten"]


async def test_forgotten_in_postgresql_too(tmp_path, api, postgres_url):
    """The other database forgets the same."""
    person = api.person("Xenocanaria")
    async with running(tmp_path, api, database_url=postgres_url) as bot:
        key = bot.records.reader_keys.of(person.id)
        await live(api, person)
        await forget(api, person)
        await asyncio.sleep(0.2)
        rows = await _rows(postgres_url)

    told = " ".join(str(row) for table, row in rows if table != "forgotten")
    assert re.search(rf"\b{person.id}\b|{key}|Zyxocanary|Xenocanaria", told) is None


async def test_what_somebody_else_sent_too_stays(tmp_path, api):
    """An entry that two have sent loses one of them, and its card stays with the checkers."""
    person = api.person("Nadia")
    async with running(tmp_path, api) as bot:
        await live(api, person)
        await bot.asks.send(Sending(reader_id=9, text=SECRET, language="en", post_message_id=1))
        await forget(api, person)

        (entry,) = await bot.queue.waiting(limit=5)
        assert (entry.demand, entry.text) == (1, SECRET)


async def test_the_card_of_a_forgotten_text_is_emptied(tmp_path, api):
    """The moderators' chat keeps no word of somebody who was forgotten."""
    person, moderator = api.person("Nadia"), api.person("Mila")
    chat = api.group("Desk", moderator)
    async with running(tmp_path, api, owner_ids=[moderator.id], moderators_chat_id=chat.id):
        await live(api, person)
        await api.until(lambda: any(message.chat is chat for message in api.sent))
        (card,) = [message for message in api.sent if message.chat is chat]
        shown = card.text
        await forget(api, person)
        await api.until(lambda: card.edits > 0)

    assert SECRET in shown
    assert card.text == say("queue-gone")


async def test_after_forgetting_a_person_is_a_new_one(tmp_path, api):
    """Whoever comes back is answered like anybody, and may send texts again."""
    person = api.person("Nadia")
    async with running(tmp_path, api) as bot:
        await live(api, person)
        await forget(api, person)
        await live(api, person)

        assert [entry.demand for entry in await bot.queue.waiting(limit=5)] == [1]


async def test_pressing_twice_is_harmless(tmp_path, api):
    """A second confirmation finds nothing and says the same."""
    person = api.person("Nadia")
    async with running(tmp_path, api):
        asked = await forget(api, person)
        again = person.press(asked, data="f:yes")
        await api.until(lambda: bool(again.answers))
        await api.confirmed()

    assert asked.text == say("forget-done")


async def test_a_moderator_is_told_that_the_record_of_acts_stays(tmp_path, api):
    """The audit is kept for two years, also of a moderator who wants to be forgotten as a reader."""
    moderator = api.person("Mila")
    async with running(tmp_path, api, owner_ids=[moderator.id]):
        asked = await forget(api, moderator)

    assert asked.text == say("forget-done-moderator")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_both_commands_speak_the_readers_language(tmp_path, api, language):
    """Rights that one can't read are none."""
    person = api.person(language=language)
    async with running(tmp_path, api):
        told = await answered(api, person.command("/my_data"))
        asked = await answered(api, person.command("/forget_me"))

    assert told.text.startswith(words(language).say("my-data-intro"))
    assert asked.text == words(language).say("forget-ask")


def _bytes(folder):
    return b"\n".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


async def _rows(url):
    """Every row of every table, as (table, values)."""
    engine = open_engine(url)
    found = []
    async with engine.connect() as connection:
        for table in await connection.run_sync(lambda sync: inspect(sync).get_table_names()):
            found += [(table, tuple(row)) for row in await connection.execute(text(f"SELECT * FROM {table}"))]
    await engine.dispose()
    return found
