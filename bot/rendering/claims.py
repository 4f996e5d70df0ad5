"""What is said of one claim, wherever it is named: its sentence, rating, sources, dates and the way to it. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.buttons.readers import Action, Verb
from bot.checking.answer import Part
from bot.rendering.compose import Composer, shorten, without_direction_marks
from bot.reply import Button
from bot.words import Words
from claims_db.model import LANGUAGES, Claim, Difference, DifferenceKind, Source, Stance

_BUTTON_LENGTH = 60
_TITLE_LENGTH = 100
_DIFFERENCES = 3


@dataclass(frozen=True, slots=True)
class ClaimRenderer:
    """Puts claims into the words of one language.

    `today` decides whether a claim's review is overdue; `bot_name` is the bot's user name, for links to it.
    """

    words: Words
    today: date
    bot_name: str

    def opening(self, claim: Claim, verb: Verb, number: int | None = None) -> Button:
        """A button that names a claim, with a number where it stands in a list."""
        label = shorten(self.statement(claim)[0], _BUTTON_LENGTH)
        return Button(f"{number}. {label}" if number else label, str(Action(verb, claim.id)))

    def link(self, claim: Claim) -> str:
        """The address that opens the full answer about a claim, in private."""
        return f"https://t.me/{self.bot_name}?start=c_{claim.id}"

    def language_name(self, language: str) -> str:
        """What a language is called in the language of this renderer."""
        return self.words.say(f"language-name-{language}") if language in LANGUAGES else language

    def in_language(self, language: str) -> str:
        """In which language something is shown, as it stands in a sentence."""
        known = language in LANGUAGES
        return (
            self.words.say(f"in-language-{language}") if known else self.words.say("in-language-other", code=language)
        )

    def statement(self, claim: Claim) -> tuple[str, str]:
        """The claim's sentence for this reader and the language it is in."""
        language = self.words.language
        if language != claim.language and language in claim.statement_in:
            return claim.statement_in[language], language
        return claim.statement, claim.language

    def appears(self, claim: Claim) -> str:
        """Who says the claim, or where it goes round, for this reader; empty where nobody is named."""
        return claim.appears_in.get(self.words.language) or claim.appears

    def known(self, claim: Claim) -> tuple[str, str]:
        """The context for this reader and its language; both empty where the claim has none.

        A context that is older than a change of another one is stale and gives way to that.
        """
        languages = (self.words.language, claim.language, *LANGUAGES, *claim.context)
        fresh = {language: text for language, text in claim.context.items() if language not in claim.stale}
        return _first_of(fresh or claim.context, languages)

    def weak_lead(self, part: Part) -> str:
        """What a claim that is only offered has to do with the post."""
        if part.by_medium:
            return self.words.say("weak-media", medium=part.medium or "")
        return self.words.say("weak-linked" if part.linked else "weak-closest")

    def add_rating(self, text: Composer, part: Part) -> None:
        """Append the claim's rating where the post asserts the claim; it would be read as that of a denial, too."""
        if part.stance is Stance.ASSERTS:
            text.add(" – ").bold(self.words.say(f"rating-{part.claim.rating}"))
        text.add(".")

    def add_differences(self, text: Composer, differences: Sequence[Difference]) -> None:
        """Append a line for each thing that a post says otherwise than the claim, three at most."""
        for one in differences[:_DIFFERENCES]:
            said, known = (shorten(without_direction_marks(words), 60) for words in (one.said, one.known))
            key = "differs-role" if one.kind is DifferenceKind.ROLE else "differs"
            text.line().add(self.words.say(key, said=said, known=known))

    def add_source(self, text: Composer, source: Source, title_length: int = _TITLE_LENGTH) -> None:
        """Append one source as a link, with its date and whether it is a copy."""
        title = shorten(source.title, title_length)
        text.link(self.words.say("source", publisher=source.publisher, title=title), source.url)
        details = [self.words.date(source.date)] if source.date else []
        if source.is_copy:
            details.append(self.words.say("source-copy"))
        if details:
            text.add(f" ({', '.join(details)})")

    def dates(self, claim: Claim) -> Iterator[str]:
        """When it was checked; where it can change also how far the evidence goes, and whether that may be too old."""
        say, day = self.words.say, self.words.date
        if claim.date_checked:
            yield say("checked-on", date=day(claim.date_checked))
        if claim.next_review:
            if claim.evidence_until:
                yield say("evidence-until", date=day(claim.evidence_until))
            if claim.next_review < self.today:
                yield say("review-passed", date=day(claim.next_review))


def _first_of(texts: Mapping[str, str], languages: Iterable[str]) -> tuple[str, str]:
    return next(((texts[language], language) for language in languages if texts.get(language)), ("", ""))
