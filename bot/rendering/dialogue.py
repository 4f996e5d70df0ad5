"""Questions, previews and faults of the guided dialogue, as replies. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.buttons.desk import of_dialogue
from bot.checking.answer import Answer, Case, Part
from bot.claim_form import Fault, Form
from bot.curation import Change, Conflict, Preview
from bot.dialogue import FIELD_STEPS, MOST_REMOVABLE, OPTIONAL, ORDER, REPEATED, State, Step, entries, has
from bot.rendering.answers import Renderer
from bot.rendering.compose import Composer, shorten, without_direction_marks
from bot.rendering.pieces import (
    MESSAGE_LENGTH,
    add_bullets,
    change_words,
    fitted,
    moment,
    problem_words,
    quoted_reply,
    who_words,
)
from bot.reply import Button, Reply, utf16_length
from claims_db.model import Claim, Rating
from claims_db.model import State as ClaimState

_ENTRY_LENGTH = 200
_BUTTON_LENGTH = 55
_MOST_BULLETS = 12
_PROOF = frozenset(("phrasing_finds_other", "phrasing_finds_nothing", "near_miss_found", "too_general"))
_ROOM = 200
"""UTF-16 units left free of a preview."""


@dataclass(frozen=True, slots=True)
class DialogueRenderer:
    """Puts the states of one dialogue into the words of one language; `token` names it on its buttons."""

    plain: Renderer
    token: str
    in_group: bool = False

    # -- questions ----------------------------------------------------------------------------------------

    def question(self, state: State, base: Claim | None = None, faults: Sequence[Fault] = ()) -> Reply:
        """What is asked at a step of the form, with what is there already, and what was wrong with the last answer."""
        words, say = self.plain.words, self.plain.words.say
        text = Composer()
        if faults:
            add_bullets(text, words, (problem_words(words, fault) for fault in faults), _MOST_BULLETS)
            text = Composer().add(text.text.lstrip("\n")).paragraph()
        text.bold(say("desk-change", id=state.claim_id) if state.claim_id else say("desk-new"))
        if state.step in ORDER and not state.single:
            text.add(" – " + say("desk-step", number=ORDER.index(state.step) + 1, count=len(ORDER)))
        text.paragraph().add(say(f"desk-ask-{state.step}", id=state.claim_id))
        self._add_there(text, state, base)
        if self.in_group and state.listens and state.step is not Step.RATING:
            text.paragraph().add(say("desk-in-group"), "italic")
        return fitted(text, [*self._choices(state, base), self._steering(state, base)])

    def fields(self, state: State, changes: Sequence[Change] = ()) -> Reply:
        """Which field is to be changed, with the changes so far."""
        words, say = self.plain.words, self.plain.words.say
        text = Composer().bold(say("desk-change", id=state.claim_id) if state.claim_id else say("desk-new"))
        if changes:
            text.paragraph().add(say("desk-changes"))
            add_bullets(text, words, (change_words(words, change) for change in changes), _MOST_BULLETS)
        elif state.claim_id:
            text.paragraph().add(say("desk-no-changes"))
        text.paragraph().add(say("desk-ask-fields"))
        buttons = [self._button(state, say(f"desk-field-{step}"), f"field-{step}") for step in FIELD_STEPS]
        rows = [tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2)]
        form = (self._button(state, say("desk-button-form"), "form"),)
        ends = (self._button(state, say("desk-button-done"), "done"), self._cancel(state))
        return fitted(text, [*rows, form, ends])

    def reason(self, state: State) -> Reply:
        """Why a claim is retired."""
        text = Composer().add(self.plain.words.say("desk-ask-reason", id=state.claim_id))
        return fitted(self._for_group(text), [(self._cancel(state),)])

    def into(self, state: State, claims: Sequence[Claim]) -> Reply:
        """Which claim another becomes part of."""
        text = Composer().add(self.plain.words.say("desk-ask-into", id=state.claim_id))
        return fitted(self._for_group(text), [*self._claims(state, claims), (self._cancel(state),)])

    def which(self, state: State, claims: Sequence[Claim]) -> Reply:
        """Which claim is to be changed."""
        text = Composer().add(self.plain.words.say("desk-ask-which"))
        return fitted(self._for_group(text), [*self._claims(state, claims), (self._cancel(state),)])

    def pick(self, state: State, claims: Sequence[Claim]) -> Reply:
        """Whether a post is one of the claims that come closest to it."""
        say = self.plain.words.say
        text = Composer().bold(say("desk-pick"))
        self._add_post(text, state.form)
        for number, claim in enumerate(claims, 1):
            text.paragraph().add(f"{number}. ").link(self.plain.statement(claim)[0], self.plain.link(claim))
            text.add(f" – {say(f'rating-{claim.rating}')}")
        new = (self._button(state, say("desk-button-new"), "new"),)
        return fitted(text, [*self._claims(state, claims), new, (self._cancel(state),)])

    def confirm(self, state: State, claim: Claim) -> Reply:
        """Whether the wording is added to a claim."""
        say = self.plain.words.say
        text = Composer().bold(say("desk-confirm-phrasing", id=claim.id)).paragraph()
        text.add(say("quoted", text=self.plain.statement(claim)[0].rstrip(".")))
        self._add_post(text, state.form)
        add = (self._button(state, say("desk-button-add-phrasing"), "add"),)
        back = self._button(state, say("desk-button-back"), "back")
        return fitted(text, [add, (back, self._cancel(state))])

    # -- faults and previews ------------------------------------------------------------------------------

    def faults(self, state: State, faults: Sequence[Fault]) -> Reply:
        """Everything that is wrong with a form, at once."""
        words, say = self.plain.words, self.plain.words.say
        text = Composer().bold(say("desk-faults", count=len(faults)))
        add_bullets(text, words, (problem_words(words, fault) for fault in faults), 25)
        text.paragraph().add(say("desk-faults-keep"))
        return fitted(text, [self._edit_or_cancel(state)])

    def preview(self, state: State, preview: Preview, changes: Sequence[Change], *, links_checked: bool) -> Reply:
        """What readers will see, the proof of it, and what is wrong; with the button to publish where nothing is."""
        say = self.plain.words.say
        head = Composer()
        head.bold(say("desk-preview-change", id=state.claim_id) if state.claim_id else say("desk-preview"))
        if state.claim_id and preview.claim.state is not ClaimState.PUBLISHED:
            head.line().add(say(f"desk-preview-{preview.claim.state}"))
        self._add_changes(head, state, changes)
        tail = Composer()
        self._add_verdict(tail, preview, links_checked=links_checked)
        room = MESSAGE_LENGTH - utf16_length(head.text) - utf16_length(tail.text) - _ROOM
        shown = self.plain.reply(Answer(Case.CLAIM, (Part(preview.claim),)))
        head.paragraph()
        if quoted_reply(head, shown, max(room, _ROOM)):
            head.line().add(say("desk-preview-shortened"), "italic")
        head.paragraph().embed(tail.text, tail.entities)
        return fitted(head, self._endings(state, preview, changed=bool(changes)))

    def _endings(self, state: State, preview: Preview, *, changed: bool) -> list[tuple[Button, ...]]:
        """Publish what can be published, keep a changed draft; a claim that readers have needs a change first."""
        say = self.plain.words.say
        draft = bool(state.claim_id) and preview.claim.state is ClaimState.DRAFT
        may = preview.publishable and (changed or draft or not state.claim_id)
        publish = (self._button(state, say("desk-button-publish"), "publish"),) if may else ()
        keep = (self._button(state, say("desk-button-keep-draft"), "keep"),) if draft and changed else ()
        return [keep, (*publish, *self._edit_or_cancel(state))]

    def conflict(self, state: State, conflict: Conflict, user_id: int, *, choice: str = "publish") -> Reply:
        """What somebody else changed meanwhile, and what would come on top of it by trying the `choice` again."""
        words, say = self.plain.words, self.plain.words.say
        who = who_words(words, conflict.by, reader_id=user_id)
        text = Composer().bold(say("desk-conflict", who=who, time=moment(words, conflict.at)))
        for key, changes in (("theirs", conflict.theirs), ("yours", conflict.yours)):
            text.paragraph().add(say(f"desk-conflict-{key}"))
            add_bullets(text, words, (change_words(words, change) for change in changes), _MOST_BULLETS)
        text.paragraph().add(say("desk-conflict-ask"))
        over = (self._button(state, say("desk-button-publish-over"), choice),)
        return fitted(text, [over, self._edit_or_cancel(state)])

    def saved(self, claim: Claim, *, new: bool, pictured: bool = False) -> Reply:
        """What a dialogue made of a claim: public, public as changed, or still unseen by readers."""
        if claim.state is ClaimState.PUBLISHED:
            return self.published(claim, "desk-published" if new else "desk-published-change", pictured=pictured)
        return self.published(claim, f"desk-saved-{claim.state}")

    def published(self, claim: Claim, key: str = "desk-published", *, pictured: bool = False) -> Reply:
        """That a claim is public now; `pictured`: and how the picture of its post can be known with it."""
        text = Composer().bold(self.plain.words.say(key)).paragraph()
        text.link(self.plain.statement(claim)[0], self.plain.link(claim)).line().add(claim.id)
        if pictured:
            text.paragraph().add(self.plain.words.say("desk-media-hint", id=claim.id))
        return fitted(text)

    # -- pieces -------------------------------------------------------------------------------------------

    def _add_there(self, text: Composer, state: State, base: Claim | None) -> None:
        say = self.plain.words.say
        if state.step in REPEATED:
            there = entries(state, base)
            text.paragraph().add(say("desk-so-far" if there else "desk-nothing-yet"))
            for number, (language, entry) in enumerate(there, 1):
                text.line().add(f"{number}. " + (f"[{language}] " if language else ""))
                text.add(shorten(without_direction_marks(entry), _ENTRY_LENGTH))
        elif value := self._value(state, base):
            text.paragraph().add(say("desk-now", value=shorten(without_direction_marks(value), 600)))

    def _value(self, state: State, base: Claim | None) -> str:
        form = state.form
        match state.step:
            case Step.CLAIM:
                return form.statement or (base.statement if base else "")
            case Step.RATING:
                rating = form.rating or (base.rating if base else None)
                return self.plain.words.say(f"rating-{rating}") if rating else ""
            case Step.APPEARS:
                return form.appears or (base.appears if base else "")
            case Step.NEXT_REVIEW:
                day = None if form.no_review else form.next_review or (base.next_review if base else None)
                return self.plain.words.date(day) if day else ""
        return ""

    def _choices(self, state: State, base: Claim | None) -> Iterator[tuple[Button, ...]]:
        say = self.plain.words.say
        if state.step is Step.RATING:
            buttons = [self._button(state, say(f"rating-{rating}"), f"rate-{rating}") for rating in Rating]
            yield from (tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2))
        if state.step is Step.NEXT_REVIEW:
            yield (self._button(state, say("desk-button-never"), "never"),)
        if state.step in REPEATED and (count := len(entries(state, base))):
            numbers = range(max(0, count - MOST_REMOVABLE), count)
            yield tuple(
                self._button(state, say("desk-button-drop", number=number + 1), f"drop-{number}") for number in numbers
            )

    def _steering(self, state: State, base: Claim | None) -> tuple[Button, ...]:
        say = self.plain.words.say
        buttons = []
        if state.single or state.step is not Step.CLAIM or state.picks:
            buttons.append(self._button(state, say("desk-button-back"), "back"))
        filled = state.step in REPEATED and bool(entries(state, base))
        if state.step in OPTIONAL or has(state, base):
            key = "next" if filled or state.step not in OPTIONAL else "skip"
            buttons.append(self._button(state, say(f"desk-button-{key}"), "next"))
        return (*buttons, self._cancel(state))

    def _claims(self, state: State, claims: Sequence[Claim]) -> list[tuple[Button, ...]]:
        return [
            (
                self._button(
                    state, f"{number + 1}. {shorten(self.plain.statement(claim)[0], _BUTTON_LENGTH)}", f"pick-{number}"
                ),
            )
            for number, claim in enumerate(claims)
        ]

    def _add_post(self, text: Composer, form: Form) -> None:
        if form.phrasings:
            text.paragraph().add(self.plain.words.say("desk-pick-post")).line()
            text.add(shorten(without_direction_marks(form.phrasings[-1].text), 700), "blockquote")

    def _add_changes(self, text: Composer, state: State, changes: Sequence[Change]) -> None:
        words = self.plain.words
        if changes:
            add_bullets(text, words, (change_words(words, change) for change in changes), 8)
        elif state.claim_id:
            text.line().add(words.say("desk-preview-unchanged"))

    def _add_verdict(self, text: Composer, preview: Preview, *, links_checked: bool) -> None:
        words, say, claim = self.plain.words, self.plain.words.say, preview.claim
        codes = {problem.code for problem in (*preview.problems, *preview.warnings)}
        if preview.problems:
            text.bold(say("desk-keeps"))
            add_bullets(text, words, (problem_words(words, one) for one in preview.problems), _MOST_BULLETS)
            text.line()
        if not codes & _PROOF:
            counts = {"phrasings": len(claim.phrasings), "near": len(claim.near_misses)}
            text.add(say("desk-proof", **counts) if claim.phrasings else say("desk-proof-none")).line()
        if not links_checked:
            text.add(say("desk-links-unchecked")).line()
        elif "unreachable" not in codes and claim.sources:
            text.add(say("desk-links-fine")).line()
        if preview.warnings:
            text.line().bold(say("desk-look-again"))
            add_bullets(text, words, (problem_words(words, one) for one in preview.warnings), 8)
            text.line()
        if preview.similar:
            text.line().add(say("desk-close-to"))
            for similar in preview.similar:
                text.line().add("• ").link(
                    shorten(self.plain.statement(similar.claim)[0], 140), self.plain.link(similar.claim)
                )
                text.add(f" – {similar.claim.id}")

    def _for_group(self, text: Composer) -> Composer:
        return text.paragraph().add(self.plain.words.say("desk-in-group"), "italic") if self.in_group else text

    def _edit_or_cancel(self, state: State) -> tuple[Button, ...]:
        return (self._button(state, self.plain.words.say("desk-button-edit"), "fields"), self._cancel(state))

    def _cancel(self, state: State) -> Button:
        return self._button(state, self.plain.words.say("desk-button-cancel"), "cancel")

    def _button(self, state: State, label: str, choice: str) -> Button:
        return Button(label, of_dialogue(self.token, state.turn, choice))
