"""From an inbox that is not used any more into the one that is."""

import json

from bot.delivery.inbox import Inbox

_AT_ONCE = 200


async def hand_over(old: Inbox, new: Inbox) -> int:
    """Move what waits in `old` into `new`, in order: how many updates. 0 when nothing waits.

    Each is in one of them at any time; who is killed in between begins again, and `new` knows what it has. Raises
    StoreUnavailable when one of them can't be used.
    """
    moved = after = 0
    while page := await old.page(after, _AT_ONCE):
        await new.put([json.loads(queued.payload) for queued in page])
        await old.done([queued.update_id for queued in page])
        moved, after = moved + len(page), page[-1].seq
    return moved
