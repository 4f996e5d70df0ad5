"""Who somebody is in a group, and what the bot may see there: asked of Telegram at the act, kept by nobody."""

from typing import Any, Literal

from bot.delivery.wire import Done, Wire
from bot.trial.places import Place

Standing = Literal["admin", "other", "unknown"]

TIMEOUT = 7.0
"""Seconds for one question."""
_ADMINS = frozenset(("creator", "administrator"))


class Rights:
    """Answers from Telegram itself, so that a demotion counts at the next press; no answer is never a yes."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def standing(self, chat_id: int, user_id: int) -> Standing:
        """Whether somebody administers a group; "unknown" when Telegram does not tell."""
        member = await self._ask("getChatMember", chat_id=chat_id, user_id=user_id)
        if isinstance(member, dict) and isinstance(member.get("status"), str):
            return "admin" if member["status"] in _ADMINS else "other"
        # Groups that hide their members answer only this.
        admins = await self._ask("getChatAdministrators", chat_id=chat_id)
        if isinstance(admins, list):
            return "admin" if any(_user_id(admin) == user_id for admin in admins) else "other"
        return "unknown"

    async def title(self, chat_id: int) -> str:
        """What a group is called; "" when Telegram does not tell."""
        return (await self.place(chat_id)).title

    async def place(self, chat_id: int) -> Place:
        """What a group is called, and its public name if it has one."""
        chat = await self._ask("getChat", chat_id=chat_id)
        known = chat if isinstance(chat, dict) else {}
        return Place(str(known.get("title", "")), str(known.get("username", "")))

    async def sees_all(self) -> bool:
        """Whether privacy mode is off, so that the bot sees all messages of groups where it is no administrator."""
        me = await self._ask("getMe")
        return isinstance(me, dict) and me.get("can_read_all_group_messages") is True

    async def sees_posts(self, chat_id: int, bot_id: int) -> bool:
        """Whether the bot sees the posts of a group, and not only what is addressed to it."""
        return await self.standing(chat_id, bot_id) == "admin" or await self.sees_all()

    async def leave(self, chat_id: int) -> None:
        """Leave a group."""
        await self._ask("leaveChat", chat_id=chat_id)

    async def _ask(self, method: str, **parameters: object) -> Any:  # noqa: ANN401 - whatever Telegram answers
        outcome = await self._wire.call(method, parameters, within=TIMEOUT)
        return outcome.result if isinstance(outcome, Done) else None


def _user_id(member: object) -> object:
    user = member.get("user") if isinstance(member, dict) else None
    return user.get("id") if isinstance(user, dict) else None
