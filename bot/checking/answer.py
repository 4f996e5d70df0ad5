"""What is known about a post, before it is put into words. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.reply import Entity
from claims_db.model import Claim, Closeness, Difference, Stance


class Medium(StrEnum):
    """What kind of file of a post is known with a claim."""

    PICTURE = "picture"
    VIDEO = "video"
    RECORDING = "recording"
    FILE = "file"
    ALBUM = "album"


class Case(StrEnum):
    """The kinds of answers a reader can get."""

    CLAIM = "claim"
    SEVERAL = "several"
    WEAK = "weak"
    NONE = "none"
    LINKS = "links"
    OPINION = "opinion"
    SMALL_TALK = "small_talk"
    NO_TEXT = "no_text"
    NO_WORDS = "no_words"
    OWN = "own"
    CLAIM_GONE = "claim_gone"
    DEGRADED = "degraded"


@dataclass(frozen=True, slots=True)
class Part:
    """One claim of an answer and where the post has it.

    A claim shown without a post has neither span, closeness nor score; `score` is that of the match, 0.0 to 1.0.
    `differences` is what the post says otherwise than the claim; `linked`: it links to a source of the claim. `medium`:
    what of the post is known with the claim, nothing where it is None.
    """

    claim: Claim
    stance: Stance = Stance.ASSERTS
    span: tuple[int, int] | None = None
    closeness: Closeness | None = None
    score: float = 0.0
    differences: tuple[Difference, ...] = ()
    linked: bool = False
    medium: Medium | None = None

    @property
    def by_medium(self) -> bool:
        """Only a picture or other file of the post led to the claim, none of its words."""
        return self.medium is not None and self.closeness is None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known about a post, before it is put into words.

    `post` are the words in which the spans of `parts` count, `formats` their formatting. `quotable`: Telegram can
    quote from them. `read` is how many of their characters were looked at. `beside` are claims that its pictures and
    other files are known with and that its words do not make, or that cite the page of a bare link: offered, never
    asserted.
    """

    case: Case
    parts: tuple[Part, ...] = ()
    beside: tuple[Part, ...] = ()
    post: str = field(default="", repr=False)
    formats: tuple[Entity, ...] = ()
    quotable: bool = False
    read: int = 0
    revision: int = 0

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The claims that the answer names, in its order."""
        return tuple(part.claim.id for part in self.parts)
