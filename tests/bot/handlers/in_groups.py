"""A group with an owner, a member and the running bot, for the tests of what it does there."""

from bot.emulator import Admin, EmulatedBotApi
from bot.words import words

PAID = "Telegram will soon become paid for everyone unless you act now"
ORDINARY = "We had pancakes with cherries for breakfast today, does anybody want some"


class Place:
    """A group in the emulated Telegram, where `olga` is the owner and `bob` a member."""

    def __init__(self, api: EmulatedBotApi, *, language: str = "en", basic: bool = False) -> None:
        self.api = api
        self.olga = api.person("Olga", language=language)
        self.bob = api.person("Bob", language="en")
        self.chat = api.group("Neighbours", self.olga, self.bob, bot="left", basic=basic)
        self.admin: Admin = api.admin(self.olga, self.chat)

    async def settled(self):
        """Return when the bot has handled all that was written in the group so far."""
        probe = self.olga.command("/check", chat=self.chat)
        [help_line] = await self.api.replies(probe)
        assert "/check" in help_line.text

    async def answer(self, message):
        """The one answer to a message."""
        [reply] = await self.api.replies(message)
        return reply

    async def silence(self, message):
        """Wait until the bot has had its chance, and see that it left the message alone."""
        await self.settled()
        assert self.api.answers_to(message) == []

    async def choose(self, field, value):
        """The owner changes one setting by its buttons."""
        say = words(self.olga.user["language_code"]).say
        menu = await self.answer(self.olga.command("/settings", chat=self.chat))
        self.olga.press(menu, say(f"settings-{field}"))
        await self.api.until(lambda: menu.edits == 1)
        self.olga.press(menu, say(f"settings-{field}-{value}"))
        await self.api.until(lambda: menu.edits == 2)
        return menu
