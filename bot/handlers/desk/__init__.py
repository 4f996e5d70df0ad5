"""The moderators' desk: every command, answer and button of moderators and owners."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import CallbackQuery, Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.buttons.desk import PATTERN, DeskVerb, parse
from bot.handlers.desk.access import Access, Visitor, is_own_words
from bot.handlers.desk.acting import ActingHandlers
from bot.handlers.desk.adding import AddingHandlers
from bot.handlers.desk.files import FileHandlers
from bot.handlers.desk.looking import LookingHandlers
from bot.handlers.desk.media import MediaHandlers
from bot.handlers.desk.people import PeopleHandlers
from bot.handlers.desk.talking import Talking
from bot.roles import Role

log = structlog.get_logger()

Handling = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]
Pressing = Callable[[CallbackQuery, Visitor, str], Awaitable[None]]


class _OwnWords(filters.MessageFilter):
    """The text is the sender's own: what others wrote never executes."""

    def filter(self, message: Message) -> bool:
        return is_own_words(message)


@dataclass(frozen=True, slots=True)
class DeskHandlers:
    """All parts of the desk."""

    access: Access
    adding: AddingHandlers
    talking: Talking
    looking: LookingHandlers
    acting: ActingHandlers
    files: FileHandlers
    people: PeopleHandlers
    media: MediaHandlers

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """Commands, typed anew in private or in a group, and buttons. To be asked before the readers' ones."""
        commands: dict[str, Handling] = {
            "addclaim": self.adding.on_add,
            "editclaim": self.adding.on_edit,
            "cancel": self.talking.on_cancel,
            "claim": self.looking.on_claim,
            "find": self.looking.on_find,
            "history": self.looking.on_history,
            "review": self.looking.on_review,
            "drafts": self.looking.on_drafts,
            "stats": self.looking.on_stats,
            "retire": self.acting.on_retire,
            "restore": self.acting.on_restore,
            "merge": self.acting.on_merge,
            "undo": self.acting.on_undo,
            "picture": self.media.on_picture,
            "export": self.files.on_export,
            "import": self.files.on_import,
            "addmod": self.people.on_add,
            "removemod": self.people.on_remove,
            "mods": self.people.on_list,
        }
        chats = filters.ChatType.PRIVATE | filters.ChatType.GROUPS
        typed = chats & filters.UpdateType.MESSAGE & _OwnWords()
        found: list[BaseHandler[Any, Any, Any]] = [
            CommandHandler(name, handling, filters=typed) for name, handling in commands.items()
        ]
        return [*found, CallbackQueryHandler(self.on_press, pattern=PATTERN)]

    def or_else(self, handling: Handling) -> Handling:
        """Hand a message or an edit to `handling` unless it belongs to a dialogue, or is a file to import."""

        async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            message, edited = update.message, update.edited_message
            if message is not None and (await self.files.takes(message) or await self.talking.takes(message)):
                return
            if edited is None or not await self.talking.keeps(edited):
                await handling(update, context)

        return handle

    async def on_press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button of the desk says, for those who may at this moment."""
        query = update.callback_query
        if query is None:
            return
        action = parse(query.data)
        needed = Role.OWNER if action and action.verb is DeskVerb.UNFREEZE else Role.MODERATOR
        visitor = await self.access.admit_press(query, needed)
        if visitor is None:
            return
        if action is None:
            await self.access.sender.answer_press(query.id, visitor.desk.plain.words.say("pressed-unknown"))
            return
        await self._pressings()[action.verb](query, visitor, action.subject)
        log.info("pressed", verb=f"desk_{action.verb.name.lower()}")

    def _pressings(self) -> dict[DeskVerb, Pressing]:
        return {
            DeskVerb.DIALOGUE: self.talking.press,
            DeskVerb.CLAIM: self.looking.open_card,
            DeskVerb.EDIT: self.adding.press_edit,
            DeskVerb.FORM: self.looking.open_form,
            DeskVerb.RETIRE: self.adding.press_retire,
            DeskVerb.RESTORE: self.acting.press_restore,
            DeskVerb.HISTORY: self.looking.turn_history,
            DeskVerb.MERGE: self.adding.press_merge,
            DeskVerb.STILL_RIGHT: self.acting.press_still_right,
            DeskVerb.REVIEWS: self.looking.turn_reviews,
            DeskVerb.DRAFTS: self.looking.turn_drafts,
            DeskVerb.REMIND: self.looking.remind,
            DeskVerb.UNFREEZE: self.people.unfreeze,
        }
