"""What the bot does for a moderator: claims are tried, published, changed and taken back."""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.claim_form import Form, slug, to_claim
from bot.curation.acting import Acting, Alerted, Changed
from bot.curation.editing import applied, edit
from bot.curation.errors import Refused
from bot.curation.files import exported, imported
from bot.curation.links import LinkCheck
from bot.curation.looking import Looking
from bot.curation.media import Media
from bot.curation.proving import Proving
from bot.curation.standing import merge, restore, retire
from bot.curation.undoing import undo
from bot.curation.values import (
    ChangedSince,
    Conflict,
    Found,
    HistoryEntry,
    Imported,
    Kind,
    NothingToUndo,
    Preview,
    Stats,
    TrayEntry,
    Undone,
)
from bot.roles import Role, Roles
from bot.store.judgements import Judgements
from bot.store.known_media import KnownMedia
from bot.store.moderators import Freeze, Moderators
from claims_db.errors import UnknownClaim
from claims_db.exchange.claimreview_own import Site
from claims_db.exchange.formats import FORMATS, Format
from claims_db.live import LiveIndex
from claims_db.model import Claim, Phrasing, State
from claims_db.store import ClaimStore


class Curator:
    """Acts of moderators on claims. Every act is checked when it happens, durable on return, and can be undone.

    Acts raise NotAllowed, Frozen, Refused, WrongState (see bot.curation.errors), UnknownClaim and StoreUnavailable;
    then nothing was done. `media`: acts on files. `on_changed` and `on_alert` may be added to until the first act.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        store: ClaimStore,
        live: LiveIndex,
        roles: Roles,
        moderators: Moderators,
        judgements: Judgements,
        *,
        links: LinkCheck | None = None,
        trusted_hosts: Collection[str] = (),
        on_changed: Sequence[Changed] = (),
        on_alert: Sequence[Alerted] = (),
        now: Callable[[], float] = time.time,
    ) -> None:
        self._store = store
        self._live = live
        self._now = now
        self._trusted = trusted_hosts
        self._moderators = moderators
        self._roles = roles
        self._acting = Acting(store, roles, moderators, on_changed=on_changed, on_alert=on_alert, now=now)
        self._proving = Proving(store, live, links=links, trusted=trusted_hosts)
        self.media = Media(self._acting, KnownMedia(engine), now=now)
        self._looking = Looking(engine, store, live, moderators, judgements, now=now)

    @property
    def on_changed(self) -> list[Changed]:
        """Told of each claim after an act changed it."""
        return self._acting.on_changed

    @property
    def on_alert(self) -> list[Alerted]:
        """Told when a moderator was frozen."""
        return self._acting.on_alert

    async def draft(self, form: Form, claim_id: str | None = None) -> Claim:
        """The claim that a form describes: a new one with an id of its own, or `claim_id` as it would be.

        Raises:
            Refused: the form would take away what the claim does not have.
            UnknownClaim: there is no `claim_id`.
        """
        if claim_id is not None:
            return applied(form, await self._claim(claim_id), today=self._today())
        name = form.id or await self._proving.free_id(slug(form.statement, language=form.language))
        return to_claim(replace(form, id=name), today=self._today())

    async def preview(self, claim: Claim, *, links: bool = True, by: int | None = None) -> Preview:
        """What a claim from `draft` would be, what is wrong with it, and which claims it may be the same as.

        `links` fetches its sources, where fetching is on; the looks are counted for `by`.
        """
        return await self._proving.preview(claim, links=links, by=by)

    async def unreachable(self, claim: Claim, *, by: int | None = None) -> tuple[str, ...]:
        """Sources of a claim at which nothing answers; none where links are not fetched."""
        return await self._proving.unreachable(claim, by=by)

    async def publish(self, claim: Claim, by: int) -> Claim:
        """Publish a new claim, or a draft that is stored; found by the next post in every process.

        Raises:
            Refused: the claim has problems, or its id is taken.
            StaleClaim: a stored draft was changed meanwhile.
        """
        wanted = replace(claim, state=State.PUBLISHED)
        if problems := await self._proving.problems(wanted):
            raise Refused(problems)
        async with self._acting.act(by, Kind.PUBLISH) as act:
            there = (await act.batch.newest([claim.id])).get(claim.id)
            if there and not there.withdrawn and not claim.version:
                raise Refused((await self._proving.id_taken(there.claim),))
            if there and there.withdrawn:
                wanted = replace(wanted, version=there.claim.version)
            [saved] = await act.save([wanted])
        return saved

    async def edit(
        self, claim_id: str, form: Form, by: int, *, base_version: int | None = None, publish: bool = False
    ) -> Claim | Conflict:
        """Change a claim field by field as a form says; a form that changes nothing saves nothing.

        `publish` makes a draft public by it; a retired claim stays retired.

        `base_version` is the version that the moderator saw; None means whatever is there now. Where somebody saved
        another one since, nothing is saved and the difference comes back.
        """
        seen = await self._claim(claim_id)
        names = await self._looking.names()
        return await edit(
            self._acting,
            self._proving,
            seen,
            form,
            by,
            base_version=base_version,
            today=self._today(),
            who=names,
            publish=publish,
        )

    async def add_phrasing(self, claim_id: str, text: str, language: str, by: int) -> Claim | Conflict:
        """Let a claim be found by one more wording; it is proven like an edit."""
        return await self.edit(claim_id, Form(phrasings=(Phrasing(text, language),)), by)

    async def add_near_miss(self, claim_id: str, text: str, by: int) -> Claim | Conflict:
        """Let a text never find a claim."""
        return await self.edit(claim_id, Form(near_misses=(text,)), by)

    async def retire(self, claim_id: str, reason: str, by: int) -> Claim:
        """Take a claim away from readers; `reason` stays in its history.

        Raises:
            WrongState: it is retired already.
            Refused: no reason is given.
        """
        return await retire(self._acting, claim_id, reason, by)

    async def restore(self, claim_id: str, by: int) -> Claim:
        """Give a retired claim back to readers, or a draft to them for the first time.

        Raises:
            WrongState: it is published.
            Refused: it does not prove itself, say because another claim has its phrasings.
        """
        return await restore(self._acting, self._proving, await self._claim(claim_id), by)

    async def merge(self, from_id: str, into_id: str, by: int) -> tuple[Claim, Claim]:
        """Make one claim part of another: its wordings, near misses and sources move, it is retired and points there.

        Returns both as they are now. Claims that were related to the one that went are related to the other.

        Raises:
            WrongState: one of them is retired, the other a draft, or they are the same.
        """
        related = [claim.id for claim in await self._store.all_claims() if from_id in claim.related]
        return await merge(self._acting, from_id, into_id, by, related=related)

    async def reviewed(self, claim_id: str, by: int, *, next_review: date | None) -> Claim:
        """Note that a claim was looked at today and stays as it is; `next_review` None: it can't change any more."""
        async with self._acting.act(by, Kind.REVIEW) as act:
            claim = (await act.existing(claim_id)).claim
            [saved] = await act.save([replace(claim, date_checked=self._today(), next_review=next_review)])
        return saved

    async def undo(self, by: int, *, request: str = "") -> Undone | NothingToUndo | ChangedSince:
        """Take back the last act of `by` that is not undone yet, once for each `request` that names itself."""
        return await undo(self._acting, by, await self._looking.names(), now=self._now(), request=request)

    async def import_file(self, data: bytes, name: str, by: int) -> Imported:
        """Take claims from a file of any format, all or none, as one act.

        A retired claim stays retired unless the file gives a state; reviews of others become drafts.

        Raises:
            InvalidFile: the file is too large, of another kind, or wrong; the place is named.
        """
        return await imported(self._acting, data, name, by, trusted=self._trusted)

    async def export(self, form: Format = FORMATS[0], *, site: Site | None = None) -> bytes:
        """All claims in any state as a file, made ready for `site` where the format tells who publishes."""
        return await exported(self._store, form, site or Site())

    async def claim(self, claim_id: str) -> Claim | None:
        """A claim in any state as it is stored now; None when there is none."""
        return await self._store.claim(claim_id)

    async def history(self, claim_id: str) -> tuple[HistoryEntry, ...]:
        """Every version of a claim, oldest first; empty when there never was one."""
        return await self._looking.history(claim_id)

    async def find(self, text: str, *, limit: int = 5) -> Found:
        """Which claims a text finds, with the explanation of each match."""
        return await self._looking.find(text, limit=limit)

    async def overdue(self, today: date) -> tuple[Claim, ...]:
        """Published claims whose day of review has come, the longest overdue first."""
        return await self._looking.overdue(today)

    async def drafts(self, language: str) -> tuple[Claim, ...]:
        """Claims that were never published; those with a sentence in `language` first."""
        return await self._looking.drafts(language)

    async def stats(self, today: date) -> Stats:
        """Numbers of the base."""
        return await self._looking.stats(today)

    async def tray(self, *, limit: int = 10) -> tuple[TrayEntry, ...]:
        """The claims on which readers had most to correct; what they read is not kept, only how many said so."""
        return await self._looking.tray(limit=limit)

    async def frozen(self) -> tuple[Freeze, ...]:
        """The moderators who may change nothing at this moment."""
        return await self._moderators.frozen()

    async def unfreeze(self, user_id: int, by: int) -> bool:
        """Let a frozen moderator go on; False when there is no freeze. Only owners may."""
        await self._roles.demand(by, Role.OWNER)
        return await self._moderators.unfreeze(user_id, by=by)

    async def usefulness(self, claim_id: str) -> dict[str, int]:
        """How many readers gave each verdict on a claim."""
        return await self._looking.usefulness(claim_id)

    async def _claim(self, claim_id: str) -> Claim:
        found = await self._store.claim(claim_id)
        if found is None:
            raise UnknownClaim(claim_id)
        return found

    def _today(self) -> date:
        return datetime.fromtimestamp(self._now(), UTC).date()
