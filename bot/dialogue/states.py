"""Where a dialogue stands, and which step follows which. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.claim_form import Form, parse, written


class Step(StrEnum):
    """What is asked, or shown; the first nine are fields of the form."""

    CLAIM = "claim"
    RATING = "rating"
    CONTEXT = "context"
    SOURCE = "source"
    PHRASING = "phrasing"
    NEAR = "near"
    APPEARS = "appears"
    NEXT_REVIEW = "next-review"
    TAGS = "tags"
    FIELDS = "fields"
    PREVIEW = "preview"
    PICK = "pick"
    CONFIRM = "confirm"
    REASON = "reason"
    INTO = "into"
    WHICH = "which"


ORDER = (Step.CLAIM, Step.RATING, Step.CONTEXT, Step.SOURCE, Step.PHRASING, Step.NEAR)
"""The questions for a new claim; what else a claim can have is asked for among the fields."""
FIELD_STEPS = (*ORDER, Step.APPEARS, Step.NEXT_REVIEW, Step.TAGS)
OPTIONAL = frozenset((Step.PHRASING, Step.NEAR, Step.APPEARS, Step.NEXT_REVIEW, Step.TAGS))
REPEATED = frozenset((Step.CONTEXT, Step.SOURCE, Step.PHRASING, Step.NEAR, Step.TAGS))
"""Steps that take several answers, one after the other."""
FORWARDS = frozenset((Step.PHRASING, Step.NEAR))
"""Steps at which a forwarded post is an answer: the words of somebody else are what is asked for."""
_LISTENING = frozenset((*FIELD_STEPS, Step.REASON, Step.INTO, Step.WHICH))
MOST_REMOVABLE = 8
"""Entries of a step that have a button to take them away, the newest ones."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a dialogue stands.

    `claim_id` is the claim that is changed and `base` its version when that began; both are empty for a new one.
    `single`: only the field of this step is asked for. `picks` are claims to choose from, `entry` the entry of the
    queue that is answered, 0 for none. `pictured`: the post it began with has a picture or another file. `paused`:
    another dialogue of the same person listens. `heard` is the id of the last message that was taken as an answer,
    `since` that of the one with which the dialogue began.
    """

    step: Step
    form: Form = field(default_factory=Form)
    claim_id: str = ""
    base: int = 0
    turn: int = 0
    single: bool = False
    picks: tuple[str, ...] = ()
    entry: int = 0
    pictured: bool = False
    paused: bool = False
    heard: int = 0
    since: int = 0

    @property
    def listens(self) -> bool:
        """What the person writes next is an answer."""
        return self.step in _LISTENING and not self.paused


def new_claim(form: Form | None = None, *, entry: int = 0, pictured: bool = False) -> State:
    """The beginning of a new claim, with what is known of it already."""
    return State(Step.CLAIM, form or Form(), entry=entry, pictured=pictured)


def after(state: State) -> State:
    """The state when the question of this step is done with."""
    if state.single or state.step not in ORDER:
        return turned(state, Step.FIELDS if state.claim_id else Step.PREVIEW)
    place = ORDER.index(state.step) + 1
    return turned(state, ORDER[place] if place < len(ORDER) else Step.PREVIEW)


def before(state: State) -> Step | None:
    """Where "back" leads; None where there is no way back."""
    if state.step is Step.CONFIRM:
        return Step.PICK
    if state.step is Step.FIELDS:
        return Step.PREVIEW
    if state.step not in FIELD_STEPS:
        return None
    if state.single or state.step not in ORDER:
        return Step.FIELDS
    place = ORDER.index(state.step)
    if place == 0:
        return Step.PICK if state.picks else None
    return ORDER[place - 1]


def turned(state: State, step: Step, *, single: bool | None = None) -> State:
    """The state at another step, one turn later."""
    claim_id = "" if step is Step.PICK else state.claim_id
    kept = state.single if single is None else single
    return replace(state, step=step, turn=state.turn + 1, single=kept, claim_id=claim_id)


def payload(state: State) -> dict[str, Any]:
    """The state as JSON holds it."""
    return {
        "step": state.step.value,
        "form": written(state.form),
        "claim": state.claim_id,
        "base": state.base,
        "turn": state.turn,
        "single": state.single,
        "picks": list(state.picks),
        "entry": state.entry,
        "pictured": state.pictured,
        "paused": state.paused,
        "heard": state.heard,
        "since": state.since,
    }


def restored(told: Mapping[str, Any]) -> State | None:
    """The state of a payload; None for one that this release can't read."""
    try:
        editing = bool(told["claim"]) and told["step"] != Step.CONFIRM
        form = parse(str(told["form"]), editing=editing)
        return State(
            step=Step(told["step"]),
            form=replace(form, text="", faults=()),
            claim_id=str(told["claim"]),
            base=int(told["base"]),
            turn=int(told["turn"]),
            single=bool(told["single"]),
            picks=tuple(map(str, told["picks"])),
            entry=int(told["entry"]),
            pictured=bool(told.get("pictured")),
            paused=bool(told["paused"]),
            heard=int(told["heard"]),
            since=int(told["since"]),
        )
    except (KeyError, ValueError, TypeError):
        return None
