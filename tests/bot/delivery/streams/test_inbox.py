"""Several workers on one queue."""

import asyncio

import pytest

from bot.delivery.errors import NotOurs
from bot.delivery.streams import leases
from bot.delivery.streams.client import open_queue
from bot.delivery.streams.inbox import StreamInbox
from bot.delivery.streams.shards import SHARDS
from claims_db.errors import StoreUnavailable
from tests.bot.delivery.scripted import update
from tests.bot.delivery.streams.workers import worker

LIMIT = 60


async def test_a_killed_worker_is_replaced_within_its_lease(valkey_url):
    """What it had begun comes out of another worker, with the try that is counted, and in order."""
    client = open_queue(valkey_url)
    dead = StreamInbox(client)
    await dead._round(lambda _: None)  # takes every shard, and never renews
    await dead.put([update(number, chat_id=5) for number in range(3)])
    await dead.page(0, 10)
    await dead.started([0])
    async with worker(valkey_url) as inbox:
        async with asyncio.timeout(LIMIT):
            while not (page := await inbox.page(0, 10)):
                await asyncio.sleep(0.05)

    await client.aclose()
    assert [(queued.update_id, queued.tries) for queued in page] == [(0, 1), (1, 0), (2, 0)]


async def test_workers_share_the_shards(valkey_url):
    """A second worker gets half of them, and each update comes out of exactly one."""
    async with worker(valkey_url) as one, worker(valkey_url) as other:
        async with asyncio.timeout(LIMIT):
            while len(other._shards.mine) < SHARDS // 2 or len(one._shards.mine) > SHARDS // 2:
                await asyncio.sleep(0.05)
        await one.put([update(number, chat_id=number) for number in range(200)])
        pages = [[queued.update_id for queued in await inbox.page(0, 1_000)] for inbox in (one, other)]

    assert sorted(pages[0] + pages[1]) == list(range(200))
    assert all(pages)


async def test_a_shard_is_handed_over_when_what_has_begun_is_done(valkey_url):
    """Until then nobody else gets its updates, and no other of them is begun."""
    async with worker(valkey_url) as one:
        await one.put([update(number, chat_id=5) for number in range(2)])
        await one.page(0, 10)
        await one.started([0])
        place = one._held.get(0)
        one._shards.leaving[place.shard] = float("inf")
        async with worker(valkey_url):
            with pytest.raises(NotOurs):
                await one.started([1])
            held_meanwhile = one._shards.mine[place.shard] == place.token
            await one.done([0])
            async with asyncio.timeout(LIMIT):
                while one._shards.mine.get(place.shard) == place.token:
                    await asyncio.sleep(0.05)

    assert held_meanwhile


async def test_workers_leave_at_any_moment(valkey_url):
    """Also in the middle of asking the queue, where its library may lose a cancellation."""

    async def join(number):
        async with worker(valkey_url):
            await asyncio.sleep(leases.EVERY + number / 500)

    async with asyncio.timeout(LIMIT):
        await asyncio.gather(*map(join, range(30)))


async def test_a_worker_that_lost_its_lease_begins_nothing(valkey_url):
    """It may have slept while another took over: the queue itself refuses it."""
    async with worker(valkey_url) as one:
        await one.put([update(7, chat_id=5)])
        await one.page(0, 10)
        shard = one._held.get(7).shard
        client = open_queue(valkey_url)
        await client.set(f"allegedly:lease:shard:{shard}", "another's")

        with pytest.raises(NotOurs):
            await one.started([7])

        assert await one.waiting() == 1
        await client.aclose()


async def test_what_is_done_is_begun_by_nobody_again(valkey_url):
    """Also when it was read before it was done."""
    async with worker(valkey_url) as one:
        await one.put([update(7, chat_id=5)])
        await one.page(0, 10)
        place = one._held.get(7)
        await one.done([7])
        one._held.add(7, place.shard, place.place, 5, None, place.token)

        with pytest.raises(NotOurs):
            await one.started([7])


async def test_news_of_another_process_are_heard(valkey_url):
    """The poller puts something in; the worker need not look for it."""
    async with worker(valkey_url) as one:
        client = open_queue(valkey_url)
        await asyncio.sleep(0.2)
        await StreamInbox(client).put([update(7)])
        async with asyncio.timeout(LIMIT):
            await one.news.wait()
        await client.aclose()


async def test_a_second_poller_waits_for_the_first(valkey_url):
    """And takes over when it ends."""
    client, stop = open_queue(valkey_url), asyncio.Event()
    polls = []

    async def poll(name):
        polls.append(name)
        await asyncio.sleep(LIMIT)

    def polling(name):
        return asyncio.create_task(leases.while_held(leases.Lease(client, "poller"), stop, lambda: poll(name)))

    first = polling("first")
    async with asyncio.timeout(LIMIT):
        while not polls:
            await asyncio.sleep(0.01)
        second = polling("second")
        await asyncio.sleep(0.2)
        alone = polls == ["first"]
        first.cancel()
        while len(polls) < 2:
            await asyncio.sleep(0.01)
    second.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    await client.aclose()

    assert alone
    assert polls == ["first", "second"]


@pytest.mark.parametrize("trouble", ["gone", "full", "read-only"])
async def test_a_queue_that_keeps_nothing_says_so(make_valkey, trouble):
    """The poller learns that nothing was kept, and the offset stays."""
    server = make_valkey(options=["--maxmemory-policy", "noeviction"])
    client = open_queue(server.url)
    inbox = StreamInbox(client)
    await inbox.put([update(1)])
    if trouble == "full":
        await client.config_set("maxmemory", "1")
    elif trouble == "read-only":
        await client.replicaof("127.0.0.1", 1)
    else:
        server.kill()

    with pytest.raises(StoreUnavailable):
        await inbox.put([update(2)])

    await client.aclose()


async def test_what_a_forgotten_person_wrote_leaves_the_log_on_disk_too(make_valkey):
    """Their words are in no file of the server once the update that asked for it is done; others' wait on."""
    server = make_valkey(options=["--appendonly", "yes", "--aof-use-rdb-preamble", "no"])  # nothing packed

    def written(words):
        return any(words in path.read_bytes() for path in server.folder.rglob("*") if path.is_file())

    async with worker(server.url) as inbox:
        await inbox.put([update(1, chat_id=5, text="mine-4711"), update(2, chat_id=6, text="theirs-4711")])
        page = await inbox.page(0, 10)
        before = written(b"mine-4711")
        await inbox.started([1])
        await inbox.wipe_after(1)
        await inbox.done([1])
        async with asyncio.timeout(LIMIT):
            while written(b"mine-4711"):
                await asyncio.sleep(0.05)

        assert before
        assert len(page) == 2
        assert written(b"theirs-4711")


async def test_no_key_of_the_queue_names_a_chat(valkey_url):
    """Not of what is handled: an album is remembered without telling whose it was."""
    client = open_queue(valkey_url)
    parts = [update(number, chat_id=4_711_000_815, media_group_id="13900001") for number in (1, 2)]
    async with worker(valkey_url) as inbox:
        await inbox.put(parts)
        album = (await inbox.page(0, 10))[0].album
        await inbox.started([1])
        await inbox.done([1, 2])
        known = await inbox.album_done(4_711_000_815, album)
        keys = await client.keys("*")
    await client.aclose()

    assert known
    assert not any(b"4711000815" in key for key in keys)
