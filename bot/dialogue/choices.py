"""What the buttons under a question do. Pure."""

from dataclasses import replace
from typing import Any

from bot.claim_form import Form, Removal
from bot.claim_form.writing import source_line
from bot.dialogue.states import FIELD_STEPS, OPTIONAL, REPEATED, State, Step, after, before, turned
from claims_db.model import Claim, Rating


def chosen(state: State, choice: str, base: Claim | None = None) -> State | None:
    """What follows from a button; None for one that is not of this step. `base` is the claim that is changed."""
    kind, _, value = choice.partition("-")
    match kind:
        case "next" if state.step in FIELD_STEPS and (state.step in OPTIONAL or has(state, base)):
            return after(state)
        case "back" if (back := before(state)) is not None:
            return turned(state, back, single=False)
        case "rate" if state.step is Step.RATING and value in list(Rating):
            return after(replace(state, form=replace(state.form, rating=Rating(value))))
        case "drop" if state.step in REPEATED:
            form = without(state, base, _number(value))
            return None if form is None else replace(state, form=form, turn=state.turn + 1)
        case "never" if state.step is Step.NEXT_REVIEW:
            return after(replace(state, form=replace(state.form, next_review=None, no_review=True)))
        case "fields" if state.step is Step.PREVIEW:
            return turned(state, Step.FIELDS)
        case "field" if state.step is Step.FIELDS and value in FIELD_STEPS:
            return turned(state, Step(value), single=True)
        case "done" if state.step is Step.FIELDS:
            return turned(state, Step.PREVIEW)
        case "new" if state.step is Step.PICK:
            return turned(state, Step.CLAIM)
        case "pick" if state.step is Step.PICK and _number(value) < len(state.picks):
            return replace(turned(state, Step.CONFIRM), claim_id=state.picks[_number(value)])
    return None


def has(state: State, base: Claim | None) -> bool:
    """Whether the field of this step has something."""
    form, step = state.form, state.step
    if step is Step.CLAIM:
        return bool(form.statement or form.statement_in or base)
    if step is Step.RATING:
        return bool(form.rating or base)
    if step in (Step.CONTEXT, Step.SOURCE, Step.PHRASING, Step.NEAR, Step.TAGS):
        return bool(entries(state, base))
    return True


def entries(state: State, base: Claim | None) -> tuple[tuple[str, str], ...]:
    """What the field of this step holds so far: (language, text); those of the claim first. Empty for single values."""
    form = state.form
    match state.step:
        case Step.CONTEXT:
            return tuple({**(base.context if base else {}), **form.context}.items())
        case Step.SOURCE:
            kept = (
                [("", source_line(source)) for source in base.sources if source.url not in _gone(form)] if base else []
            )
            return (*kept, *(("", source_line(source)) for source in form.sources))
        case Step.PHRASING:
            given = (*(base.phrasings if base else ()), *form.phrasings)
            return tuple((one.language, one.text) for one in given if one.text not in _gone(form))
        case Step.NEAR:
            given_near = (*(base.near_misses if base else ()), *form.near_misses)
            return tuple(("", text) for text in given_near if text not in _gone(form))
        case Step.TAGS:
            return tuple(("", tag) for tag in (*(base.tags if base else ()), *form.tags))
    return ()


def without(state: State, base: Claim | None, number: int) -> Form | None:
    """The form without the entry `number` of this step, counted from 0; None where there is none to take away."""
    there = entries(state, base)
    if number >= len(there) or state.step in (Step.CONTEXT, Step.TAGS):
        return _without_value(state, there, number)
    form, text = state.form, there[number][1]
    url = text.split(" | ")[0]
    if state.step is Step.SOURCE:
        added = tuple(source for source in form.sources if source.url != url)
        form, text, is_new = replace(form, sources=added), url, len(added) < len(form.sources)
    elif state.step is Step.PHRASING:
        spoken = tuple(one for one in form.phrasings if one.text != text)
        form, is_new = replace(form, phrasings=spoken), len(spoken) < len(form.phrasings)
    else:
        near = tuple(one for one in form.near_misses if one != text)
        form, is_new = replace(form, near_misses=near), len(near) < len(form.near_misses)
    if is_new:
        return form
    kind: Any = state.step.value
    return replace(form, removals=(*form.removals, Removal(kind, text)))


def _gone(form: Form) -> set[str]:
    return {removal.text for removal in form.removals}


def _without_value(state: State, there: tuple[tuple[str, str], ...], number: int) -> Form | None:
    """A context or tag can be taken back only where it was given in this dialogue."""
    if number >= len(there):
        return None
    language, text = there[number]
    form = state.form
    if state.step is Step.CONTEXT and language in form.context:
        return replace(form, context={code: said for code, said in form.context.items() if code != language})
    if state.step is Step.TAGS and text in form.tags:
        return replace(form, tags=tuple(tag for tag in form.tags if tag != text))
    return None


def _number(value: str) -> int:
    """A number that a button carries; larger than any list for what is none."""
    return int(value) if value.isascii() and value.isdigit() else 1_000
