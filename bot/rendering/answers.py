"""Answer + words -> Reply: how the bot speaks. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from bot.buttons.readers import Action, Verb
from bot.checking.answer import Answer, Case, Part
from bot.rendering.claims import ClaimRenderer
from bot.rendering.compose import Composer, shorten
from bot.rendering.elsewhere import offering
from bot.rendering.media import add_beside, add_known, claim_label, media_note
from bot.rendering.quoting import quote, sentence_of
from bot.rendering.several import several
from bot.reply import Button, Reply, utf16_length
from claims_db.model import Claim

PRIVATE_LENGTH = 1_200
"""UTF-16 units that a reply in private keeps to where the claim allows."""
MESSAGE_LENGTH = 4_096

_PLAIN = {
    Case.OPINION: "opinion",
    Case.SMALL_TALK: "small-talk",
    Case.NO_TEXT: "no-text",
    Case.NO_WORDS: "no-words",
    Case.OWN: "own-answer",
    Case.CLAIM_GONE: "claim-gone",
    Case.DEGRADED: "degraded",
}


@dataclass(frozen=True, slots=True)
class Renderer(ClaimRenderer):
    """Puts answers into the words of one language; `elsewhere`: others' checks can be searched for."""

    elsewhere: bool = False

    def reply(self, answer: Answer) -> Reply:
        """The one message that answers a post; never longer than 4,096 UTF-16 units."""
        match answer.case:
            case Case.CLAIM:
                return self._claim(answer)
            case Case.SEVERAL:
                return several(self, answer)
            case Case.WEAK:
                return self._weak(answer)
            case Case.NONE:
                nothing = self._none("none")
                return offering(self.words, nothing, answer.post) if self.elsewhere else nothing
            case Case.LINKS:
                return self._links(answer)
            case _:
                return Reply(self.words.say(_PLAIN[answer.case]))

    def instead(self, claims: Iterable[Claim]) -> Reply:
        """After "not my claim": which of `claims` is it then?"""
        rows = [(self.opening(claim, Verb.INSTEAD),) for claim in claims]
        none = Button(self.words.say("button-none-of-these"), str(Action(Verb.NONE_OF_THESE)))
        return Reply(self.words.say("not-mine-ask"), buttons=(*rows, (none,)))

    def not_found(self) -> Reply:
        """After "not my claim" or "different", when nothing else is known."""
        return self._none("not-mine-none")

    # -- one claim ----------------------------------------------------------------------------------------

    def _claim(self, answer: Answer) -> Reply:
        part = answer.parts[0]
        told = self._told(answer, part)
        # What may be left out, in this order, until the reply is short enough; a claim's own texts never are.
        for sources, sentence in ((3, 0), (2, 200), (2, 0), (1, 0)):
            if utf16_length(told.text) <= PRIVATE_LENGTH:
                break
            told = self._told(answer, part, sources, sentence)
        if utf16_length(told.text) > MESSAGE_LENGTH:
            told = self._told(answer, part, sources=1, sentence=0, context=1_500, statement=1_000)
        return Reply(told.text, told.entities, self._claim_buttons(part), quote(answer, part))

    def _told(
        self,
        answer: Answer,
        part: Part,
        sources: int = 3,
        sentence: int = 200,
        context: int = MESSAGE_LENGTH,
        statement: int = MESSAGE_LENGTH,
    ) -> Composer:
        say, claim = self.words.say, part.claim
        text = add_known(Composer(), self.words, part).paragraph()
        known, known_in = self.known(claim)
        if known:
            text.add("ℹ️ ").bold(say("known")).add(" " + shorten(known, context)).paragraph()
        wording, worded_in = self.statement(claim)
        text.add("⚖️ ").bold(claim_label(self.words, part))
        text.add(" " + say("quoted", text=shorten(wording, statement).rstrip(".")))
        self.add_rating(text, part)
        if who := self.appears(claim):
            text.line().add(say("said-by", who=shorten(who, 300).rstrip(".")))
        if sentence and (piece := sentence_of(answer, part)):
            text.line().add(say("in-post") + " ").add(say("quoted", text=shorten(piece, sentence)), "italic")
        self.add_differences(text, part.differences)
        self._add_sources(text, claim, sources)
        text.paragraph().add(" ".join(self._notes(answer, part, {known_in, worded_in})))
        add_beside(text, self, answer)
        return text

    def _add_sources(self, text: Composer, claim: Claim, limit: int) -> None:
        if not claim.sources:
            return
        text.paragraph().bold(self.words.say("sources"))
        for number, source in enumerate(claim.sources[:limit], 1):
            text.line().add(f"{number}. ")
            self.add_source(text, source)

    def _notes(self, answer: Answer, part: Part, shown_in: set[str]) -> Iterable[str]:
        say, claim = self.words.say, part.claim
        yield from self.dates(claim)
        if part.closeness:
            yield say(f"closeness-{part.closeness}")
        if note := media_note(self.words, part):
            yield note
        stale = self.words.language in claim.stale
        for language in sorted(shown_in - {self.words.language, ""}):
            yield say("newer-language" if stale else "other-language", language=self.in_language(language))
        if part.span and answer.read < len(answer.post):
            yield say("read-part", count=answer.read)

    def _claim_buttons(self, part: Part) -> tuple[tuple[Button, ...], ...]:
        say, claim = self.words.say, part.claim
        judge = (
            Button(say("button-helpful"), str(Action(Verb.HELPFUL, claim.id))),
            Button(say("button-not-mine"), str(Action(Verb.NOT_MINE, claim.id))),
        )
        statement = shorten(self.statement(claim)[0], 200)
        share = Button(say("button-share"), url=_share_link(self.link(claim), statement))
        how = Button(say("button-how"), str(Action(Verb.HOW)))
        return (judge, (share, how)) if part.span or part.medium else ((share, how),)

    # -- weak, nothing ---------------------------------------------------------------------------

    def _weak(self, answer: Answer) -> Reply:
        say, part = self.words.say, answer.parts[0]
        claim = part.claim
        text = Composer().add(say("weak")).paragraph()
        text.add(self.weak_lead(part) + " " + say("quoted", text=shorten(self.statement(claim)[0], 400)))
        self.add_differences(text, part.differences)
        if note := "" if part.by_medium else media_note(self.words, part):
            text.line().add(note)
        text.line().add(say("weak-compare"))
        self._add_sources(text, claim, 1)
        if dates := " ".join(self.dates(claim)):
            text.line().add(dates)
        add_beside(text, self, answer)
        buttons = (
            Button(say("button-same"), str(Action(Verb.SAME, claim.id))),
            Button(say("button-different"), str(Action(Verb.DIFFERENT, claim.id))),
        )
        text.paragraph().add(say("ask-kept"))
        return Reply(text.text, text.entities, (buttons, *self._asking()), quote(answer, part))

    def _links(self, answer: Answer) -> Reply:
        """A bare link: the claims that cite its page to choose from, where there are some."""
        if not answer.beside:
            return self._none("links", advice="")
        rows = tuple((self.opening(part.claim, Verb.OPEN),) for part in answer.beside)
        asking = self._none("links-cited", advice="")
        return Reply(asking.text, buttons=(*rows, *asking.buttons))

    def _none(self, key: str, *, advice: str = "none-advice") -> Reply:
        say = self.words.say
        more = " ".join(say(one) for one in (advice, "ask-kept") if one)
        return Reply(f"{say(key)}\n\n{more}", buttons=self._asking())

    def _asking(self) -> tuple[tuple[Button, ...], ...]:
        say = self.words.say
        send = Button(say("button-send"), str(Action(Verb.ASK, "send")))
        tell = Button(say("button-tell"), str(Action(Verb.ASK, "tell")))
        return ((send, tell), (Button(say("button-how"), str(Action(Verb.HOW))),))


@lru_cache(1_000)
def _share_link(url: str, text: str) -> str:
    return "https://t.me/share/url?" + urlencode({"url": url, "text": text})
