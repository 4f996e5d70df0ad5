"""Reading the shards that are held, while leases come and go."""

from bot.delivery.streams.client import open_queue
from bot.delivery.streams.inbox import StreamInbox
from bot.delivery.streams.reading import Reading
from bot.delivery.streams.shards import shard_of
from tests.bot.delivery.scripted import update


class Interrupted:
    """A client in whose second look into a stream something happens."""

    def __init__(self, client, happens):
        self._client = client
        self._happens = happens
        self._looks = 0

    def __getattr__(self, name):
        return getattr(self._client, name)

    async def xrange(self, *given, **named):
        found = await self._client.xrange(*given, **named)
        self._looks += 1
        if self._looks == 2:
            self._happens()
        return found


async def test_a_lease_lost_and_taken_anew_while_reading_takes_nothing_from_the_other_shards(valkey_url):
    """What the old lease had looked at is read under the new one, the next time; the others go on."""
    client = open_queue(valkey_url)
    await StreamInbox(client).put([update(number, chat_id=number) for number in (1, 2, 3)])
    first, *rest = dict.fromkeys(shard_of(number, number) for number in (1, 2, 3))
    others = dict.fromkeys(rest, "ours")
    reading = Reading(Interrupted(client, lambda: reading.follow({first: "anew", **others})))
    reading.follow({first: "ours", **others})
    page = await reading.page(0, 10)
    after = await reading.page(page[-1].seq, 10)

    await client.aclose()
    assert 1 not in [queued.update_id for queued in page]
    assert sorted(queued.update_id for queued in [*page, *after]) == [1, 2, 3]
    assert {place.token for place in reading.held.after(0) if place.shard == first} == {"anew"}


async def test_a_page_holds_no_more_than_is_asked_for(valkey_url):
    """The next one goes on behind it, in the order of arrival over all shards."""
    client = open_queue(valkey_url)
    await StreamInbox(client).put([update(number, chat_id=number) for number in range(7)])
    reading = Reading(client)
    reading.follow({shard_of(number, number): "ours" for number in range(7)})
    pages, after = [], 0
    while page := await reading.page(after, 3):
        pages.append([queued.update_id for queued in page])
        after = page[-1].seq

    await client.aclose()
    assert pages == [[0, 1, 2], [3, 4, 5], [6]]
