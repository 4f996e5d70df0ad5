"""The whole bot: claims, databases, caches and logs beneath its answers."""

from dataclasses import replace

import structlog

from bot.emulator import Fault
from bot.words import words
from claims_db.model import State
from claims_db.store import SqlClaimStore
from claims_db.store.database import open_engine
from tests.bot.running import running
from tests.bot.talking import ARREST, answered


async def test_an_edit_of_a_claim_is_seen_by_the_next_post(tmp_path, bot, api):
    """The cache never answers from before an edit, even for the very same post."""
    person = api.person()
    first = await answered(api, person.forward(ARREST))

    engine = open_engine(f"sqlite:///{tmp_path / 'allegedly.sqlite3'}")
    store = SqlClaimStore(engine)
    claim = await store.claim("durov-arrested-le-bourget")
    assert claim is not None
    await store.save(replace(claim, context={"en": "The newest knowledge."}), by="ann")
    await engine.dispose()

    second = await answered(api, person.forward(ARREST))
    assert "The newest knowledge." not in first.text
    assert "The newest knowledge." in second.text


async def test_a_retired_claim_reaches_nobody(tmp_path, bot, api):
    """From the moment a claim is retired, no post finds it and no link opens it."""
    engine = open_engine(f"sqlite:///{tmp_path / 'allegedly.sqlite3'}")
    store = SqlClaimStore(engine)
    claim = await store.claim("durov-arrested-le-bourget")
    assert claim is not None
    await store.save(replace(claim, state=State.RETIRED), by="ann")
    await engine.dispose()

    person = api.person()
    found = await answered(api, person.forward(ARREST))
    opened = await answered(api, person.command("/start c_durov-arrested-le-bourget"))

    assert "French prosecutors confirmed that Durov was arrested" not in found.text
    assert opened.text == words("en").say("claim-gone")


async def test_a_restart_loses_nothing(tmp_path, api):
    """Posts sent while the bot was down are answered after it comes back, each once."""
    person = api.person()
    async with running(tmp_path, api):
        await answered(api, person.forward(ARREST))
    posts = [person.forward(f"{ARREST} {n}") for n in range(5)]

    async with running(tmp_path, api):
        for post in posts:
            await answered(api, post)
    assert len(api.sent) == 6


async def test_the_same_answers_on_postgresql_with_redis(tmp_path, api, postgres_url, valkey_url):
    """The databases and caches that an operator may choose change nothing for readers."""
    person = api.person()

    async with running(tmp_path, api, database_url=postgres_url, redis_url=valkey_url):
        first = await answered(api, person.forward(ARREST))
        again = await answered(api, person.forward(ARREST))

    assert "French prosecutors" in first.text
    assert again.text == first.text


async def test_a_redis_that_refuses_costs_no_answer(tmp_path, api):
    """Without the Redis that was promised, readers notice nothing."""
    async with running(tmp_path, api, redis_url="redis://127.0.0.1:1/0"):
        reply = await answered(api, api.person().forward(ARREST))

    assert "French prosecutors" in reply.text


async def test_no_log_line_holds_what_people_write(bot, api):
    """Words, names and numbers of readers are nowhere in the logs, whatever they send and press."""
    with structlog.testing.capture_logs() as lines:
        person = api.person("Zebulon-Canary")
        reply = await answered(api, person.forward(f"{ARREST} canary-words-4711"))
        await answered(api, person.say("canary-words-4711"))
        await answered(api, person.command("/start canary-words-4711"))
        press = person.press(reply, data="z:canary-words-4711")
        await api.until(lambda: bool(press.answers))
        api.inject({"message": {"text": "canary-words-4711"}})
        api.fail(Fault("http_error", "sendMessage", times=1))
        person.say("canary-words-4711 again")
        await api.confirmed()

    told = repr(lines)
    assert lines
    assert "canary" not in told.lower()
    assert str(person.id) not in told
