"""What a person does with the bot in tests: sends something, or presses a button, and sees what comes of it."""

ARREST = "Telegram CEO Pavel Durov was arrested at Le Bourget airport near Paris after his jet landed from Baku"
"""A post that makes a starter claim."""


async def answered(api, post):
    """The one reply to a message, once the bot has nothing left to do."""
    (reply,) = await api.replies(post)
    await api.confirmed()
    return reply


async def press(api, person, reply, button):
    """Press a button and wait for what it changes in its message."""
    before = reply.edits
    person.press(reply, button)
    await api.until(lambda: reply.edits > before)
    await api.confirmed()


def labels(message):
    """The words on the buttons of a message, in order."""
    return [button["text"] for button in message.buttons]
