"""What was typed in a dialogue comes back, to be copied, changed and sent again."""

from dataclasses import replace

from bot.claim_form import Form
from bot.claim_form.writing import written
from bot.dialogue import State
from bot.handlers.desk.access import Access, Visitor
from bot.handlers.desk.screens import Screens
from bot.rendering.desk import form_text
from bot.reply import Reply


class Copying:
    """Gives texts back: in a message where they fit, else as a file."""

    def __init__(self, access: Access, screens: Screens) -> None:
        self._access = access
        self._screens = screens

    async def form(self, visitor: Visitor, state: State) -> Reply:
        """The form so far, to be copied; of a claim without changes, all of it."""
        base = await self._screens.base(state)
        if base is not None and state.form == Form(id=state.form.id):
            return await self._copy(visitor, "desk-form-copy", form_text(base))
        command = f"/editclaim {state.claim_id}" if state.claim_id else "/addclaim"
        return await self._copy(visitor, "desk-form-copy", f"{command}\n{written(state.form)}")

    async def left(self, visitor: Visitor, state: State) -> Reply:
        """That a dialogue is over; what was typed comes back."""
        typed = written(replace(state.form, id=""))
        if not typed:
            return visitor.desk.say("desk-cancelled")
        return await self._copy(visitor, "desk-cancelled-typed", written(state.form))

    async def _copy(self, visitor: Visitor, key: str, text: str) -> Reply:
        """A text to be copied: in the reply, or as a file where it is too long for one."""
        reply = visitor.desk.copy(key, text)
        if reply is not None:
            return reply
        caption = visitor.desk.plain.words.say("desk-form-file")
        await self._access.sender.send_file(
            visitor.chat_id, "claim.txt", text.encode(), to=visitor.message_id, caption=caption
        )
        return visitor.desk.say(key)
