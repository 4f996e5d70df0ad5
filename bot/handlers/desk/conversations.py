"""The dialogues of the desk in the database: of each person in each chat at most one listens."""

from dataclasses import replace

from bot.dialogue import State, payload, restored
from bot.store.dialogues import Dialogue, Dialogues


class Conversations:
    """Keeps states. All methods raise StoreUnavailable when the database can't be used."""

    def __init__(self, dialogues: Dialogues) -> None:
        self._dialogues = dialogues

    async def begin(self, chat_id: int, user_id: int, state: State) -> str:
        """Keep a new dialogue; an older one of the same person there waits under its buttons. Returns its token."""
        await self._pause(chat_id, user_id, "")
        return await self._dialogues.begin(chat_id, user_id, payload(state))

    async def current(self, chat_id: int, user_id: int) -> tuple[str, State] | None:
        """The dialogue that somebody went on with last in a chat; None when there is none."""
        return _read(await self._dialogues.newest(chat_id, user_id))

    async def of(self, token: str) -> tuple[Dialogue, State] | None:
        """The dialogue of a button; None when it has ended."""
        found = await self._dialogues.get(token)
        state = _read(found)
        return (found, state[1]) if found and state else None

    async def save(self, token: str, chat_id: int, user_id: int, state: State) -> bool:
        """Keep the next step, which listens from now on; False when the dialogue has ended meanwhile."""
        await self._pause(chat_id, user_id, token)
        return await self._dialogues.save(token, payload(replace(state, paused=False)))

    async def end(self, token: str) -> bool:
        """End a dialogue; True for exactly one of those who ask at the same time."""
        return await self._dialogues.end(token)

    async def _pause(self, chat_id: int, user_id: int, token: str) -> None:
        """Let no other dialogue of the same person there listen."""
        other = await self.current(chat_id, user_id)
        if other is not None and other[0] != token and other[1].listens:
            await self._dialogues.save(other[0], payload(replace(other[1], paused=True)))


def _read(dialogue: Dialogue | None) -> tuple[str, State] | None:
    state = restored(dialogue.payload) if dialogue else None
    return (dialogue.token, state) if dialogue and state else None
