"""Who may do what: owners are named by the operator, moderators are appointed by owners.

Read at every act from the database, so that an appointment or a dismissal counts from the next act on, in every
process. Only numeric ids of people count: never a name, never an account that Telegram puts in the place of a person.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum

from bot.store.moderators import Moderators

NOBODY = frozenset((777000, 1087968824, 136817688))
"""Telegram's stand-ins: automatic forwards, anonymous group admins, channels that write as senders."""

_LARGEST_ID = 2**52


class Role(IntEnum):
    """What somebody is; a higher role may do all that a lower one may."""

    READER = 0
    MODERATOR = 1
    OWNER = 2


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a role; `since` is 0 for owners, whom the settings name."""

    user_id: int
    role: Role
    since: float = 0.0
    added_by: int | None = None


class NotAllowed(Exception):
    """Somebody has not the role that an act needs."""

    def __init__(self, needed: Role) -> None:
        super().__init__(needed.name)
        self.needed = needed


class Roles:
    """The roles at this moment. All methods raise StoreUnavailable when the database can't be used."""

    def __init__(self, moderators: Moderators, owner_ids: Collection[int]) -> None:
        self._moderators = moderators
        self._owners = tuple(dict.fromkeys(owner for owner in owner_ids if is_person(owner)))

    async def of(self, user_id: int | None) -> Role:
        """The role of a user id; READER for None and for every id that is not a person's."""
        if user_id is None or not is_person(user_id):
            return Role.READER
        if user_id in self._owners:
            return Role.OWNER
        return Role.MODERATOR if await self._moderators.has(user_id) else Role.READER

    async def demand(self, user_id: int | None, role: Role) -> None:
        """Return when somebody may act as `role`; raises NotAllowed otherwise."""
        if await self.of(user_id) < role:
            raise NotAllowed(role)

    async def add(self, user_id: int, *, by: int) -> bool:
        """Appoint a moderator; False when they may already do all that moderators may. Durable on return.

        Raises:
            NotAllowed: `by` is no owner.
            ValueError: `user_id` is not a person's.
        """
        await self.demand(by, Role.OWNER)
        if not is_person(user_id):
            raise ValueError("not the id of a person")
        return user_id not in self._owners and await self._moderators.add(user_id, by=by)

    async def remove(self, user_id: int, *, by: int) -> bool:
        """Dismiss a moderator; False when they are none (owners are dismissed in the settings). Durable on return.

        Raises:
            NotAllowed: `by` is no owner.
        """
        await self.demand(by, Role.OWNER)
        return await self._moderators.remove(user_id, by=by)

    async def all(self) -> tuple[Member, ...]:
        """Owners first, then moderators, the longest first; nobody twice."""
        appointed = await self._moderators.all()
        owners = tuple(Member(owner, Role.OWNER) for owner in self._owners)
        return owners + tuple(
            Member(one.user_id, Role.MODERATOR, one.since, one.added_by)
            for one in appointed
            if one.user_id not in self._owners
        )


def is_person(user_id: int) -> bool:
    """Whether an id can be a person's: a whole number over 0 that is none of Telegram's stand-ins."""
    return 0 < user_id < _LARGEST_ID and user_id not in NOBODY
