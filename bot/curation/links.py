"""Which sources answer, told by whatever fetches them."""

from collections.abc import Sequence
from typing import Protocol


class LinkCheck(Protocol):
    """Looks whether addresses can be reached; never raises for one that can't."""

    async def unreachable(self, urls: Sequence[str], *, by: int | None = None) -> tuple[str, ...]:
        """Those of the addresses at which nothing answers, or that may not be asked; in their order.

        `by` is the moderator who asks.
        """
        ...
