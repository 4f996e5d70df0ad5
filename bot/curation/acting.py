"""One act of a moderator in one transaction: the right to do it, the claims it saves, its line in the audit."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.curation.errors import Frozen
from bot.curation.values import Alert, Kind
from bot.roles import Role, Roles
from bot.store.acts import ActChange, append, body_digest, destructive_since
from bot.store.moderators import Moderators
from claims_db.errors import UnknownClaim
from claims_db.model import Claim
from claims_db.store import Batch, ClaimStore, ClaimVersion
from claims_db.store.batch import body_of

log = structlog.get_logger()

Changed = Callable[[Claim | None, Claim], Awaitable[None]]
"""Told after an act of each claim as it was (None: new) and as it is; never inside the transaction."""
Alerted = Callable[[Alert], Awaitable[None]]

BRAKE = 20
"""Destructive acts in BRAKE_WINDOW; one more freezes the moderator."""
BRAKE_WINDOW = 600.0
"""Seconds."""
FREEZE = 3600.0
"""Seconds that a freeze lasts unless an owner ends it."""

_HOOK_SAYS = "after_act_failed"


class _BrakePulled(Exception):
    """One destructive act too many."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


@dataclass(slots=True)
class OpenAct:
    """An act under way; what it has done so far. `note` goes into the audit, `undoes` is the act it takes back.

    `request`: what asked for it, where it must not be done twice. `lasting`: it did something else than saving claims.
    """

    batch: Batch
    code: str
    destructive: bool = False
    undoes: int | None = None
    note: str = ""
    request: str = ""
    lasting: bool = False
    changes: list[ActChange] = field(default_factory=list)
    changed: list[tuple[Claim | None, Claim]] = field(default_factory=list)

    @property
    def connection(self) -> AsyncConnection:
        """The transaction."""
        return self.batch.connection

    async def newest(self, claim_id: str) -> ClaimVersion | None:
        """The newest version of a claim; None when there is none or it was withdrawn."""
        found = (await self.batch.newest([claim_id])).get(claim_id)
        return None if found is None or found.withdrawn else found

    async def existing(self, claim_id: str) -> ClaimVersion:
        """The newest version of a claim; raises UnknownClaim where `newest` gives None."""
        found = await self.newest(claim_id)
        if found is None:
            raise UnknownClaim(claim_id)
        return found

    async def save(self, claims: Sequence[Claim], *, why: str = "") -> list[Claim]:
        """Save claims as their next versions; each at most once in an act."""
        before = await self.batch.newest([claim.id for claim in claims])
        saved = await self.batch.save(claims, why=why)
        for claim in saved:
            self.note_change(before.get(claim.id), claim)
        return saved

    async def bring_back(self, claims: dict[str, Claim | None], versions: dict[str, int], *, why: str = "") -> None:
        """Give claims the content that they had at `versions`; None withdraws a claim."""
        newest = await self.batch.newest(list(claims))
        back = [replace(old, version=newest[old.id].claim.version) for old in claims.values() if old is not None]
        saved = {claim.id: claim for claim in await self.batch.save(back, why=why)}
        for claim_id, old in claims.items():
            if old is None:
                saved[claim_id] = await self.batch.withdraw(newest[claim_id].claim, why=why)
            self.note_change(newest[claim_id], saved[claim_id], stands_for=versions[claim_id])

    def note_change(self, before: ClaimVersion | None, after: Claim, *, stands_for: int | None = None) -> None:
        """Remember what a save did."""
        version = before.claim.version if before else 0
        content = after.version if stands_for is None else stands_for
        self.changes.append(ActChange(after.id, version, after.version, content, body_digest(body_of(after))))
        self.changed.append((before.claim if before and not before.withdrawn else None, after))


class Acting:
    """Runs acts: only for those who may, only while they are not frozen, and each with its line in the audit."""

    def __init__(
        self,
        store: ClaimStore,
        roles: Roles,
        moderators: Moderators,
        *,
        on_changed: Sequence[Changed] = (),
        on_alert: Sequence[Alerted] = (),
        now: Callable[[], float] = time.time,
    ) -> None:
        self._store = store
        self._roles = roles
        self._moderators = moderators
        self.on_changed = list(on_changed)
        self.on_alert = list(on_alert)
        self._now = now

    @asynccontextmanager
    async def act(self, by: int, kind: Kind, *, destructive: bool = False) -> AsyncIterator[OpenAct]:
        """One act of `by`; what the block does is durable after it, or not done when it raises.

        An act that changes nothing leaves no trace.

        Raises:
            NotAllowed: `by` is no moderator at this moment.
            Frozen: `by` may change nothing now, perhaps because of this very act.
            StoreUnavailable: the database can't be used.
        """
        await self._roles.demand(by, Role.MODERATOR)
        try:
            async with self._store.batch(by=self._moderators.code(by)) as batch:
                await self._refuse_frozen(batch.connection, by)
                open_act = OpenAct(batch, self._moderators.code(by), destructive)
                yield open_act
                if open_act.changes or open_act.lasting:
                    await self._record(open_act, by, kind)
        except _BrakePulled as pulled:
            await self._freeze(by, pulled.count)
        await self._tell(open_act)

    async def _record(self, act: OpenAct, by: int, kind: Kind) -> None:
        await self._moderators.sign(act.connection, by)
        if act.destructive:
            await self._brake(act, by)
        await append(
            act.connection,
            at=self._now(),
            code=act.code,
            kind=kind.value,
            destructive=act.destructive,
            undoes=act.undoes,
            note=act.note,
            changes=act.changes,
            request=act.request,
        )

    async def _refuse_frozen(self, connection: AsyncConnection, by: int) -> None:
        freeze = await self._moderators.last_freeze(connection, by)
        if freeze and freeze.until > self._now() and await self._roles.of(by) < Role.OWNER:
            raise Frozen(freeze.until)

    async def _brake(self, act: OpenAct, by: int) -> None:
        freeze = await self._moderators.last_freeze(act.connection, by)
        since = max(self._now() - BRAKE_WINDOW, freeze.at if freeze else 0.0)
        count = await destructive_since(act.connection, act.code, since)
        if count >= BRAKE and await self._roles.of(by) < Role.OWNER:
            raise _BrakePulled(count + 1)

    async def _freeze(self, by: int, count: int) -> None:
        until = self._now() + FREEZE
        await self._moderators.freeze(by, until=until)
        log.warning("moderator_frozen", acts=count)
        for tell in self.on_alert:
            await _told(tell(Alert("frozen", by, count, until)))
        raise Frozen(until, now=True)

    async def _tell(self, act: OpenAct) -> None:
        for before, after in act.changed:
            for tell in self.on_changed:
                await _told(tell(before, after))


async def _told(telling: Awaitable[None]) -> None:
    """Wait for a hook; its failure is its own: the act is done."""
    try:
        await telling
    except Exception as error:
        log.exception(_HOOK_SAYS, error=type(error).__name__)
