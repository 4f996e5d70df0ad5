"""What tests of telling do again and again: begin a trial, wait for what the admin is told."""

import asyncio
from datetime import UTC, datetime

from sqlalchemy import insert

from bot.group_settings import Strictness
from bot.store.trial_tables import trial_posts
from bot.words import words
from claims_db.store.database import writing
from tests.bot.talking import press

SAY = words("en").say
DENIAL = "No, Telegram will not become paid for everyone, that is nonsense"
WEEK = 7 * 24 * 3600.0


async def begin(api, place, *, by=None):
    """Somebody opens the trial from the settings of the group, and starts it; the message they get in private."""
    admin = by or place.olga
    if admin.chat.started:
        await place.answer(admin.command("/help"))
    say = words(admin.user["language_code"]).say
    screen = await opened_in_group(api, place, admin)
    count = len(api.sent)
    await press(api, admin, screen, say("button-trial-start"))
    return screen, next((message for message in list(api.sent)[count:] if message.chat is admin.chat), None)


async def opened_in_group(api, place, admin):
    """The screen of the trial in the group."""
    menu = await place.answer(admin.command("/settings", chat=place.chat))
    before = menu.edits
    admin.press(menu, data=f"t:{place.chat.id}:menu")
    await api.until(lambda: menu.edits > before)
    return menu


async def told(api, admin, number=1):
    """The messages about posts that an admin has got so far, once there are so many."""

    def found():
        return [one for one in api.sent if one.chat is admin.chat and "external_reply" in one.raw]

    await api.until(lambda: len(found()) >= number)
    return found()


async def quiet(api, seconds=0.6):
    """Long enough for a message that must not come."""
    await api.confirmed()
    await asyncio.sleep(seconds)


def day(at):
    return words("en").date(datetime.fromtimestamp(at, UTC).date())


async def seen_before(bot, place, trial, number, now, *, state="told", claim_id="x"):
    """So many posts that would have been answered, told already or owed."""
    rows = [
        {
            "trial_id": trial.id,
            "chat_id": place.chat.id,
            "message_id": 50_000 + one,
            "claim_id": claim_id,
            "stance": "asserts",
            "closeness": "exact",
            "language": "en",
            "level": Strictness.STRICT.value,
            "at_strict": True,
            "at_normal": True,
            "at_open": True,
            "state": state,
            "told_at": now if state == "told" else None,
            "at": now,
        }
        for one in range(number)
    ]
    async with writing(bot.records.trials._engine) as connection:
        await connection.execute(insert(trial_posts), rows)
