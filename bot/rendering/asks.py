"""How the bot speaks about what was sent to the checkers: to the reader, and to moderators. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from bot.buttons.queue import QueuePress, Reason, Step, mark_of
from bot.buttons.readers import Action, Verb
from bot.rendering.answers import MESSAGE_LENGTH, Renderer
from bot.rendering.cards import Card
from bot.rendering.compose import Composer, shorten, without_direction_marks
from bot.rendering.elsewhere import search_button
from bot.reply import Button, Entity, Reply, utf16_length
from bot.store.ask_rows import Entry
from claims_db.model import Claim

TEXT_SHOWN = 1_500
"""UTF-16 units of a text that its card shows."""
_OPEN_LINES = 300
_BUTTON = 60
_STATEMENT = 200

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class AskRenderer:
    """Puts asks and cards into the words of one language."""

    full: Renderer

    # -- for the reader -----------------------------------------------------------------------------------

    def consent(self, below: Reply, *, hears: bool) -> Reply:
        """Under an answer: what is kept and who sees it, to be agreed to or not."""
        say = self.full.words.say
        yes = Button(say("button-ask-yes"), str(Action(Verb.ASK, "yes-tell" if hears else "yes")))
        no = Button(say("button-ask-no"), str(Action(Verb.ASK, "no")))
        return with_note(below, say("ask-consent-tell" if hears else "ask-consent"), ((yes, no),))

    def sent(self, below: Reply, *, hears: bool) -> Reply:
        """Under an answer: it was sent."""
        say = self.full.words.say
        tell = () if hears else ((Button(say("button-tell"), str(Action(Verb.ASK, "tell"))),),)
        return with_note(below, say("ask-sent-hears" if hears else "ask-sent"), (*tell, *self._lasting(below)))

    def refused(self, below: Reply, key: str) -> Reply:
        """Under an answer, which keeps its buttons: why it was not sent."""
        return with_note(below, self.full.words.say(key), below.buttons)

    def judged(self, below: Reply, entry: Entry) -> Reply:
        """Under an answer: the checkers have looked at it already and do not rate it."""
        return with_note(below, self.full.words.say("ask-judged", reason=self._reason(entry)), self._lasting(below))

    def answered(self, card: Reply) -> Reply:
        """The claim that the checkers have linked this text to."""
        return under_head(card, self.full.words.say("ask-answered"))

    def wording_wanted(self, card: Reply) -> Reply:
        """Under the claim that a reader says is the same: the wording may be sent, so that it is learnt."""
        say = self.full.words.say
        send = Button(say("button-send-wording"), str(Action(Verb.ASK, "send")))
        return with_note(card, say("ask-kept"), ((send,), *card.buttons))

    def told(self, card: Reply) -> Reply:
        """What somebody who asked is told when the entry was linked to a claim."""
        return under_head(card, self.full.words.say("told-linked"))

    def told_judged(self, entry: Entry) -> Reply:
        """What somebody who asked is told when the entry can't be checked."""
        return Reply(self.full.words.say("told-judged", reason=self._reason(entry)))

    def told_corrected(self, card: Reply, before: str, after: str) -> Reply:
        """What somebody who asked is told when the rating of the claim has changed."""
        say = self.full.words.say
        return under_head(card, say("told-corrected", before=say(f"rating-{before}"), after=say(f"rating-{after}")))

    def _lasting(self, below: Reply) -> Rows:
        """The buttons that stay under an answer, whatever became of the post."""
        words = self.full.words
        search, how = search_button(words), Button(words.say("button-how"), str(Action(Verb.HOW)))
        return ((search,), (how,)) if (search,) in below.buttons else ((how,),)

    def _reason(self, entry: Entry) -> str:
        return self.full.words.say(f"reason-{entry.reason or 'spam'}")

    # -- for moderators -----------------------------------------------------------------------------------

    def card(self, card: Card, *, reasons: bool = False) -> Reply:
        """One entry with everything a moderator needs to decide; `reasons`: with the choice of why not."""
        text = self._head(card)
        shown = shorten_lines(without_direction_marks(card.entry.text), TEXT_SHOWN)
        text.line().add(shown, "expandable_blockquote" if utf16_length(shown) > _OPEN_LINES else "blockquote")
        if card.entry.channel:
            text.line().add(self.full.words.say("queue-channel") + " ")
            address = f"https://t.me/{card.entry.channel}"
            text.link(
                f"@{card.entry.channel}", f"{address}/{card.entry.channel_post}" if card.entry.channel_post else address
            )
            text.add(" " + self.full.words.say("queue-with-media") if card.entry.file_id else "")
        if card.entry.state != "open":
            text.paragraph().add(self._ended(card))
            return Reply(text.text, text.entities, tuple(self._teaching(card)))
        self._add_candidates(text, card)
        if reasons:
            text.paragraph().add(self.full.words.say("queue-which-reason"))
        return Reply(text.text, text.entities, self._reasons(card) if reasons else self._open_buttons(card))

    def removed(self) -> Reply:
        """In the place of a card whose text was taken back."""
        return Reply(self.full.words.say("queue-gone"))

    def more(self, number: int, after: int) -> Reply:
        """That `number` entries more wait after the one with the id `after`."""
        say = self.full.words.say
        button = Button(say("queue-more", count=number), str(Action(Verb.QUEUE, str(QueuePress(after, Step.MORE)))))
        return Reply(say("queue-more", count=number), buttons=((button,),))

    def _head(self, card: Card) -> Composer:
        say, entry = self.full.words.say, card.entry
        facts = [
            say("queue-demand", count=entry.demand),
            say("queue-since", date=self.full.words.date(_day(entry.opened_at))),
            ", ".join(f"{self.full.language_name(language)} {number}" for language, number in card.languages.items()),
        ]
        text = Composer().add("📥 ").bold(say("queue-head", number=entry.id))
        text.line().add(" · ".join(filter(None, facts)))
        if card.put_off:
            text.line().add(say("queue-later", date=self.full.words.date(_day(entry.later_until))))
        return text

    def _add_candidates(self, text: Composer, card: Card) -> None:
        say = self.full.words.say
        text.paragraph().bold(say("queue-candidates" if card.candidates else "queue-no-candidates"))
        for number, claim in enumerate(card.candidates, 1):
            text.line().add(f"{number}. ").link(self._name(claim), self.full.link(claim))
            text.add(f" – {say(f'rating-{claim.rating}')}")
        for claim_id, claim in card.judged.items():
            same, different = (card.verdicts.get((claim_id, verdict), 0) for verdict in ("same", "different"))
            different += card.verdicts.get((claim_id, "not_mine"), 0)
            if same or different:
                named = shorten(self._name(claim), 80)
                text.line().add(say("queue-verdicts", claim=named, same=same, different=different))
        text.paragraph().add(say("queue-how-to-add"), "italic")

    def _ended(self, card: Card) -> str:
        say, entry = self.full.words.say, card.entry
        match entry.state:
            case "linked":
                name = self._name(card.claim) if card.claim else entry.claim_id or ""
                return say("queue-linked", claim=shorten(name, _STATEMENT).rstrip("."))
            case "judged":
                return say("queue-judged", reason=self._reason(entry))
            case _:
                return say("queue-spam")

    def _open_buttons(self, card: Card) -> Rows:
        say = self.full.words.say
        links = [
            (self._button(card, Step.LINK, "button-queue-link", claim, number=number),)
            for number, claim in enumerate(card.candidates, 1)
        ]
        decide = (
            Button(say("button-queue-new"), self._data(card, Step.NEW)),
            Button(say("button-queue-judge"), self._data(card, Step.REASONS)),
        )
        leave = (
            Button(say("button-queue-later"), self._data(card, Step.LATER)),
            Button(say("button-queue-spam"), self._data(card, Step.SPAM)),
        )
        return (*links, *self._teaching(card), decide, leave)

    def _teaching(self, card: Card) -> Iterator[tuple[Button, ...]]:
        """What the readers' judgements suggest to teach the base; only ever by a moderator's press."""
        if card.entry.state == "linked" and card.claim:
            yield (self._button(card, Step.PHRASING, "button-queue-phrasing", card.claim),)
            if card.entry.file_id:
                yield (self._button(card, Step.MEDIA, "button-queue-media", card.claim),)
        others = {claim_id for claim_id, verdict in card.verdicts if verdict in ("different", "not_mine")}
        for claim_id, claim in card.judged.items():
            if claim_id in others and claim_id != card.entry.claim_id:
                yield (self._button(card, Step.NEAR_MISS, "button-queue-near-miss", claim),)

    def _reasons(self, card: Card) -> Rows:
        say = self.full.words.say
        rows = [(Button(say(f"button-reason-{reason}"), self._data(card, Step.JUDGE, reason)),) for reason in Reason]
        return (*rows, (Button(say("button-queue-back"), self._data(card, Step.BACK)),))

    def _button(self, card: Card, step: Step, key: str, claim: Claim, **values: int) -> Button:
        label = self.full.words.say(key, claim=shorten(self._name(claim), _BUTTON), **values)
        return Button(label, self._data(card, step, mark_of(claim.id)))

    def _data(self, card: Card, step: Step, subject: str = "") -> str:
        return str(Action(Verb.QUEUE, str(QueuePress(card.entry.id, step, subject))))

    def _name(self, claim: Claim) -> str:
        return shorten(self.full.statement(claim)[0], _STATEMENT)


def with_note(reply: Reply, note: str, buttons: Rows) -> Reply:
    """The same reply with a paragraph below, where there is room for it, and other buttons."""
    if utf16_length(reply.text) + utf16_length(note) + 2 > MESSAGE_LENGTH:
        return replace(reply, buttons=buttons)
    return replace(reply, text=f"{reply.text}\n\n{note}", buttons=buttons)


def under_head(reply: Reply, head: str) -> Reply:
    """The same reply with a paragraph above it, where there is room for it."""
    above = f"{head}\n\n"
    if utf16_length(above) + utf16_length(reply.text) > MESSAGE_LENGTH:
        return reply
    moved = (replace(entity, offset=entity.offset + utf16_length(above)) for entity in reply.entities)
    entities: tuple[Entity, ...] = tuple(moved)
    return replace(reply, text=above + reply.text, entities=entities)


def shorten_lines(text: str, limit: int) -> str:
    """`text` with its lines, at most `limit` UTF-16 units long and 40 lines high."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    kept = "\n".join([line for line in lines if line][:40])
    return kept if utf16_length(kept) <= limit else shorten(kept, limit)


def _day(moment: float) -> date:
    return datetime.fromtimestamp(moment, UTC).date()
