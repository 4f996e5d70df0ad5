"""The dialogues of the desk: what is typed in answer to a question, and what its buttons do."""

from collections.abc import Collection
from dataclasses import replace

import structlog
from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.buttons.desk import read_dialogue
from bot.claim_form import Fault, Form
from bot.curation import Conflict, Curator
from bot.dialogue import FORWARDS, State, Step, answered, chosen
from bot.handlers.desk.access import Access, Visitor, author_of, tried
from bot.handlers.desk.conversations import Conversations
from bot.handlers.desk.copying import Copying
from bot.handlers.desk.publishing import Publishing
from bot.handlers.desk.reading import claim_id_of
from bot.handlers.desk.screens import Screens, renderer_for
from bot.reply import Reply
from claims_db.model import State as ClaimState

log = structlog.get_logger()

_OFFERED = 4
"""Claims to choose from when one is asked for."""


class Talking:
    """Leads dialogues."""

    def __init__(
        self,
        access: Access,
        curator: Curator,
        conversations: Conversations,
        screens: Screens,
        publishing: Publishing,
        *,
        bot_id: int,
        trusted: Collection[str] = (),
    ) -> None:
        self._access = access
        self._curator = curator
        self._conversations = conversations
        self._screens = screens
        self._publishing = publishing
        self._copying = Copying(access, screens)
        self._bot_id = bot_id
        self._trusted = trusted

    # -- beginning ----------------------------------------------------------------------------------------

    async def begin(self, visitor: Visitor, state: State, faults: tuple[Fault, ...] = ()) -> None:
        """Begin a dialogue below the message that asked for it."""

        async def first() -> Reply:
            ready = replace(state, since=visitor.message_id)
            ready = ready if faults else await self._screens.prepared(ready)
            token = await self._conversations.begin(visitor.chat_id, visitor.user_id, ready)
            return await self._screens.show(visitor, token, ready, faults)

        await self._access.sender.send(visitor.chat_id, await tried(first, visitor), to=visitor.message_id)
        log.info("dialogue_begun", step=state.step.value, faults=len(faults))

    async def ask_reason(self, visitor: Visitor, claim_id: str) -> None:
        """Ask why a claim is retired."""
        await self._begin_on(visitor, claim_id, Step.REASON)

    async def ask_into(self, visitor: Visitor, claim_id: str) -> None:
        """Ask which claim another becomes part of; the closest ones are offered."""
        await self._begin_on(visitor, claim_id, Step.INTO)

    async def ask_which(self, visitor: Visitor, post: str) -> None:
        """Ask which claim is to be changed; those that a post finds are offered."""
        await self.begin(visitor, State(Step.WHICH, picks=await self._closest(post) if post else ()))

    async def _closest(self, text: str) -> tuple[str, ...]:
        found = await self._curator.find(text, limit=_OFFERED)
        return tuple(one.claim.id for one in found.matches)

    async def _begin_on(self, visitor: Visitor, claim_id: str, step: Step) -> None:
        claim = await self._curator.claim(claim_id)
        if claim is None:
            reply = visitor.desk.unknown(claim_id)
            await self._access.sender.send(visitor.chat_id, reply, to=visitor.message_id)
            return
        picks: tuple[str, ...] = ()
        if step is Step.INTO:
            picks = tuple(other for other in await self._closest(claim.statement) if other != claim_id)
        await self.begin(visitor, State(step, claim_id=claim_id, base=claim.version, picks=picks))

    async def merge(self, visitor: Visitor, part: str, whole: str) -> Reply:
        """Make one claim part of another; raises as the curator does."""
        if part == whole:
            return visitor.desk.say("desk-wrong-same")
        gone, kept = await self._curator.merge(part, whole, visitor.user_id)
        log.info("claims_merged")
        return visitor.desk.say("desk-merged", id=gone.id, into=kept.id)

    # -- answers ------------------------------------------------------------------------------------------

    async def takes(self, message: Message) -> bool:
        """Whether a message was the answer to a question of a dialogue; then it has been dealt with."""
        found = await self._listening(message)
        if found is None:
            return False
        visitor = await self._access.recognise(message)
        if visitor is None:
            return False
        token, state = found
        reply = await tried(lambda: self._answer(visitor, token, state, message), visitor)
        await self._access.reply(message, reply)
        return True

    async def keeps(self, message: Message) -> bool:
        """Whether an edited message had been an answer; edits of answers change nothing, which is said."""
        author = author_of(message)
        if author is None or not self._access.is_desk(message.chat.id, message.chat.type):
            return False
        found = await self._conversations.current(message.chat.id, author)
        if found is None or not found[1].since < message.message_id <= found[1].heard:
            return False
        desk = await self._access.desk_for(message)
        await self._access.reply(message, desk.say("desk-edit-kept"))
        return True

    async def on_cancel(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Leave the dialogue; what was typed comes back to be copied."""
        message = update.message
        visitor = await self._access.admit(message) if message else None
        if message is None or visitor is None:
            return
        found = await self._conversations.current(visitor.chat_id, visitor.user_id)
        if found is None:
            await self._access.reply(message, visitor.desk.say("desk-nothing-to-cancel"))
            return
        await self._conversations.end(found[0])
        await self._access.reply(message, await self._copying.left(visitor, found[1]))

    async def _listening(self, message: Message) -> tuple[str, State] | None:
        """The dialogue that a message is an answer to; None for a post like any other."""
        author = author_of(message)
        in_group = message.chat.type != ChatType.PRIVATE
        if author is None or not self._access.is_desk(message.chat.id, message.chat.type) or not _words(message):
            return None
        if in_group and not _replies_to(message, self._bot_id):
            return None
        found = await self._conversations.current(message.chat.id, author)
        if found is None or not found[1].listens:
            return None
        foreign = message.forward_origin is not None or message.via_bot is not None
        return None if foreign and found[1].step not in FORWARDS else found

    async def _answer(self, visitor: Visitor, token: str, state: State, message: Message) -> Reply:
        if message.message_id <= state.heard:  # it came once more: the answer to it was lost
            return await self._screens.show(visitor, token, state)
        if state.step is Step.REASON:
            await self._curator.retire(state.claim_id, _words(message), visitor.user_id)
            await self._conversations.end(token)
            log.info("claim_retired")
            return visitor.desk.say("desk-retired", id=state.claim_id)
        if state.step is Step.INTO:
            reply = await self.merge(visitor, state.claim_id, _words(message).lower())
            await self._conversations.end(token)
            return reply
        if state.step is Step.WHICH:
            return await self._which(visitor, token, replace(state, heard=message.message_id), _words(message))
        after, faults = answered(state, _words(message), trusted=self._trusted)
        if faults:
            return await self._screens.show(visitor, token, state, faults)
        return await self._go_on(visitor, token, replace(after, heard=message.message_id))

    async def _which(self, visitor: Visitor, token: str, state: State, said: str) -> Reply:
        """The fields of the claim whose id was said, or the claims that come closest to the words."""
        claim = await self._curator.claim(claim_id_of(said.split()))
        if claim is None:
            picks = await self._closest(said.replace("-", " "))
            return await self._go_on(visitor, token, replace(state, picks=picks, turn=state.turn + 1))
        chosen_one = replace(state, step=Step.FIELDS, claim_id=claim.id, base=claim.version, picks=())
        return await self._go_on(visitor, token, replace(chosen_one, form=Form(id=claim.id), turn=state.turn + 1))

    async def _go_on(self, visitor: Visitor, token: str, state: State) -> Reply:
        ready = await self._screens.prepared(state)
        await self._conversations.save(token, visitor.chat_id, visitor.user_id, ready)
        return await self._screens.show(visitor, token, ready)

    # -- presses ------------------------------------------------------------------------------------------

    async def press(self, query: CallbackQuery, visitor: Visitor, subject: str) -> None:
        """Do what a button of a dialogue says, if it is the presser's own and still counts."""
        pressed = read_dialogue(subject)
        found = await self._conversations.of(pressed[0]) if pressed else None
        if pressed is None or found is None:
            await self._tell(query, visitor, "desk-press-ended")
            return
        dialogue, state = found
        token, turn, choice = pressed
        if (dialogue.user_id, dialogue.chat_id) != (visitor.user_id, visitor.chat_id):
            await self._tell(query, visitor, "desk-press-other")
        elif turn != state.turn:
            await self._tell(query, visitor, "desk-press-old")
        else:
            await self._access.sender.answer_press(query.id)
            reply = await tried(lambda: self._choose(visitor, token, state, choice), visitor)
            await self._put(visitor, reply, replaces=choice != "form")

    async def _choose(self, visitor: Visitor, token: str, state: State, choice: str) -> Reply:
        renderer = renderer_for(visitor, token)
        match choice, state.step:
            case "cancel", _:
                await self._conversations.end(token)
                return await self._copying.left(visitor, state)
            case "publish", Step.PREVIEW:
                return await self._publish(visitor, token, state)
            case "keep", Step.PREVIEW:
                return await self._publish(visitor, token, state, as_draft=True)
            case "add", Step.CONFIRM:
                claim = await self._publishing.add_phrasing(state, visitor.user_id)
                await self._conversations.end(token)
                return renderer.published(claim, "desk-phrasing-added", pictured=state.pictured)
            case "form", Step.FIELDS:
                return await self._copying.form(visitor, state)
            case _, Step.INTO if picked := _picked(state, choice):
                reply = await self.merge(visitor, state.claim_id, picked)
                await self._conversations.end(token)
                return reply
            case _, Step.WHICH if picked := _picked(state, choice):
                return await self._which(visitor, token, state, picked)
        base = None if state.step is Step.PICK else await self._screens.base(state)
        after = chosen(state, choice, base)
        return await self._go_on(visitor, token, after or state)

    async def _publish(self, visitor: Visitor, token: str, state: State, *, as_draft: bool = False) -> Reply:
        renderer = renderer_for(visitor, token)
        before = await self._screens.base(state)
        done = await self._publishing.publish(state, visitor.user_id, as_draft=as_draft)
        if isinstance(done, Conflict):
            newer = replace(state, base=done.newest.version, turn=state.turn + 1)
            await self._conversations.save(token, visitor.chat_id, visitor.user_id, newer)
            return renderer.conflict(newer, done, visitor.user_id, choice="keep" if as_draft else "publish")
        await self._conversations.end(token)
        new = before is None or before.state is ClaimState.DRAFT
        return renderer.saved(done, new=new, pictured=state.pictured)

    async def _put(self, visitor: Visitor, reply: Reply, *, replaces: bool) -> None:
        """Show a reply in the place of the pressed message, or below it."""
        sender = self._access.sender
        if not replaces or not await sender.edit(visitor.chat_id, visitor.message_id, reply):
            await sender.send(visitor.chat_id, reply, to=visitor.message_id)

    async def _tell(self, query: CallbackQuery, visitor: Visitor, key: str) -> None:
        await self._access.sender.answer_press(query.id, visitor.desk.plain.words.say(key), alert=True)


def _words(message: Message) -> str:
    """What a message says, without a command."""
    text = (message.text or message.caption or "").strip()
    is_command = text.startswith("/") and message.forward_origin is None
    return "" if is_command else text


def _picked(state: State, choice: str) -> str:
    """The id of the claim that a button stands for; "" for another button."""
    return {f"pick-{number}": claim_id for number, claim_id in enumerate(state.picks)}.get(choice, "")


def _replies_to(message: Message, bot_id: int) -> bool:
    replied = message.reply_to_message
    return replied is not None and replied.from_user is not None and replied.from_user.id == bot_id
