"""Trials of groups: begun in the group or in private, judged and reported in private; for admins only."""

import structlog
from telegram import CallbackQuery, Update, User
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.buttons.trial import OPEN_TRIAL, JudgePress, Step, TrialPress, parse_press
from bot.group_settings import Strictness
from bot.groups.speaking import Groups, language_of
from bot.handlers.group_admins import REFUSALS, GroupAdmins
from bot.handlers.rights import Rights
from bot.handlers.services import Services
from bot.rendering.groups import GroupRenderer
from bot.reply import Reply
from bot.store.groups import Group
from bot.store.met import Met
from bot.store.trial_rows import Trial
from bot.trial.rendering import TrialRenderer
from bot.trial.running import Trials
from bot.trial.showing import Showing

log = structlog.get_logger()


class TrialHandlers:
    """Shows, begins and ends trials; a press by anybody else, forged or not, changes nothing."""

    def __init__(
        self, services: Services, groups: Groups, rights: Rights, trials: Trials, showing: Showing, met: Met
    ) -> None:
        self._services = services
        self._groups = groups
        self._rights = rights
        self._admins = GroupAdmins(groups, rights)
        self._trials = trials
        self._showing = showing
        self._met = met

    async def on_start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Open in private the trial of the group that a link names."""
        message = update.message
        if message is None or message.from_user is None:
            return
        user, named = message.from_user, (context.args or [""])[0].removeprefix(OPEN_TRIAL)
        press = parse_press(f"t:{named}:{Step.MENU}")
        renderer = await self._renderer(user)
        reply = Reply(renderer.said(REFUSALS["unknown"]))
        if isinstance(press, TrialPress):
            group = await self._groups.group(press.chat_id)
            standing = await self._admins.standing(group, user.id)
            if standing == "admin":
                await self._trials.reached(user.id)
                reply = await self._screen(group, renderer, user)
            else:
                reply = Reply(renderer.said(REFUSALS[standing]))
        await self._services.sender.send(message.chat.id, reply, to=message.message_id)

    async def on_press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button of a trial says."""
        query = update.callback_query
        if query is None:
            return
        press = parse_press(query.data)
        if isinstance(press, TrialPress) and await self._admins.is_about(press.chat_id, query):
            await self._on_group_press(query, press)
        elif isinstance(press, JudgePress) and query.message and query.message.chat.type == ChatType.PRIVATE:
            await self._judge(query, press)
        else:
            await self._answer(query, "pressed-unknown")

    # -- the trial of a group -----------------------------------------------------------------------------

    async def _on_group_press(self, query: CallbackQuery, press: TrialPress) -> None:
        group = await self._groups.group(press.chat_id)
        standing = await self._admins.standing(group, query.from_user.id)
        if standing != "admin":
            await self._answer(query, REFUSALS[standing], alert=standing == "unknown")
            return
        in_group = query.message is not None and query.message.chat.type != ChatType.PRIVATE
        renderer = self._speaking(group, query.from_user) if in_group else await self._renderer(query.from_user)
        if not in_group:
            await self._trials.reached(query.from_user.id)
        sent_apart = in_group and press.step == Step.REPORT
        if not sent_apart:
            await self._answer(query)
        shown = await self._act(query.from_user, press, group, renderer, in_group=in_group)
        if sent_apart:
            await self._answer(query, "trial-sent-to-you" if shown is None else None)
        if query.message is not None and shown is not None:
            await self._services.sender.edit(query.message.chat.id, query.message.message_id, shown)
        log.info("trial_pressed", step=str(press.step))

    async def _act(
        self, user: User, press: TrialPress, group: Group, renderer: TrialRenderer, *, in_group: bool
    ) -> Reply | None:
        """Do it: what the pressed message says from now on, None for no change."""
        if isinstance(press.step, Strictness):
            group = await self._trials.take(group, press.step, by=user.id)
            return renderer.taken(group, "" if in_group else await self._rights.title(group.chat_id))
        match press.step:
            case Step.START | Step.RENEW:
                return await self._begin(user, group, renderer, again=press.step is Step.RENEW, in_group=in_group)
            case Step.AGAIN:
                return renderer.again(group, "" if in_group else await self._rights.title(group.chat_id))
            case Step.REPORT:
                return await self._report(user, group, renderer, in_group=in_group)
            case Step.END:
                await self._trials.end(group)
        return await self._screen(await self._groups.group(group.chat_id), renderer, user, in_group=in_group)

    async def _begin(
        self, user: User, group: Group, renderer: TrialRenderer, *, again: bool, in_group: bool
    ) -> Reply | None:
        """Begin a trial; from the group only when its admin can be written to in private, which is tried first."""
        trial = await self._trials.of(group)
        if trial is not None and trial.runs and not again:
            return await self._screen(group, renderer, user, in_group=in_group)
        private = await self._renderer(user)
        place = await self._rights.place(group.chat_id)
        sees = await self._rights.sees_posts(group.chat_id, self._services.bot_id)
        began = private.began(group, place.title, self._trials.would_end(), sees_posts=sees)
        if in_group and not await self._sent_in_private(user, began, trial):
            return renderer.unreached(group)
        await self._trials.start(group, user.id, private.language, again=again)
        return await self._screen(group, renderer, user, in_group=True) if in_group else began

    async def _report(self, user: User, group: Group, renderer: TrialRenderer, *, in_group: bool) -> Reply | None:
        """Show the report in private, whoever of the admins asks for it."""
        trial = await self._trials.of(group)
        if trial is None:
            return await self._screen(group, renderer, user, in_group=in_group)
        private = await self._renderer(user)
        told = await self._trials.report(group, trial)
        reply = private.report(group, trial, told, title=await self._rights.title(group.chat_id))
        if not in_group:
            return reply
        return None if await self._sent_in_private(user, reply, trial) else renderer.unreached(group)

    async def _screen(self, group: Group, renderer: TrialRenderer, user: User, *, in_group: bool = False) -> Reply:
        title = "" if in_group else await self._rights.title(group.chat_id)
        return renderer.screen(group, await self._trials.of(group), reader_id=user.id, title=title)

    async def _sent_in_private(self, user: User, reply: Reply, trial: Trial | None) -> bool:
        """Whether somebody who pressed in the group got a message in private; only who came there is written to."""
        is_told = trial is not None and trial.admin_id == user.id and not trial.unreachable
        if not is_told and not await self._met.has(user.id):
            return False
        return await self._services.sender.send(user.id, reply, to=None) is not None

    # -- a post of a trial --------------------------------------------------------------------------------

    async def _judge(self, query: CallbackQuery, press: JudgePress) -> None:
        """Keep the opinion of the admin who is told of the trial, and show it."""
        found = await self._trials.post(press.post_id)
        if found is None or found[0].admin_id != query.from_user.id:
            await self._answer(query, "trial-forgotten")
            return
        trial, post = found
        standing = await self._standing_in(trial, query.from_user.id)
        if standing != "admin":
            await self._answer(query, REFUSALS[standing], alert=standing == "unknown")
            return
        post = await self._trials.judge(post, "good" if press.good else "bad")
        await self._answer(query, "pressed-thanks")
        shown = await self._showing.post(trial, post)
        if shown is not None and query.message is not None:
            await self._services.sender.edit(query.message.chat.id, query.message.message_id, shown)
        log.info("trial_judged", good=press.good)

    async def _standing_in(self, trial: Trial, user_id: int) -> str:
        return await self._admins.standing(await self._groups.group(trial.chat_id), user_id)

    # -- pieces -------------------------------------------------------------------------------------------

    async def _answer(self, query: CallbackQuery, key: str | None = None, *, alert: bool = False) -> None:
        renderer = await self._renderer(query.from_user)
        await self._services.sender.answer_press(query.id, renderer.said(key) if key else None, alert=alert)

    async def _renderer(self, user: User) -> TrialRenderer:
        return TrialRenderer(GroupRenderer(await self._services.languages.renderer(user.id, user.language_code)))

    def _speaking(self, group: Group, user: User) -> TrialRenderer:
        language = language_of(group, "", user.language_code)
        return TrialRenderer(GroupRenderer(self._services.languages.speaking(language)))
