"""What somebody writes in answer to a question. Pure."""

import re
from collections.abc import Collection
from dataclasses import replace

from bot.claim_form import Fault, Form, parse
from bot.claim_form.lines import split
from bot.dialogue.states import FORWARDS, REPEATED, State, Step, after

_LANGUAGE = re.compile(r"\[ ?([A-Za-z]{2,3}) ?\][ :]*")
_ADDRESS = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


def answered(state: State, text: str, *, trusted: Collection[str] = ()) -> tuple[State, tuple[Fault, ...]]:
    """What follows from an answer to a question of the form; with faults, the question stays. Faults name the line of
    an answer that has several.

    A line of another field, written as in the form, is understood at every step but those that forwarded posts answer.
    `trusted` are the `host:port` at which sources may lie although the port is unusual.
    """
    given, several = _read(state, text, trusted)
    if given.faults:
        one_line = "\n" not in text.strip()
        return state, tuple(replace(fault, line=0) for fault in given.faults) if one_line else given.faults
    state = replace(state, form=merged(state.form, given))
    stays = several or state.step in REPEATED
    return (replace(state, turn=state.turn + 1) if stays else after(state)), ()


def merged(form: Form, given: Form) -> Form:
    """`form` with what was given: single values are replaced, the others added."""
    return replace(
        form,
        id=given.id or form.id,
        statement=given.statement or form.statement,
        language=given.language if given.statement else form.language,
        statement_in={**form.statement_in, **given.statement_in},
        rating=given.rating or form.rating,
        context={**form.context, **given.context},
        sources=tuple({source.url: source for source in (*form.sources, *given.sources)}.values()),
        phrasings=tuple(dict.fromkeys((*form.phrasings, *given.phrasings))),
        near_misses=tuple(dict.fromkeys((*form.near_misses, *given.near_misses))),
        tags=tuple(dict.fromkeys((*form.tags, *given.tags))),
        appears=given.appears or form.appears,
        appears_in={**form.appears_in, **given.appears_in},
        next_review=given.next_review or (None if given.no_review else form.next_review),
        no_review=given.no_review or (form.no_review and given.next_review is None),
        evidence_until=given.evidence_until or form.evidence_until,
        removals=tuple(dict.fromkeys((*form.removals, *given.removals))),
    )


def _read(state: State, text: str, trusted: Collection[str]) -> tuple[Form, bool]:
    """What an answer gives, and whether it was written as lines of a form."""
    editing = bool(state.claim_id)
    if state.step not in FORWARDS:
        _, lines = split(text)
        if lines and lines[0].known:
            form = parse(text, editing=True, trusted=trusted)
            wrong = tuple(Fault("removal_in_new", gone.line, gone.kind) for gone in form.removals if not editing)
            return replace(form, faults=form.faults + wrong), not (len(lines) == 1 and lines[0].name == state.step)
    language = _LANGUAGE.match(text)
    tag = f"{state.step}[{language[1].lower()}]" if language else state.step.value
    body = text[language.end() :] if language else text
    parts = body.split("\n") if state.step is Step.SOURCE else [body]
    if state.step is Step.SOURCE and not all(_ADDRESS.match(part.strip()) for part in parts if part.strip()):
        parts = [body]
    lines_of_form = [f"{tag}: " + part.replace("\n", "\n  ") for part in parts if part.strip()] or [f"{tag}:"]
    return _in_original(
        parse("\n".join(lines_of_form), editing=True, trusted=trusted), state, language[1].lower() if language else ""
    ), False


def _in_original(form: Form, state: State, language: str) -> Form:
    """The sentence of a new claim is its original, also where its language was told."""
    if state.step is not Step.CLAIM or state.claim_id or state.form.statement or not form.statement_in:
        return form
    return replace(form, statement=form.statement_in[language], language=language, statement_in={})
