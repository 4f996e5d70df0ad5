"""What moderators and owners are shown outside of dialogues, as replies. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.buttons.desk import DeskAction, DeskVerb, of_page
from bot.claim_form import form_of
from bot.claim_form.writing import source_line, written
from bot.curation import (
    ChangedSince,
    Explained,
    Found,
    HistoryEntry,
    Imported,
    NothingToUndo,
    Stats,
    Undone,
    WrongState,
)
from bot.rendering.answers import Renderer
from bot.rendering.compose import Composer, shorten, without_direction_marks
from bot.rendering.listing import opening, turning
from bot.rendering.pieces import MESSAGE_LENGTH, change_words, fitted, moment, problem_words, who_words
from bot.reply import Button, Reply, utf16_length
from bot.roles import Member, Role
from bot.store.daily import Month
from claims_db.curation import Problem
from claims_db.model import Claim, Decision, State

HISTORY_PAGE = 5
"""Versions of a claim on one page."""
_CHANGES_SHOWN = 8
_IDS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class DeskRenderer:
    """Puts what moderators ask for into the words of one language."""

    plain: Renderer

    def say(self, key: str, **values: str | int) -> Reply:
        """A message without anything else."""
        return Reply(self.plain.words.say(key, **values))

    # -- one claim ----------------------------------------------------------------------------------------

    def card(self, claim: Claim, judgements: Mapping[str, int], silent: Sequence[str] = (), *, files: int = 0) -> Reply:
        """Everything about a claim, with what can be done to it.

        `silent` are sources at which nothing answers, `files` is by how many pictures and other files it is known.
        """
        say = self.plain.words.say
        text = Composer().bold(claim.id).line()
        state, label = say(f"desk-state-{claim.state}"), say(f"rating-{claim.rating}")
        text.add(say("desk-card-head", version=str(claim.version), state=state, label=label))
        if claim.merged_into:
            text.line().add(say("desk-merged-into", id=claim.merged_into))
        text.paragraph().link(claim.statement, self.plain.link(claim))
        for language, statement in claim.statement_in.items():
            text.line().add(f"[{language}] {without_direction_marks(statement)}")
        if claim.appears:
            text.line().add(say("said-by", who=claim.appears.rstrip(".")))
        self._add_texts(text, claim)
        self._add_facts(text, claim, judgements)
        if files:
            text.line().add(say("desk-card-files", count=files))
        for url in silent:
            text.line().add(problem_words(self.plain.words, Problem("unreachable", url)))
        return fitted(text, self._card_buttons(claim), cut=say("desk-cut"))

    def form(self, claim: Claim) -> Reply | None:
        """The claim as a form to copy and change; None where it is too long for a message."""
        return self.copy("desk-form-copy", form_text(claim))

    def copy(self, key: str, text: str) -> Reply | None:
        """A text that can be copied with a tap; None where it is too long for a message."""
        told = Composer().add(self.plain.words.say(key)).paragraph().add(without_direction_marks(text), "pre")
        return Reply(told.text, told.entities) if utf16_length(told.text) <= MESSAGE_LENGTH else None

    def unknown(self, claim_id: str, similar: Sequence[Claim] = ()) -> Reply:
        """That there is no such claim; those with an id like it are offered."""
        say = self.plain.words.say
        text = Composer().add(say("desk-unknown-claim", id=shorten(without_direction_marks(claim_id), 60)))
        if similar:
            text.paragraph().add(say("desk-similar-id"))
        return fitted(text, [(opening(self.plain, claim),) for claim in similar])

    def history(self, claim_id: str, entries: Sequence[HistoryEntry], page: int, user_id: int) -> Reply:
        """The versions of a claim, newest first, page by page; a page beyond the end is the last."""
        words, say = self.plain.words, self.plain.words.say
        newest = list(reversed(entries))
        pages = max(1, -(-len(newest) // HISTORY_PAGE))
        page = min(page, pages - 1)
        shown = newest[page * HISTORY_PAGE : (page + 1) * HISTORY_PAGE]
        text = Composer().bold(say("desk-history", id=claim_id))
        if pages > 1:
            first, last = shown[-1].version, shown[0].version
            text.line().add(say("desk-history-page", first=str(last), last=str(first), count=len(newest)))
        for entry in shown:
            kind = "withdrawn" if entry.withdrawn else entry.kind or "none"
            text.paragraph().bold(f"{entry.version}. ").add(f"{moment(words, entry.at)} – ")
            text.add(f"{who_words(words, entry.by, reader_id=user_id)} – {say(f'desk-kind-{kind}')}")
            if entry.why and entry.kind != "undo":
                text.line().add(say("desk-history-why", why=shorten(without_direction_marks(entry.why), 300)))
            self._add_changes(text, entry)
        return fitted(
            text, [turning(self.plain, DeskVerb.HISTORY, page, pages, claim_id, onward="older", back="newer")]
        )

    # -- searching --------------------------------------------------------------------------

    def found(self, found: Found, post: str) -> Reply:
        """Which claims `post` finds, and why."""
        say = self.plain.words.say
        finding = found.finding
        if not found.matches:
            opinion = "\n" + say("desk-found-opinion") if finding.opinion else ""
            return Reply(say("desk-found-none") + opinion)
        ids = ", ".join(finding.sure)
        not_sure = finding.decision is Decision.NONE
        key = "desk-found-not-sure" if not_sure else f"desk-found-{finding.decision}"
        text = Composer().bold(say(key, ids=ids))
        for number, one in enumerate(found.matches, 1):
            match, claim = one.match, one.claim
            text.paragraph().add(f"{number}. ").link(self.plain.statement(claim)[0], self.plain.link(claim))
            text.line().add(f"{claim.id} – {say(f'rating-{claim.rating}')}")
            how = [say(f"desk-stance-{match.stance}"), say(f"desk-closeness-{match.closeness}")]
            text.line().add(", ".join([*how, say("desk-found-score", score=f"{match.score:.2f}")]))
            phrasing = shorten(without_direction_marks(match.phrasing), 160)
            text.line().add(say("desk-found-match", phrasing=phrasing))
            span = shorten(without_direction_marks(post[slice(*match.span)]), 160)
            text.line().add(say("desk-found-span", span=span))
            self._add_reasons(text, one)
        return fitted(
            text, [(opening(self.plain, one.claim, f"{number}."),) for number, one in enumerate(found.matches, 1)]
        )

    def _add_reasons(self, text: Composer, one: Explained) -> None:
        say = self.plain.words.say
        if one.words:
            met = shorten(without_direction_marks(", ".join(one.words)), 200)
            text.line().add(say("desk-found-words", words=met))
        if one.match.linked:
            text.line().add(say("desk-found-linked"))
        if one.capped:
            text.line().add(say("desk-found-capped"))
        self.plain.add_differences(text, one.match.differences)

    def stats(self, stats: Stats) -> Reply:
        """The base in numbers."""
        say = self.plain.words.say
        states = {state.value: stats.states.get(state, 0) for state in State}
        text = Composer().bold(say("desk-stats")).line().add(say("desk-stats-states", **states))
        text.line().add(
            say("desk-stats-phrasings", **{code: stats.phrasings.get(code, 0) for code in ("en", "uk", "ru")})
        )
        text.line().add(say("desk-stats-overdue", count=stats.overdue))
        text.paragraph().add(say("desk-stats-ratings"))
        for rating, number in sorted(stats.ratings.items(), key=lambda pair: -pair[1]):
            text.line().add(f"{say(f'rating-{rating}')}: {number}")
        text.paragraph().add(say("desk-stats-acts" if stats.acts else "desk-stats-no-acts"))
        for kind, number in sorted(stats.acts.items(), key=lambda pair: -pair[1]):
            text.line().add(f"{self._kind(kind)}: {number}")
        text.paragraph().add(say("desk-stats-judgements", **_judged(stats.judgements)))
        return fitted(text)

    def month(self, month: Month) -> str:
        """What stands below the picture of a month: its days, and what each colour is, with how many there were."""
        series = {name: sum(getattr(month, name)) for name in ("strong", "weak", "none", "opened", "closed")}
        first, last = map(self.plain.words.date, (month.first, month.last))
        return self.plain.words.say("desk-month", first=first, last=last, **series)

    # -- what was done ------------------------------------------------------------------------------------

    def undone(self, outcome: Undone | NothingToUndo | ChangedSince, user_id: int) -> Reply:
        """What /undo did, or why it did nothing."""
        words, say = self.plain.words, self.plain.words.say
        if isinstance(outcome, NothingToUndo):
            return Reply(say("desk-undo-nothing"))
        ids = ", ".join(outcome.claim_ids[:_IDS_SHOWN])
        if len(outcome.claim_ids) > _IDS_SHOWN:
            ids += " " + say("desk-more-of-these", count=len(outcome.claim_ids) - _IDS_SHOWN)
        told = {"kind": self._kind(outcome.kind), "ids": ids, "time": moment(words, outcome.at)}
        if isinstance(outcome, Undone):
            return Reply(say("desk-undone", **told))
        return Reply(say("desk-undo-changed", who=who_words(words, outcome.by, reader_id=user_id), **told))

    def imported(self, imported: Imported) -> Reply:
        """What an import did."""
        say = self.plain.words.say
        if not imported.new and not imported.changed:
            return Reply(say("desk-imported-nothing"))
        said = say("desk-imported", new=imported.new, changed=imported.changed, same=imported.same)
        bare = "\n" + say("desk-imported-bare", bare=imported.bare) if imported.bare else ""
        foreign = "\n" + say("desk-imported-foreign", foreign=imported.foreign) if imported.foreign else ""
        drafts = ((Button(say("desk-button-drafts"), str(DeskAction(DeskVerb.DRAFTS))),),)
        return Reply(said + bare + foreign, buttons=drafts if imported.bare or imported.foreign else ())

    def wrong_state(self, error: WrongState) -> Reply:
        """Why an act does not fit the state of a claim."""
        if error.merged_into:
            return self.say("desk-wrong-merged", id=error.claim_id, into=error.merged_into)
        return self.say(f"desk-wrong-{error.state}", id=error.claim_id)

    def members(self, members: Sequence[Member]) -> Reply:
        """Who may do what."""
        say = self.plain.words.say
        text = Composer().bold(say("desk-mods"))
        for member in members:
            user = str(member.user_id)
            if member.role is Role.OWNER:
                text.line().add("• " + say("desk-mods-owner", user=user))
            else:
                since = moment(self.plain.words, member.since)
                text.line().add("• " + say("desk-mods-moderator", user=user, date=since, by=str(member.added_by)))
        return fitted(text)

    # -- pieces -------------------------------------------------------------------------------------------

    def _kind(self, kind: str) -> str:
        try:
            return self.plain.words.say(f"desk-kind-{kind}")
        except LookupError:
            return kind

    def _add_texts(self, text: Composer, claim: Claim) -> None:
        say = self.plain.words.say
        if claim.context:
            text.paragraph().bold(say("desk-card-context"))
        for language, context in claim.context.items():
            text.line().add(f"[{language}] {without_direction_marks(context)}")
        if claim.stale:
            text.line().add(say("desk-card-stale", languages=", ".join(claim.stale)))
        if claim.phrasings:
            text.paragraph().bold(say("desk-card-phrasings"))
        for phrasing in claim.phrasings:
            text.line().add(f"• [{phrasing.language}] {shorten(without_direction_marks(phrasing.text), 160)}")
        if claim.near_misses:
            text.paragraph().bold(say("desk-card-near"))
            for near in claim.near_misses:
                text.line().add(f"• {shorten(without_direction_marks(near), 160)}")
        if claim.sources:
            text.paragraph().bold(say("desk-card-sources"))
        for source in claim.sources:
            text.line().add("• ").link(shorten(source_line(source).split(" | ", 1)[-1], 160), source.url)

    def _add_facts(self, text: Composer, claim: Claim, judgements: Mapping[str, int]) -> None:
        words, say = self.plain.words, self.plain.words.say
        text.add("\n")
        if claim.tags:
            text.line().add(say("desk-card-tags", tags=", ".join(claim.tags)))
        if claim.related:
            text.line().add(say("desk-card-related", ids=", ".join(claim.related)))
        if claim.date_checked:
            text.line().add(say("desk-card-checked", date=words.date(claim.date_checked)))
        if claim.next_review:
            key = "overdue" if claim.next_review <= self.plain.today else "review"
            text.line().add(say(f"desk-card-{key}", date=words.date(claim.next_review)))
        used = say("desk-card-judgements", **_judged(judgements)) if judgements else say("desk-card-no-judgements")
        text.line().add(used)

    def _card_buttons(self, claim: Claim) -> list[tuple[Button, ...]]:
        def button(key: str, verb: DeskVerb) -> Button:
            return Button(self.plain.words.say(f"desk-button-{key}"), str(DeskAction(verb, claim.id)))

        history = Button(self.plain.words.say("desk-button-history"), of_page(DeskVerb.HISTORY, 0, claim.id))
        first = (button("edit", DeskVerb.EDIT), button("form", DeskVerb.FORM), history)
        if claim.state is State.RETIRED:
            return [first, (button("restore", DeskVerb.RESTORE),)]
        if claim.state is State.DRAFT:
            return [first, (button("publish", DeskVerb.RESTORE), button("discard", DeskVerb.RETIRE))]
        right = [button("still-right", DeskVerb.STILL_RIGHT)] if claim.next_review else []
        return [first, (*right, button("merge", DeskVerb.MERGE), button("retire", DeskVerb.RETIRE))]

    def _add_changes(self, text: Composer, entry: HistoryEntry) -> None:
        if entry.version == 1 and not entry.kind:
            return
        for change in entry.changes[:_CHANGES_SHOWN]:
            text.line().add(change_words(self.plain.words, change))
        if len(entry.changes) > _CHANGES_SHOWN:
            text.line().add(self.plain.words.say("desk-history-more", count=len(entry.changes) - _CHANGES_SHOWN))


def form_text(claim: Claim) -> str:
    """The message that gives a claim all it has: /editclaim, its id, and its form."""
    return f"/editclaim {claim.id}\n" + without_direction_marks(written(form_of(claim)))


def _judged(judgements: Mapping[str, int]) -> dict[str, int]:
    return {verdict: judgements.get(verdict, 0) for verdict in ("useful", "not_mine", "same", "different")}
