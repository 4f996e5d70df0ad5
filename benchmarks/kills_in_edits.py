"""Claims edited through a bot that is killed again and again: `./dev python -m benchmarks.kills_in_edits`.

The real `python -m bot` runs as a process of its own on SQLite or PostgreSQL, against an emulated Telegram on loopback.
An owner publishes, merges, imports and takes back; a random moment after each the bot gets SIGKILL. While it is dead
its database is looked at: what was said to be done has to be there, nothing may be there by half. Then it is started
again, and has to answer what it had not. Printed at the end: what is broken, and what the check of the record says.
"""

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select, text

from benchmarks.processes import Fleet, Kind, Process, engines
from bot.emulator import EmulatedBotApi, Message, Person
from bot.store.moderation_tables import acts
from claims_db.model import Claim, State
from claims_db.store import SqlClaimStore
from claims_db.store.database import open_engine, reading, sqlite_url
from tests.http_bot_api import HttpBotApi

LIMIT = 90.0
LATEST = 0.5
"""Seconds after which the bot is dead."""
IMPORTED = 30
"""Claims of one file."""
CITIES = ("Leipzig", "Odesa", "Porto", "Turku", "Lviv", "Ghent", "Tartu", "Bilbao", "Graz", "Plovdiv", "Varna", "Cork")
THINGS = ("opera", "zoo", "harbour", "castle", "observatory", "aquarium", "stadium", "library")


@dataclass
class Tally:
    """What was asked for, and what went wrong."""

    published: list[str] = field(default_factory=list)
    merges: list[tuple[str, str]] = field(default_factory=list)
    imports: int = 0
    undos: int = 0
    said_early: int = 0
    broken: list[str] = field(default_factory=list)

    def expect(self, holds: bool, what: str) -> None:
        """Note a promise that does not hold."""
        if not holds:
            self.broken.append(what)


@dataclass
class Scene:
    """Who acts on what. `database_url` is the bot's."""

    api: EmulatedBotApi
    owner: Person
    bot: Process
    database_url: str
    tally: Tally = field(default_factory=Tally)
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    async def answer(self, message: Message, *, edits: int = 0) -> Message:
        """The reply to a message of the owner; with `edits`, the bot's own message once it was edited so often."""
        if edits:
            await self.api.until(lambda: message.edits >= edits, within=LIMIT)
            return message
        return (await self.api.replies(message, within=LIMIT))[0]

    async def crash(self) -> None:
        """End the bot without a warning, at a random moment."""
        await asyncio.sleep(self.chance.uniform(0, LATEST))
        await self.bot.end(signal.SIGKILL)

    async def stored(self) -> tuple[dict[str, Claim], int]:
        """The claims as they are stored, and how many acts were taken back."""
        engine = open_engine(self.database_url)
        try:
            async with reading(engine) as connection:
                undone = await connection.scalar(select(func.count()).where(acts.c.undoes.is_not(None)))
                on_sqlite = engine.dialect.name == "sqlite"
                sound = await connection.scalar(text("PRAGMA integrity_check")) if on_sqlite else "ok"
            self.tally.expect(sound == "ok", f"the file is damaged: {sound}")
            return {claim.id: claim for claim in await SqlClaimStore(engine).all_claims()}, int(undone or 0)
        finally:
            await engine.dispose()


