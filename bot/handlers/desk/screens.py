"""The state of a dialogue as the reply that shows it, with the claims it is about."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.claim_form import Fault, parse, written
from bot.curation import Change, Curator, Refused
from bot.curation.differences import differences
from bot.dialogue import State, Step
from bot.handlers.desk.access import Visitor
from bot.rendering.dialogue import DialogueRenderer
from bot.reply import Reply
from claims_db.errors import UnknownClaim
from claims_db.model import Claim


class Screens:
    """Shows every step."""

    def __init__(self, curator: Curator, *, links_checked: bool, trusted: Collection[str] = ()) -> None:
        """`links_checked`: previews look whether sources answer."""
        self._curator = curator
        self._links_checked = links_checked
        self._trusted = trusted

    async def prepared(self, state: State) -> State:
        """The state with the id that a new claim will have, so that publishing it twice is noticed."""
        if state.step is not Step.PREVIEW or state.claim_id or state.form.id or self.faults(state):
            return state
        claim = await self._curator.draft(state.form)
        return replace(state, form=replace(state.form, id=claim.id))

    def faults(self, state: State) -> tuple[Fault, ...]:
        """What is wrong with the form as it stands, without places: nobody sees its lines."""
        read = parse(written(state.form), editing=bool(state.claim_id), trusted=self._trusted)
        return tuple(dict.fromkeys(replace(fault, line=0) for fault in read.faults))

    async def show(self, visitor: Visitor, token: str, state: State, faults: Sequence[Fault] = ()) -> Reply:
        """The reply for a step; `faults` are those of the last answer.

        Raises:
            UnknownClaim: the claim that is changed is gone.
        """
        renderer = renderer_for(visitor, token)
        match state.step:
            case Step.PREVIEW:
                return await self._preview(renderer, state, faults, visitor.user_id)
            case Step.FIELDS:
                return renderer.fields(state, await self._changes(state))
            case Step.PICK:
                return renderer.pick(state, await self._picks(state))
            case Step.INTO:
                return renderer.into(state, await self._picks(state))
            case Step.WHICH:
                return renderer.which(state, await self._picks(state))
            case Step.CONFIRM:
                return renderer.confirm(state, await self.base(state) or _gone(state))
            case Step.REASON:
                return renderer.reason(state)
        return renderer.question(state, await self.base(state), faults)

    async def base(self, state: State) -> Claim | None:
        """The claim that is changed, None for a new one."""
        if not state.claim_id:
            return None
        claim = await self._curator.claim(state.claim_id)
        return claim or _gone(state)

    async def _preview(self, renderer: DialogueRenderer, state: State, faults: Sequence[Fault], by: int) -> Reply:
        if wrong := faults or self.faults(state):
            return renderer.faults(state, wrong)
        base = await self.base(state)
        try:
            claim = await self._curator.draft(state.form, state.claim_id or None)
        except Refused as refused:
            return renderer.faults(state, [Fault(problem.code, 0, problem.detail) for problem in refused.problems])
        preview = await self._curator.preview(claim, by=by)
        changes = differences(base, claim) if base else ()
        return renderer.preview(state, preview, changes, links_checked=self._links_checked)

    async def _changes(self, state: State) -> tuple[Change, ...]:
        base = await self.base(state)
        if base is None:
            return ()
        try:
            return differences(base, await self._curator.draft(state.form, state.claim_id))
        except Refused:
            return ()

    async def _picks(self, state: State) -> list[Claim]:
        """The claims to choose from, in the order of their buttons; one that is gone keeps its place empty."""
        found = [await self._curator.claim(claim_id) for claim_id in state.picks]
        return [claim or Claim(claim_id, claim_id) for claim_id, claim in zip(state.picks, found, strict=True)]


def renderer_for(visitor: Visitor, token: str) -> DialogueRenderer:
    """The renderer of a dialogue in the words of its visitor."""
    return DialogueRenderer(visitor.desk.plain, token, in_group=visitor.in_group)


def _gone(state: State) -> Claim:
    raise UnknownClaim(state.claim_id)
