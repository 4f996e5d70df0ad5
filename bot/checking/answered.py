"""An answer and the record of it: what is kept when it is sent, and what it becomes when a claim changes. Pure.

Nothing of a post is kept, so an answer that is made from its record quotes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.checking.answer import Answer, Case, Medium, Part
from bot.store.answers import Named, SentAnswer
from claims_db.model import Claim, Closeness, Stance

CARD = "card"
"""The kind of an answer that shows one claim without a post."""
REJECTED = "rejected"
"""The kind of an answer whose reader said that it was about another claim; it names none any more."""
_NO_POST = (0, 0)


@dataclass(frozen=True, slots=True)
class Renewed:
    """An answer as it is to be now. `gone` are the claims that it named and that are no longer published."""

    answer: Answer
    gone: tuple[Named, ...] = ()


def record_of(
    answer: Answer, *, chat_id: int, post_id: int, reply_id: int, language: str, kind: str = ""
) -> tuple[SentAnswer, tuple[Named, ...]]:
    """What to keep of an answer that message `reply_id` gives to the post `post_id`; `kind`: its case unless given."""
    sent = SentAnswer(
        chat_id=chat_id,
        post_message_id=post_id,
        reply_message_id=reply_id,
        claim_ids=answer.claim_ids,
        revision=answer.revision,
        language=language,
        kind=kind or answer.case.value,
    )
    return sent, _named_in(answer)


def card_record(answer: Answer, given: SentAnswer) -> tuple[SentAnswer, tuple[Named, ...]]:
    """What to keep where an answer became one that shows a claim without the post."""
    sent = replace(given, claim_ids=answer.claim_ids, revision=answer.revision, kind=CARD)
    return sent, _named_in(answer)


def rejected_record(given: SentAnswer) -> SentAnswer:
    """What to keep where a reader said that the answer was about another claim: corrections leave it alone."""
    return replace(given, kind=REJECTED)


def renewed(given: SentAnswer, named: Sequence[Named], claim: Callable[[str], Claim | None]) -> Renewed | None:
    """The answer of a record with the claims as they are now; None where it is of a kind that names none."""
    case = _case(given.kind)
    if case is None or not named:
        return None
    found = [(one, claim(one.claim_id)) for one in named]
    parts = tuple(_part(one, there) for one, there in found if there is not None)
    gone = tuple(one for one, there in found if there is None)
    if not parts:
        case = Case.CLAIM_GONE
    return Renewed(Answer(case, parts, revision=given.revision), gone)


def _case(kind: str) -> Case | None:
    bare = kind.removeprefix("group-").removeprefix("asked-")
    if bare == CARD:
        return Case.CLAIM
    return Case(bare) if bare in (Case.CLAIM, Case.SEVERAL, Case.WEAK) else None


def _part(one: Named, claim: Claim) -> Part:
    if one.closeness in set(Medium):
        return Part(claim, Stance(one.stance), medium=Medium(one.closeness))
    closeness = Closeness(one.closeness) if one.closeness else None
    return Part(claim, Stance(one.stance), _NO_POST if closeness else None, closeness)


def _named_in(answer: Answer) -> tuple[Named, ...]:
    return tuple(
        Named(
            claim_id=part.claim.id,
            stance=part.stance.value,
            closeness=found.value if (found := part.closeness or part.medium) else None,
            rating=part.claim.rating.value,
            revision=answer.revision,
        )
        for part in answer.parts
    )
