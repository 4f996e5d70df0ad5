"""What the pictures and other files of a post add to what its words say. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from bot.checking.answer import Answer, Case, Medium, Part
from bot.incoming import Incoming
from claims_db.model import Claim

MOST_SHOWN = 3
"""Claims of one file, or of one album, that an answer names."""
_MEDIA = {
    "photo": Medium.PICTURE,
    "video": Medium.VIDEO,
    "animation": Medium.VIDEO,
    "video_note": Medium.VIDEO,
    "audio": Medium.RECORDING,
    "voice": Medium.RECORDING,
}
_WORDLESS = (Case.NO_TEXT, Case.NO_WORDS)
_FOUND = (Case.CLAIM, Case.SEVERAL, Case.WEAK)
_UNFOUND = (Case.NONE, Case.LINKS, Case.OPINION, Case.SMALL_TALK)


def medium_of(post: Incoming) -> Medium:
    """What a reader calls the files of a post."""
    return Medium.ALBUM if len(post.files) > 1 else _MEDIA.get(post.media or "", Medium.FILE)


def joined(answer: Answer, claims: Sequence[Claim], medium: Medium, *, revision: int) -> Answer:
    """The answer to the words of a post, with the published claims that its files are known with.

    Without words the files speak alone. The same picture with other words is another claim: where the words make
    another one, they are answered, and where they make none, the claim of the files is offered and not asserted. Where
    both agree, that is noted and changes nothing else.
    """
    if not claims:
        return answer
    alone = tuple(Part(claim, medium=medium) for claim in claims[:MOST_SHOWN])
    if answer.case in _WORDLESS:
        return Answer(Case.CLAIM if len(alone) == 1 else Case.SEVERAL, alone, revision=revision)
    if answer.case in _FOUND:
        known = {claim.id for claim in claims}
        parts = tuple(replace(part, medium=medium if part.claim.id in known else None) for part in answer.parts)
        beside = tuple(part for part in alone if part.claim.id not in answer.claim_ids)
        return replace(answer, parts=parts, beside=beside)
    if answer.case in _UNFOUND:
        return replace(answer, case=Case.WEAK, parts=alone[:1], beside=alone[1:])
    return answer
