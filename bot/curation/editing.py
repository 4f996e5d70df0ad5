"""Changing a claim field by field; the later of two editors is told what the earlier one did."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.claim_form import Form, misses, to_claim
from bot.curation.acting import Acting, OpenAct
from bot.curation.differences import differences, takes_away
from bot.curation.errors import Refused
from bot.curation.proving import Proving
from bot.curation.values import Conflict, Kind, Who
from claims_db.curation import Problem
from claims_db.model import Claim, State
from claims_db.store import ClaimVersion


def applied(form: Form, base: Claim, *, today: date) -> Claim:
    """The claim that a form makes of `base`; raises Refused where it would take away what is not there."""
    if lost := misses(form, base):
        raise Refused(tuple(Problem(fault.code, fault.detail) for fault in lost))
    return to_claim(form, base, today=today)


async def edit(
    acting: Acting,
    proving: Proving,
    seen: Claim,
    form: Form,
    by: int,
    *,
    base_version: int | None,
    today: date,
    who: Callable[[str], Who],
    publish: bool = False,
) -> Claim | Conflict:
    """Save what a form makes of `seen`, the newest version a moment ago; see `Curator.edit`."""
    base = base_version or seen.version
    wanted = seen
    comes_out = publish and seen.state is State.DRAFT
    if base == seen.version:
        wanted = applied(form, seen, today=today)
        wanted = replace(wanted, state=State.PUBLISHED) if comes_out else wanted
        known = None if comes_out else seen
        if wanted.state is State.PUBLISHED and (problems := await proving.problems(wanted, base=known)):
            raise Refused(problems)
    async with acting.act(by, Kind.PUBLISH if comes_out else Kind.EDIT) as act:
        newest = await act.existing(seen.id)
        if newest.claim.version != base:
            return await _saved_before(act, newest, form, base, today) or await _conflict(
                act, newest, form, base, today, who
            )
        changes = differences(seen, wanted)
        if not changes:
            return seen
        act.destructive = seen.state is not State.DRAFT and takes_away(changes)
        [saved] = await act.save([wanted])
    return saved


async def _saved_before(act: OpenAct, newest: ClaimVersion, form: Form, version: int, today: date) -> Claim | None:
    """The newest version, where it is what the same moderator made of the same form: the word of it got lost."""
    base = (await act.batch.at({newest.claim.id: version})).get(newest.claim.id)
    if base is None or newest.by != act.code or newest.claim.version != version + 1 or misses(form, base):
        return None
    made = replace(to_claim(form, base, today=today), state=newest.claim.state)  # a draft may have come out by it
    return None if differences(newest.claim, made) else newest.claim


async def _conflict(
    act: OpenAct, newest: ClaimVersion, form: Form, version: int, today: date, who: Callable[[str], Who]
) -> Conflict:
    base = (await act.batch.at({newest.claim.id: version})).get(newest.claim.id, newest.claim)
    yours = differences(base, to_claim(form, base, today=today))
    return Conflict(newest.claim, who(newest.by), newest.at, differences(base, newest.claim), yours)
