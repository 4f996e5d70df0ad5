"""Taking back one's own acts, the newest first, again and again."""

from collections.abc import Callable

from bot.curation.acting import Acting, OpenAct
from bot.curation.media import MEDIA_KINDS, claim_of, take_back
from bot.curation.values import ChangedSince, Kind, NothingToUndo, Undone, Who
from bot.store.acts import Act, act_for, act_numbered, last_act, stands_for
from claims_db.model import Claim

_UNDOABLE = tuple(kind.value for kind in Kind if kind is not Kind.UNDO)


async def undo(
    acting: Acting, by: int, who: Callable[[str], Who], *, now: float, request: str = ""
) -> Undone | NothingToUndo | ChangedSince:
    """Take back the last act of `by` that is not undone; where somebody has changed a claim since, do nothing.

    Every claim of the act gets the content it had before, as a new version; one that was not there is withdrawn. A
    `request` that was answered already takes back nothing more: what it did is said again.
    """
    async with acting.act(by, Kind.UNDO) as act:
        if request and (done := await _done_for(act, request)):
            return done
        act.request = request
        last = await last_act(act.connection, act.code, _UNDOABLE)
        if last is None:
            return NothingToUndo()
        if changed := await _changed_since(act, last):
            newest = (await act.batch.newest(changed[:1]))[changed[0]]
            return ChangedSince(Kind(last.kind), last.at, changed, who(newest.by))
        act.undoes = last.seq
        if last.kind in MEDIA_KINDS:
            await take_back(act, last, now=now)
        else:
            await _bring_back(act, last)
    return _undone(last)


async def _done_for(act: OpenAct, request: str) -> Undone | None:
    """What a request that comes once more took back; None for a new one."""
    done = await act_for(act.connection, request)
    if done is None or done.undoes is None:
        return None
    last = await act_numbered(act.connection, done.undoes)
    return None if last is None else _undone(last)


def _undone(act: Act) -> Undone:
    claim_ids = tuple(change.claim_id for change in act.changes)
    return Undone(Kind(act.kind), act.at, (claim_of(act),) if act.kind in MEDIA_KINDS else claim_ids)


async def _changed_since(act: OpenAct, last: Act) -> tuple[str, ...]:
    """The claims of an act whose content is no longer what it left."""
    newest = await act.batch.newest([change.claim_id for change in last.changes])
    contents = await stands_for(act.connection, {claim_id: row.claim.version for claim_id, row in newest.items()})
    return tuple(change.claim_id for change in last.changes if contents.get(change.claim_id) != change.after)


async def _bring_back(act: OpenAct, last: Act) -> None:
    """Give each claim of an act the content before it; an undo's version stands for an older one, that is meant."""
    wanted = await stands_for(act.connection, {change.claim_id: change.before for change in last.changes})
    old = await act.batch.at({claim_id: version for claim_id, version in wanted.items() if version})
    claims: dict[str, Claim | None] = {claim_id: old.get(claim_id) for claim_id in wanted}
    await act.bring_back(claims, wanted, why=f"undo {last.seq}")
