"""What the bot says in groups: `./dev python -m benchmarks.groups [--strictness normal] [--encoder auto] [--also F]`.

The whole bot runs on the emulated Bot API, in three groups of one language each. Ordinary messages are replayed there
with forwards of known claims among them. Printed: unasked replies to ordinary messages, forwards answered once, twice
and with another claim. `--also` adds ordinary messages of a JSON Lines file ({"text": …}), every second one forwarded.
"""

import argparse
import asyncio
import json
import logging
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import structlog

from benchmarks.group_chatter import Post, chatter, forwards
from bot.app import Line, open_bot, run
from bot.core import open_core
from bot.emulator import Chat, EmulatedBotApi, EmulatedRequest, Message, Person
from bot.group_settings import Strictness
from claims_db.model import Claim
from claims_db.store import SqlClaimStore
from claims_db.store.database import open_engine

MESSAGES, FORWARDS = 5_000, 200
AT_ONCE = 50
"""Messages that are written before the bot is waited for."""


class Replay:
    """Groups with somebody who writes in them."""

    def __init__(self, api: EmulatedBotApi, strictness: str) -> None:
        self._api = api
        self._people: dict[str, tuple[Person, Chat]] = {}
        self._strictness = strictness

    async def open(self) -> None:
        """Make a group for each language; its owner adds the bot and chooses how strict it is."""
        for language in ("en", "uk", "ru"):
            person = self._api.person("Ann", language=language)
            chat = self._api.group(f"Group {language}", person, bot="left")
            self._api.admin(person, chat).add_bot()
            [menu] = await self._api.replies(person.command("/settings", chat=chat))
            person.press(menu, data=f"g:{chat.id}:strictness:{self._strictness}")
            await self._api.until(lambda menu=menu: menu.edits > 0)  # type: ignore[misc]
            self._people[language] = person, chat

    async def write(self, posts: list[tuple[Post, bool]]) -> list[Message]:
        """Write or forward posts, and wait until the bot has dealt with all of them."""
        written = []
        for place, (post, forwarded) in enumerate(posts, 1):
            person, chat = self._people[post.language]
            written.append((person.forward if forwarded else person.say)(post.text, chat=chat))
            if place % AT_ONCE == 0 or place == len(posts):
                await self._settle()
        return written

    async def _settle(self) -> None:
        for person, chat in self._people.values():
            await self._api.replies(person.command("/quiet", chat=chat), within=120)


async def measure(strictness: str, encoder: str, also: list[str]) -> None:
    """Replay and print the figures."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    api = EmulatedBotApi(journal=100_000)
    with tempfile.TemporaryDirectory() as name:
        async with open_running(Path(name), api, encoder) as url:
            posts = mixed(await claims_in(url), also)
            replay = Replay(api, strictness)
            await replay.open()
            started = time.perf_counter()
            written = await replay.write(posts)
            report(api, posts, written, time.perf_counter() - started)


@asynccontextmanager
async def open_running(folder: Path, api: EmulatedBotApi, encoder: str) -> AsyncIterator[str]:
    """The bot at work on `api` until the block ends, with the starter claims: the URL of its database."""
    stop = asyncio.Event()
    line = Line(EmulatedRequest(api), EmulatedRequest(api), "http://t/bot", "http://t/file/bot", api.token)
    url = f"sqlite:///{folder / 'claims.sqlite3'}"
    async with (
        open_core(database_url=url, redis_url=None, data_dir=folder, encoder=encoder) as core,
        open_bot(core, line, stop=stop, rate=1_000, heartbeat=folder / "heartbeat") as parts,
    ):
        if parts is None:
            raise SystemExit(1)
        work = asyncio.create_task(run(parts, stop))
        try:
            yield url
        finally:
            stop.set()
            await work


async def claims_in(url: str) -> list[Claim]:
    """The claims of the database, by id."""
    engine = open_engine(url)
    claims = await SqlClaimStore(engine).live_claims()
    await engine.dispose()
    return sorted(claims, key=lambda claim: claim.id)


def mixed(claims: list[Claim], also: list[str]) -> list[tuple[Post, bool]]:
    """All posts in the order in which they are written, and which of them are forwards."""
    ordinary = [(post, False) for post in chatter(MESSAGES)]
    ordinary += [(Post(text[:4_000], "en"), place % 2 == 0) for place, text in enumerate(also)]
    posts = ordinary + [(post, True) for post in forwards(claims, FORWARDS)]
    random.Random(1).shuffle(posts)
    return posts


def report(api: EmulatedBotApi, posts: list[tuple[Post, bool]], written: list[Message], seconds: float) -> None:
    """Print the figures, and what was answered that should not have been."""
    replies = [api.answers_to(message) for message in written]
    wrong = [post.text for (post, _), found in zip(posts, replies, strict=True) if found and not post.claim_id]
    known = [(post, found) for (post, _), found in zip(posts, replies, strict=True) if post.claim_id]
    once = sum(len(found) == 1 and f"c_{post.claim_id}" in json.dumps(found[0].raw) for post, found in known)
    other = sum(len(found) == 1 and f"c_{post.claim_id}" not in json.dumps(found[0].raw) for post, found in known)
    twice = sum(len(found) > 1 for _, found in known)
    say = sys.stdout.write
    say(f"ordinary messages {len(posts) - len(known)}, answered unasked {len(wrong)}\n")
    say(f"forwards of claims {len(known)}, answered once {once}, twice {twice}, with another claim {other}\n")
    say(f"{len(posts) / seconds:.0f} messages a second\n")
    for text in wrong[:20]:
        say(f"  answered: {text[:200]!r}\n")
    for post, found in known:
        if not found:
            say(f"  left alone: {post.claim_id} {post.language} {post.text[:120]!r}\n")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--strictness", choices=[level.value for level in Strictness], default="normal")
    options.add_argument("--encoder", default="off")
    options.add_argument("--also", type=Path)
    given = options.parse_args()
    more = [json.loads(row)["text"] for row in given.also.read_text().splitlines()] if given.also else []
    asyncio.run(measure(given.strictness, given.encoder, more))
