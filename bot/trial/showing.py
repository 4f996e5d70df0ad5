"""A post of a trial, the report and their words, as the admin who is told sees them at this moment."""

from bot.checking.answer import Answer, Case, Part
from bot.checking.checker import Checker
from bot.delivery.errors import Later
from bot.groups.speaking import Groups
from bot.languages import Languages
from bot.rendering.groups import GroupRenderer
from bot.reply import Reply
from bot.store.trial_rows import Trial, TrialPost
from bot.trial.places import Places
from bot.trial.rendering import TrialRenderer
from bot.trial.running import Trials
from claims_db.model import Closeness, Stance

_LATER = 60.0
_NO_POST = (0, 0)


class Showing:
    """Both raise StoreUnavailable when the database can't be used, and Later when the claims can't."""

    def __init__(self, trials: Trials, groups: Groups, checker: Checker, languages: Languages, places: Places) -> None:
        self._trials = trials
        self._groups = groups
        self._checker = checker
        self._languages = languages
        self._places = places

    async def post(self, trial: Trial, post: TrialPost, *, last: bool = False) -> Reply | None:
        """The reply that a post would have got, with the claim as it is now; None when it is no longer published.

        `last`: no more are told of today.
        """
        card = await self._checker.card(post.claim_id)
        if card.case is Case.DEGRADED:
            raise Later(_LATER)
        if not card.parts:
            return None
        part = Part(card.parts[0].claim, Stance(post.stance), _NO_POST, Closeness(post.closeness))
        in_group = GroupRenderer(self._languages.speaking(post.language))
        group = await self._groups.group(trial.chat_id)
        reply = in_group.answer(Answer(Case.CLAIM, (part,)), group.chat_id, quoting=False)
        place = await self._places.place(group.chat_id)
        return (await self._renderer(trial)).post(post, reply, place, last=last)

    async def report(self, trial: Trial) -> Reply:
        """How a trial went, for the admin who started it."""
        group = await self._groups.group(trial.chat_id)
        told = await self._trials.report(group, trial)
        place = await self._places.place(group.chat_id)
        return (await self._renderer(trial)).report(group, trial, told, title=place.title)

    async def _renderer(self, trial: Trial) -> TrialRenderer:
        return TrialRenderer(GroupRenderer(await self._languages.renderer(trial.admin_id or 0, trial.language)))
