"""Pictures and other files that moderators know with a claim: acts like any other, in the audit and undone by /undo."""

import time
from collections.abc import Callable

from bot.curation.acting import Acting, OpenAct
from bot.curation.errors import WrongState
from bot.curation.values import Kind
from bot.store.acts import Act
from bot.store.known_media import Added, KnownMedia, add, remove
from claims_db.errors import UnknownClaim
from claims_db.model import State

MEDIA_KINDS = (Kind.MEDIA, Kind.MEDIA_OFF)


class Media:
    """What moderators do with files, named by what Telegram calls them whoever sends them.

    Acts raise NotAllowed, Frozen, UnknownClaim and StoreUnavailable; then nothing was done.
    """

    def __init__(self, acting: Acting, known: KnownMedia, *, now: Callable[[], float] = time.time) -> None:
        self._acting = acting
        self._known = known
        self._now = now

    async def know(self, file_id: str, claim_id: str, by: int) -> Added:
        """Know a file with a published claim; the next post with it is answered so, in every process.

        Raises:
            WrongState: the claim is not published.
        """
        async with self._acting.act(by, Kind.MEDIA) as act:
            found = await act.newest(claim_id)
            if found is None:
                raise UnknownClaim(claim_id)
            if found.claim.state is not State.PUBLISHED:
                raise WrongState(claim_id, found.claim.state, found.claim.merged_into)
            added = await add(act.connection, file_id, claim_id, by=act.code, at=self._now())
            if added == "added":
                _note(act, claim_id, file_id)
        return added

    async def forget(self, file_id: str, claim_id: str, by: int) -> bool:
        """Know a file with a claim no more, whatever the claim's state; False where it was not."""
        async with self._acting.act(by, Kind.MEDIA_OFF) as act:
            removed = await remove(act.connection, file_id, claim_id)
            if removed:
                _note(act, claim_id, file_id)
        return removed

    async def claims_of(self, file_id: str) -> list[str]:
        """The ids of the claims, published or not, with which a file is known."""
        return await self._known.claims_of([file_id])

    async def number(self, claim_id: str) -> int:
        """How many files a claim is known by."""
        return await self._known.number(claim_id)


def claim_of(last: Act) -> str:
    """The claim that an act on a file was about."""
    return last.note.partition(" ")[0]


async def take_back(act: OpenAct, last: Act, *, now: float) -> None:
    """Let it be with a file as it was before the act `last`, in the transaction of `act`."""
    claim_id, _, file_id = last.note.partition(" ")
    if last.kind == Kind.MEDIA:
        await remove(act.connection, file_id, claim_id)
    else:
        await add(act.connection, file_id, claim_id, by=act.code, at=now)
    _note(act, claim_id, file_id)


def _note(act: OpenAct, claim_id: str, file_id: str) -> None:
    act.note = f"{claim_id} {file_id}"
    act.lasting = True
