"""Posts in the queue, and moderators who press its buttons."""

from bot.asking.asks import Sending

POST = "A hamster from Kharkiv won the chess championship against forty grandmasters yesterday evening"


def sending(text, reader_id=501, **changes):
    good = {"reader_id": reader_id, "text": text, "language": "uk", "post_message_id": 1}
    return Sending(**good | changes)


async def press(api, person, card, button=None, *, data=None):
    pressed = person.press(card, button, data=data)
    await api.until(lambda: bool(pressed.answers))
    await api.confirmed()
    return pressed


async def state_of(bot, entry_id):
    entry = await bot.queue.entry(entry_id)
    return (entry.state, entry.claim_id, entry.reason)
