"""Whether a press about a group is of one of its admins, and about a group at all."""

from telegram import CallbackQuery
from telegram.constants import ChatType

from bot.groups.speaking import Groups
from bot.handlers.rights import Rights, Standing
from bot.store.groups import Group

REFUSALS = {"other": "group-not-admin", "unknown": "group-rights-unknown"}
"""The words for those who may not."""


class GroupAdmins:
    """Asks Telegram about groups that the bot is in, never about a number that somebody made up."""

    def __init__(self, groups: Groups, rights: Rights) -> None:
        self._groups = groups
        self._rights = rights

    async def standing(self, group: Group, user_id: int) -> Standing:
        """Whether somebody administers a group."""
        if not group.known or group.left_at is not None:
            return "unknown"
        return await self._rights.standing(group.chat_id, user_id)

    async def is_about(self, chat_id: int, query: CallbackQuery) -> bool:
        """Whether a pressed button is shown in private or in the group that it names, also under the id it has now."""
        chat = query.message.chat if query.message else None
        if chat is None or chat.type == ChatType.PRIVATE or chat.id == chat_id:
            return chat is not None
        return (await self._groups.group(chat_id)).chat_id == chat.id
