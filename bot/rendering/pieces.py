"""Pieces of what moderators are shown: problems, changes, moments, and cutting to what fits. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.claim_form import Fault
from bot.curation import Change, IdTaken, Who
from bot.rendering.compose import Composer, shorten, without_direction_marks
from bot.reply import Button, Entity, Reply, utf16_length
from bot.words import Words
from claims_db.curation import Problem
from claims_db.model import Claim

MESSAGE_LENGTH = 4_096
_DETAIL_LENGTH = 160
_CHANGE_LENGTH = 120
_PROBLEM = "desk-problem-"


def problem_words(words: Words, problem: Problem | Fault) -> str:
    """What is wrong, in words; a code that has none yet is named."""
    if isinstance(problem, IdTaken) and problem.other:
        return _taken_words(words, problem, problem.other)
    detail = shorten(without_direction_marks(problem.detail), _DETAIL_LENGTH) if problem.detail else ""
    try:
        said = words.say(_PROBLEM + problem.code, detail=detail)
    except (KeyError, LookupError):
        said = words.say(_PROBLEM + "other", code=problem.code, detail=detail)
    if isinstance(problem, Fault):
        if problem.hint:
            said += " " + words.say("desk-hint", hint=problem.hint)
        if problem.line:
            return words.say("desk-at-line", line=str(problem.line), problem=said)
    return said


def _taken_words(words: Words, problem: IdTaken, other: Claim) -> str:
    """Whose id it is, and the two ways on."""
    statement = _short(other.statement_in.get(words.language, other.statement))
    state = words.say(f"desk-state-{other.state.value}")
    return words.say(_PROBLEM + problem.code, detail=other.id, claim=statement, state=state, free=problem.free)


def add_bullets(text: Composer, words: Words, lines: Iterable[str], limit: int) -> None:
    """Append lines with a dot before each, at most `limit`; then how many more there are."""
    told = list(lines)
    for line in told[:limit]:
        text.line().add("• " + line)
    if len(told) > limit:
        text.line().add(words.say("desk-more-of-these", count=len(told) - limit))


def change_words(words: Words, change: Change) -> str:
    """One change, its texts shortened."""
    before, after = (_short(side) for side in (change.before, change.after))
    if not change.before:
        return words.say("desk-history-added", field=change.field, after=after)
    if not change.after:
        return words.say("desk-history-removed", field=change.field, before=before)
    return words.say("desk-history-changed", field=change.field, before=before, after=after)


def who_words(words: Words, who: Who, *, reader_id: int | None = None) -> str:
    """Who did something: you, a number, where a starter claim came from, or somebody who is not known any more."""
    if who.user_id is not None:
        return words.say("desk-who-you") if who.user_id == reader_id else str(who.user_id)
    return words.say(f"desk-who-{who.code}" if who.code in ("starter", "import") else "desk-who-unknown")


def moment(words: Words, at: datetime | float) -> str:
    """Day and time, UTC; `at` as a time or in seconds since 1970."""
    moment_at = at if isinstance(at, datetime) else datetime.fromtimestamp(at, UTC)
    return f"{words.date(moment_at.date())}, {moment_at:%H:%M}"


def fitted(text: Composer, buttons: Sequence[Sequence[Button]] = (), *, cut: str = "…") -> Reply:
    """A reply that is no longer than a message; `cut` stands where one was cut."""
    rows = tuple(tuple(row) for row in buttons if row)
    whole = text.text.rstrip()
    if utf16_length(whole) <= MESSAGE_LENGTH:
        return Reply(whole, text.entities, rows)
    room = MESSAGE_LENGTH - utf16_length(cut) - 1
    kept, entities = clipped(whole, text.entities, room)
    return Reply(f"{kept}\n{cut}", entities, rows)


def clipped(text: str, entities: Iterable[Entity], limit: int) -> tuple[str, tuple[Entity, ...]]:
    """The beginning of a formatted text, at most `limit` UTF-16 units long, cut at the end of a line where one is."""
    if utf16_length(text) <= limit:
        return text, tuple(entities)
    kept = text[:limit]
    while utf16_length(kept) > limit:
        kept = kept[: len(kept) - max(1, (utf16_length(kept) - limit) // 2)]
    line = kept.rfind("\n")
    kept = (kept[:line] if line > len(kept) // 2 else kept).rstrip()
    end = utf16_length(kept)
    inside = (entity for entity in entities if entity.offset < end)
    return kept, tuple(replace(entity, length=min(entity.length, end - entity.offset)) for entity in inside)


def quoted_reply(text: Composer, reply: Reply, limit: int) -> bool:
    """Append another reply as a quotation, cut to `limit` UTF-16 units; whether it was cut."""
    said, entities = clipped(reply.text, reply.entities, limit)
    text.embed(said, entities, "blockquote")
    return said != reply.text


def _short(side: str) -> str:
    return shorten(without_direction_marks(side), _CHANGE_LENGTH) if side else ""
