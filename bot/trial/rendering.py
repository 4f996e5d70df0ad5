"""What admins are shown of a trial: its screen, each reply that would have been given, the report. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.buttons.groups import GroupPress
from bot.buttons.groups import Step as SettingsStep
from bot.buttons.trial import OPEN_TRIAL, JudgePress, Step, TrialPress
from bot.group_settings import Look, Strictness
from bot.rendering.compose import Composer, shorten
from bot.rendering.groups import GroupRenderer
from bot.reply import Button, Reply
from bot.store.groups import Group
from bot.store.trial_rows import Trial, TrialPost
from bot.store.trials import KEPT
from bot.trial.places import Place, post_link
from bot.trial.proposing import Report

A_DAY = 20
"""Replies that one admin is told of in a day, over all their groups."""
_TITLE = 60


@dataclass(frozen=True, slots=True)
class TrialRenderer:
    """Puts trials into the words of one language."""

    groups: GroupRenderer

    # -- the screen ---------------------------------------------------------------------------------------

    @property
    def language(self) -> str:
        """The language that it speaks."""
        return self.groups.full.words.language

    def screen(self, group: Group, trial: Trial | None, *, reader_id: int, title: str = "") -> Reply:
        """Whether a trial runs in a group, and what can be done with it; `title` names the group in private."""
        say = self._say
        text = Composer().bold(self._titled("trial-title", title)).line()
        steps: tuple[Step, ...] = (Step.START,)
        if trial is not None and trial.runs:
            told = "trial-told-you" if trial.admin_id == reader_id else "trial-told-other"
            text.line().add(say("trial-runs", date=self._day(trial.ends_at), looked=trial.looked))
            text.add(" " + say("trial-told-nobody" if trial.unreachable or trial.admin_id is None else told))
            steps = (Step.REPORT, Step.END, Step.AGAIN)
        elif trial is not None and trial.ended_at is not None:
            until = self._day(trial.ended_at + KEPT)
            text.line().add(say("trial-about", most=A_DAY)).line()
            text.line().add(say("trial-ended", date=self._day(trial.ended_at), until=until))
            steps = (Step.REPORT, Step.START)
        else:
            text.line().add(say("trial-about", most=A_DAY))
        rows = [(self._step(step, group),) for step in steps]
        back = Button(say("button-settings-back"), str(GroupPress(group.chat_id, SettingsStep.MENU)))
        return Reply(text.text, text.entities, (*rows, (back,)))

    def again(self, group: Group, title: str) -> Reply:
        """Before a trial that runs is begun anew: what is lost by it."""
        text = Composer().bold(self._titled("trial-title", title)).line()
        text.line().add(self._say("trial-again-ask"))
        return Reply(text.text, text.entities, ((self._step(Step.RENEW, group),), (self._menu(group),)))

    def began(self, group: Group, title: str, until: float, *, sees_posts: bool) -> Reply:
        """The first message of a trial, in private."""
        say = self._say
        text = Composer().bold(self._titled("trial-title", title)).line()
        text.line().add(say("trial-began", date=self._day(until), most=A_DAY))
        if not sees_posts:
            text.line().line().add(say("trial-sees-nothing"))
        return Reply(text.text, text.entities, ((self._step(Step.REPORT, group), self._step(Step.END, group)),))

    def unreached(self, group: Group) -> Reply:
        """For somebody whom the bot may not write to in private yet: how to come there."""
        link = Button(self._say("button-trial-private"), url=self._link(group))
        return Reply(self._say("trial-write-first"), buttons=((link,), (self._menu(group),)))

    # -- a post -------------------------------------------------------------------------------------------

    def post(self, post: TrialPost, reply: Reply, place: Place, *, last: bool) -> Reply:
        """The reply that a post would have got; `last`: no more are told of today."""
        say = self._say
        text = Composer().bold(self._titled("trial-title", place.title)).line().add(say("trial-would")).line()
        text.embed(reply.text, reply.entities, "blockquote").line()
        if link := post_link(post.chat_id, post.message_id, place.public_name):
            text.link(say("trial-open-post"), link).line()
        levels = [say(f"settings-strictness-{level}") for level in Strictness if level in post.levels]
        text.add(say("trial-levels", levels=", ".join(levels))).line().add(say("trial-judge"))
        if last:
            text.line().line().add(say("trial-last-today", most=A_DAY))
        opinions = tuple(self._opinion(post, good=good) for good in (True, False))
        return Reply(text.text, text.entities, (opinions,))

    def _opinion(self, post: TrialPost, *, good: bool) -> Button:
        sign = self._say("button-trial-good" if good else "button-trial-bad")
        chosen = post.opinion == ("good" if good else "bad")
        return Button(self._say("settings-chosen", value=sign) if chosen else sign, str(JudgePress(post.id, good)))

    # -- the report ---------------------------------------------------------------------------------------

    def report(self, group: Group, trial: Trial, told: Report, *, title: str = "") -> Reply:
        """What a trial has shown so far or in the end, and a proposal to take."""
        say = self._say
        begin, end = self._day(trial.started_at), self._day(trial.ended_at or trial.ends_at)
        text = Composer().bold(self._titled("trial-report-title", title)).line()
        text.add(begin if begin == end else say("trial-report-days", begin=begin, end=end)).line()
        text.line().add(say("trial-report-looked", number=trial.looked))
        if not trial.looked:
            text.add(" " + say("trial-saw-nothing"))
        text.line().add(say("trial-report-levels"))
        for level, tally in told.tallies.items():
            counted = {"replies": tally.replies, "good": tally.good, "bad": tally.bad}
            text.line().add("• " + say("trial-report-level", level=self._level(level), **counted))
        if told.unjudged:
            text.line().add(say("trial-report-unjudged", number=told.unjudged))
        if told.held:
            text.line().add(say("trial-report-held", number=told.held))
        text.line().line().bold(say("trial-proposal", level=self._level(told.proposed)))
        text.add(" " + say(f"trial-proposal-{told.reason}"))
        text.line().line().add(self._from_now_on(group, trial))
        take = "button-trial-take-end" if trial.runs else "button-trial-take"
        button = Button(say(take, level=self._level(told.proposed)), str(TrialPress(group.chat_id, told.proposed)))
        return Reply(text.text, text.entities, ((button,), (self._menu(group),)))

    def taken(self, group: Group, title: str) -> Reply:
        """A proposal was taken: how the bot speaks from now on."""
        text = Composer().bold(self._titled("trial-title", title)).line()
        text.line().add(self._speaks(group))
        return Reply(text.text, text.entities, ((self._menu(group),),))

    def _from_now_on(self, group: Group, trial: Trial) -> str:
        if trial.runs:
            return self._say("trial-still-runs", date=self._day(trial.ends_at))
        return self._say("trial-is-over") + " " + self._speaks(group)

    def _speaks(self, group: Group) -> str:
        settings = group.settings
        if settings.quiet or settings.look is Look.ASKED:
            return self._say("trial-quiet-now", level=self._level(settings.strictness))
        return self._say("trial-speaks-now", level=self._level(settings.strictness))

    # -- pieces -------------------------------------------------------------------------------------------

    def said(self, key: str) -> str:
        """A sentence that is the same for every trial."""
        return self._say(key)

    def _say(self, key: str, **values: str | int) -> str:
        return self.groups.full.words.say(key, **values)

    def _titled(self, key: str, title: str) -> str:
        return self._say(f"{key}-of", title=shorten(title, _TITLE)) if title else self._say(key)

    def _level(self, level: Strictness) -> str:
        return self._say(f"settings-strictness-{level}")

    def _day(self, at: float) -> str:
        return self.groups.full.words.date(datetime.fromtimestamp(at, UTC).date())

    def _step(self, step: Step, group: Group) -> Button:
        return Button(self._say(f"button-trial-{step}"), str(TrialPress(group.chat_id, step)))

    def _menu(self, group: Group) -> Button:
        return Button(self._say("button-trial-menu"), str(TrialPress(group.chat_id, Step.MENU)))

    def _link(self, group: Group) -> str:
        return f"https://t.me/{self.groups.full.bot_name}?start={OPEN_TRIAL}{group.chat_id}"
