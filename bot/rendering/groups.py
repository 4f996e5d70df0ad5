"""How the bot speaks in groups and in cards for any chat: short, sourced, with the way to the full answer. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.buttons.groups import GroupPress, Step
from bot.buttons.trial import Step as TrialStep
from bot.buttons.trial import TrialPress
from bot.checking.answer import Answer, Case, Part
from bot.group_settings import CHOICES
from bot.rendering.claims import ClaimRenderer
from bot.rendering.compose import Composer, shorten
from bot.rendering.media import add_known, claim_label
from bot.rendering.quoting import quote
from bot.reply import Button, Reply, utf16_length
from bot.store.groups import Group, OnTrial
from claims_db.model import Claim, Stance

GROUP_LENGTH = 600
"""UTF-16 units that no message in a group exceeds."""
OPEN_SETTINGS = "g_"
"""What a link to a group's settings begins with: t.me/<bot>?start=g_<chat id>."""
_STATEMENT = 140
_TITLE = 60
_CARD_TITLE = 90

_CUTS = ((260, 2, _TITLE), (200, 2, _TITLE), (140, 2, 40), (140, 1, 40), (80, 1, 40), (0, 1, 30))
"""What is left of context, sources and their titles, tried in this order until the message is short enough."""

_PLAIN = {
    Case.NONE: "group-none",
    Case.LINKS: "links",
    Case.SMALL_TALK: "group-none",
    Case.OPINION: "opinion",
    Case.NO_TEXT: "no-text",
    Case.NO_WORDS: "no-words",
    Case.OWN: "group-own",
    Case.CLAIM_GONE: "claim-gone",
    Case.DEGRADED: "degraded",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A claim to be put into any chat: what a list of results shows of it, and the message itself."""

    claim_id: str
    title: str
    about: str
    message: Reply


@dataclass(frozen=True, slots=True)
class GroupRenderer:
    """Puts short answers, settings and cards into the words of one language."""

    full: ClaimRenderer

    # -- answers ------------------------------------------------------------------------------------------

    def answer(self, answer: Answer, chat_id: int, *, quoting: bool = True) -> Reply:
        """The one short message about a post; `quoting`: it replies to that very post, so Telegram can quote it."""
        match answer.case:
            case Case.CLAIM:
                text = self._claim(answer.parts[0])
                quoted = quote(answer, answer.parts[0]) if quoting else None
                return Reply(text.text, text.entities, self._buttons(chat_id, answer.parts[0].claim), quoted)
            case Case.SEVERAL:
                text = self._several(answer.parts)
                return Reply(text.text, text.entities, (self._hide(chat_id),))
            case Case.WEAK:
                text = self._weak(answer.parts[0])
                return Reply(text.text, text.entities, self._buttons(chat_id, answer.parts[0].claim))
            case _:
                return self.said(_PLAIN[answer.case])

    def said(self, key: str) -> Reply:
        """A message that is the same for every group."""
        return Reply(self._say(key))

    def card(self, claim: Claim) -> Card:
        """A complete short message about one claim, for any chat."""
        text = self._claim(Part(claim))
        label = self._say(f"rating-{claim.rating}")
        source = claim.sources[0].publisher if claim.sources else self.full.bot_name
        about = self._say("inline-about", label=label, source=source)
        title = shorten(self.full.statement(claim)[0], _CARD_TITLE)
        return Card(claim.id, title, about, Reply(text.text, text.entities))

    def _claim(self, part: Part) -> Composer:
        told = Composer()
        for context, sources, title in _CUTS:
            told = self._told(part, context, sources, title)
            if utf16_length(told.text) <= GROUP_LENGTH:
                break
        return told

    def _told(self, part: Part, context: int, sources: int, title: int) -> Composer:
        say, claim = self._say, part.claim
        text = add_known(Composer(), self.full.words, part)
        if part.by_medium:
            text.line()
        known, known_in = self.full.known(claim)
        if known and context:
            text.add("ℹ️ ").bold(say("known")).add(" " + shorten(known, context)).line()
        wording, worded_in = self.full.statement(claim)
        text.add("⚖️ ").bold(claim_label(self.full.words, part))
        text.add(" " + say("quoted", text=shorten(wording, _STATEMENT).rstrip(".")))
        self.full.add_rating(text, part)
        for number, source in enumerate(claim.sources[:sources], 1):
            self.full.add_source(text.line().add(f"{number}. "), source, title)
        text.line()
        for note in self._notes(claim, {known_in if known and context else "", worded_in}):
            text.add(note + " ")
        return text.link(say("group-full-answer"), self.full.link(claim))

    def _notes(self, claim: Claim, shown_in: set[str]) -> Iterable[str]:
        say, words = self._say, self.full.words
        yield from self.full.dates(claim)
        for language in sorted(shown_in - {words.language, ""}):
            yield say("other-language", language=self.full.in_language(language))

    def _several(self, parts: tuple[Part, ...]) -> Composer:
        say = self._say
        text = Composer().add("⚖️ ").bold(say("several-media" if parts[0].by_medium else "several"))
        checked = self._checked(parts)
        room = (GROUP_LENGTH - utf16_length(text.text + checked)) // len(parts) - 75
        for number, part in enumerate(parts, 1):
            label = say(f"several-{part.stance}", label=say(f"rating-{part.claim.rating}"))
            left = max(30, min(_STATEMENT, room - utf16_length(label)))
            wording = shorten(self.full.statement(part.claim)[0], left).rstrip(".")
            text.line().add(f"{number}. " + say("quoted", text=wording) + " – ")
            text.add(label, "bold" if part.stance is Stance.ASSERTS else None).add(" – ")
            text.link(say("full-answer"), self.full.link(part.claim))
        return text.line().add(checked) if checked else text

    def _checked(self, parts: tuple[Part, ...]) -> str:
        """When the claims were checked, in one sentence; empty where no claim says it."""
        days = sorted(part.claim.date_checked for part in parts if part.claim.date_checked)
        if not days:
            return ""
        first, last = map(self.full.words.date, (days[0], days[-1]))
        return self._say("checked-on", date=last) if first == last else self._say("checked-from", date=first)

    def _weak(self, part: Part) -> Composer:
        say, claim = self._say, part.claim
        text = Composer().add(say("weak") + " " + self.full.weak_lead(part))
        text.line().add(say("quoted", text=shorten(self.full.statement(claim)[0], _STATEMENT).rstrip(".")))
        text.line().add(say("weak-compare"))
        if claim.sources:
            self.full.add_source(text.line(), claim.sources[0], _TITLE)
        text.line()
        for note in self.full.dates(claim):
            text.add(note + " ")
        return text.link(say("group-full-answer"), self.full.link(claim))

    # -- arriving and settings ----------------------------------------------------------------------------

    def hello(self, chat_id: int, *, sees_posts: bool) -> Reply:
        """The one message to a group that has just added the bot."""
        sees = self._say("group-sees-all" if sees_posts else "group-sees-commands")
        button = Button(self._say("button-group-settings"), url=self._settings_link(chat_id))
        return Reply(f"{self._say('group-hello')}\n\n{sees}", buttons=((button,),))

    def settings(self, group: Group, *, title: str = "", in_group: bool) -> Reply:
        """All settings of a group, each on a button that opens it; `title` names the group where that is not clear."""
        text = self._heading(title)
        rows = []
        for field in CHOICES:
            line = self._say("settings-line", name=self._say(f"settings-{field}"), value=self._chosen(group, field))
            text.line().add(line)
            rows.append((_button(line, group, field),))
        line = self._say("settings-line", name=self._say("trial-title"), value=self._trial(group))
        text.line().add(line)
        rows.append((Button(line, str(TrialPress(group.chat_id, TrialStep.MENU))),))
        if in_group:
            rows.append((Button(self._say("button-settings-private"), url=self._settings_link(group.chat_id)),))
        rows.append((_button(self._say("button-settings-done"), group, Step.HIDE),))
        return Reply(text.text, text.entities, tuple(rows))

    def choices(self, group: Group, field: str, *, title: str = "") -> Reply:
        """One setting, its values on buttons. Raises KeyError for a field that does not exist."""
        text = self._heading(title).line().add(self._say(f"settings-{field}")).line()
        text.add(self._say(f"settings-{field}-why"))
        rows = []
        for code in CHOICES[field]:
            value = self._say(f"settings-{field}-{code}")
            chosen = code == group.settings.choice(field)
            label = self._say("settings-chosen", value=value) if chosen else value
            rows.append((_button(label, group, field, code),))
        rows.append((_button(self._say("button-settings-back"), group, Step.MENU),))
        return Reply(text.text, text.entities, tuple(rows))

    def on_trial(self, group: Group, said: Reply) -> Reply:
        """What is said of speaking again, with a word about the trial that runs first, if one does."""
        if group.trial is None:
            return said
        return Reply(f"{said.text} {self._say('trial-quiet-note', date=self._until(group.trial))}")

    # -- pieces -------------------------------------------------------------------------------------------

    def _say(self, key: str, **values: str | int) -> str:
        return self.full.words.say(key, **values)

    def _chosen(self, group: Group, field: str) -> str:
        value = self._say(f"settings-{field}-{group.settings.choice(field)}")
        if field == "language" and not group.settings.language and group.guessed:
            value += f" ({self._say(f'settings-language-{group.guessed}')})"
        return value

    def _trial(self, group: Group) -> str:
        if group.trial is None:
            return self._say("trial-off")
        return self._say("trial-until", date=self._until(group.trial))

    def _until(self, trial: OnTrial) -> str:
        return self.full.words.date(datetime.fromtimestamp(trial.until, UTC).date())

    def _heading(self, title: str) -> Composer:
        said = self._say("settings-title-of", title=shorten(title, 60)) if title else self._say("settings-title")
        return Composer().bold(said).line()

    def _settings_link(self, chat_id: int) -> str:
        return f"https://t.me/{self.full.bot_name}?start={OPEN_SETTINGS}{chat_id}"

    def _buttons(self, chat_id: int, claim: Claim) -> tuple[tuple[Button, ...], ...]:
        return ((Button(self._say("button-details"), url=self.full.link(claim)), *self._hide(chat_id)),)

    def _hide(self, chat_id: int) -> tuple[Button, ...]:
        return (Button(self._say("button-hide"), str(GroupPress(chat_id, Step.HIDE))),)


def _button(label: str, group: Group, field: str, code: str = "") -> Button:
    return Button(label, str(GroupPress(group.chat_id, field, code)))
