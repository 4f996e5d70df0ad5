"""What an operator chose for the moderators' desk."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What an operator chose for the desk.

    `links_checked`: previews look whether sources answer. `trusted` are the `host:port` at which sources may lie
    although the port is unusual.
    """

    moderators_chat_id: int | None = None
    links_checked: bool = False
    trusted: Collection[str] = ()