def form(name: str, number: int) -> str:
    """A claim of its own, as a message."""
    city, thing = CITIES[number % len(CITIES)], THINGS[number // len(CITIES) % len(THINGS)]
    return f"""/addclaim
id: {name}
claim: The {thing} of {city} will be moved to another town.
rating: false
context: The city council of {city} has decided nothing of the kind.
source: https://example.org/{name} | Example News | About the {thing} | 2024-09-01
source: https://example.com/{name} | Another Paper | The {thing} stays | 2024-09-02
phrasing[en]: they are taking the {thing} away from {city}"""


def file(number: int) -> bytes:
    """Claims as a file, without a rating: they become drafts, and are all there or none."""
    lines = (f'{{"id": "draft-{number}-{n}", "text": "Draft {number} says {n}."}}\n' for n in range(IMPORTED))
    return "".join(lines).encode()


async def publish(scene: Scene, number: int) -> None:
    """Publish one more claim."""
    name = f"moved-{number}"
    preview = await scene.answer(scene.owner.say(form(name, number)))
    if "Publish" not in [button["text"].strip("✅ ") for button in preview.buttons]:
        scene.tally.broken.append(f"no preview: {preview.text[:300]}")
        return
    edits = preview.edits + 1
    scene.owner.press(preview, next(button["text"] for button in preview.buttons if "Publish" in button["text"]))
    await scene.crash()
    claims, _ = await scene.stored()
    if preview.text.startswith("Published"):
        scene.tally.said_early += 1
        scene.tally.expect(name in claims, f"{name} was said to be published")
    await scene.bot.start()
    await scene.answer(preview, edits=edits)
    scene.tally.expect(preview.text.startswith("Published"), f"{name}: {preview.text[:80]}")
    scene.tally.published.append(name)


async def merge(scene: Scene, _: int) -> None:
    """Make the last two claims one."""
    part, whole = scene.tally.published[-1], scene.tally.published[-2]
    said = scene.owner.say(f"/merge {part} {whole}")
    await scene.crash()
    claims, _ = await scene.stored()
    gone = claims[part].state is State.RETIRED
    moved = claims[part].phrasings[0].text in [phrasing.text for phrasing in claims[whole].phrasings]
    scene.tally.expect(gone == moved == bool(claims[part].merged_into), f"{part} is merged by half")
    scene.tally.expect(gone or not scene.api.answers_to(said), f"{part} was said to be merged")
    await scene.bot.start()
    await scene.answer(said)
    scene.tally.merges.append((part, whole))


async def undo(scene: Scene, _: int) -> None:
    """Take back the last act."""
    said = scene.owner.say("/undo")
    scene.tally.undos += 1
    await scene.crash()
    await scene.bot.start()
    await scene.answer(said)


async def take_in(scene: Scene, number: int) -> None:
    """Import a file."""
    said = scene.owner.document(f"claims-{number}.jsonl", file(number), "/import")
    await scene.crash()
    claims, _ = await scene.stored()
    there = sum(name.startswith(f"draft-{number}-") for name in claims)
    scene.tally.expect(there in (0, IMPORTED), f"{there} of {IMPORTED} were imported")
    scene.tally.expect(bool(there) or not scene.api.answers_to(said), "a file was said to be imported")
    await scene.bot.start()
    await scene.answer(said)
    scene.tally.imports += 1


ACTS: tuple[Callable[[Scene, int], Awaitable[None]], ...] = (publish, publish, merge, undo, take_in, undo)


async def run(rounds: int, kind: Kind) -> int:
    """Do `rounds` acts and print; 0 when every promise was kept."""
    api = EmulatedBotApi()
    owner = api.person("Olha")
    with tempfile.TemporaryDirectory() as place, engines(kind) as settings:
        folder = str(Path(place, "0"))
        settings.setdefault("DATABASE_URL", sqlite_url(Path(folder, "allegedly.sqlite3")))
        async with HttpBotApi(api) as front:
            extra = {"OWNER_IDS": str(owner.id), "LINK_CHECK": "off", "TELEGRAM_BASE_FILE_URL": front.base_file_url}
            [bot] = Fleet(front, Path(place), [()], settings | extra).processes
            scene = Scene(api, owner, bot, settings["DATABASE_URL"])
            await scene.bot.start()
            try:
                for number in range(rounds):
                    await ACTS[number % len(ACTS)](scene, number)
            finally:
                with suppress(TimeoutError):
                    await api.confirmed(within=10)
                await scene.bot.end(signal.SIGTERM)
        claims, undone = await scene.stored()
        tally = scene.tally
        tally.expect(undone == tally.undos, f"{undone} acts are taken back, {tally.undos} were asked for")
        environment = os.environ | settings | {"DATA_DIR": folder}
        audit = await asyncio.to_thread(
            subprocess.run, [sys.executable, "-m", "bot", "audit"], env=environment, capture_output=True, text=True
        )
    tally.expect(audit.returncode == 0, audit.stderr)
    print(
        f"{kind}, {rounds} acts and kills: {len(tally.published)} published ({tally.said_early} said so before the "
        f"kill), {len(tally.merges)} merges, {tally.imports} imports, {tally.undos} taken back; {len(claims)} claims, "
        f"audit: {audit.stdout.strip()}; broken: {len(tally.broken)}"
    )
    print("\n".join(tally.broken))
    return 1 if tally.broken else 0


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--kind", choices=["sqlite", "postgres"], default="sqlite")
    options = parser.parse_args()
    sys.exit(asyncio.run(run(options.rounds, options.kind)))


if __name__ == "__main__":
    main()
