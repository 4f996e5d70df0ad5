"""What is news about the claims to somebody who last heard of them at some revision."""

import random
from dataclasses import replace

import pytest

from claims_db.model import Rating, State
from claims_db.store.news import ClaimNews, News
from tests.making import make_claim


@pytest.fixture
def news(engine):
    return ClaimNews(engine)


async def change(store, claim, **changes):
    return await store.save(replace(claim, **changes), by="ann")


async def told(news, since, until):
    """Claim ids with the rating before, in the order of the news."""
    return [(claim.id, one.before) for one, claim in await news.claims(await news.between(since, until))]


async def test_new_claims_and_changed_ratings_are_news(store, news):
    """Changed ratings come first, then what is new, the newest of each first."""
    bridge = await store.save(make_claim(id="bridge", rating=Rating.ALLEGED), by="ann")
    tunnel = await store.save(make_claim(id="tunnel", rating=Rating.DISPUTED), by="ann")
    for name in ("ferry", "tram"):
        await store.save(make_claim(id=name), by="ann")
    await change(store, bridge, rating=Rating.FALSE)
    await change(store, tunnel, rating=Rating.TRUE)

    found = await told(news, 2, 6)

    assert found == [("tunnel", Rating.DISPUTED), ("bridge", Rating.ALLEGED), ("tram", None), ("ferry", None)]


async def test_a_new_claim_that_changed_since_is_new_once(store, news):
    """As it is now: what it said in between was never told."""
    first = await store.save(make_claim(rating=Rating.ALLEGED), by="ann")
    await change(store, first, rating=Rating.FALSE)

    ((one, claim),) = await news.claims(await news.between(0, 2))

    assert one == News(2)
    assert (claim.rating, claim.version) == (Rating.FALSE, 2)


@pytest.mark.parametrize(
    "changes",
    [{"appears": "Radio, May 2026"}, {"rating": Rating.TRUE, "state": State.RETIRED}, {"state": State.DRAFT}],
    ids=["an edit", "retired", "taken back into a draft"],
)
async def test_what_readers_need_not_hear_is_no_news(store, news, changes):
    """An edit that leaves the rating, and whatever is not published."""
    first = await store.save(make_claim(), by="ann")
    await change(store, first, **changes)

    assert await news.between(1, 2) == ()


async def test_a_rating_that_came_back_is_no_news(store, news):
    """Who heard of neither change need not hear of both."""
    first = await store.save(make_claim(rating=Rating.ALLEGED), by="ann")
    second = await change(store, first, rating=Rating.FALSE)
    await change(store, second, rating=Rating.ALLEGED)

    assert await news.between(1, 3) == ()
    assert await news.between(2, 3) == (News(3, Rating.FALSE),)


async def test_a_draft_is_news_when_it_is_published(store, news):
    """Readers could not see it before, however old it is; nor a claim that was retired meanwhile."""
    claim, found = make_claim(), []
    for number, state in enumerate((State.DRAFT, State.PUBLISHED, State.RETIRED, State.PUBLISHED)):
        claim = await change(store, claim, state=state)
        found.append(await news.between(number, number + 1))

    assert found == [(), (News(2),), (), (News(4),)]


async def test_news_tell_the_same_as_the_whole_history(store, news):
    """The short way by an index finds what comparing both states of every claim does, from any revision on."""
    chance = random.Random(7)
    names = [f"claim-{number}" for number in range(9)]
    for _ in range(60):
        name = chance.choice(names)
        claim = await store.claim(name) or make_claim(id=name)
        await change(store, claim, rating=chance.choice(list(Rating)[:3]), state=chance.choice(list(State)))
    histories = [await store.history(name) for name in names]
    until = await store.revision()

    for since in range(until + 1):
        found = await news.between(since, until)
        assert found == tuple(sorted(found, key=lambda one: one.place))
        assert set(found) == {one for history in histories if (one := compared(history, since))}


def compared(history, since):
    """The news about a claim by its whole history."""
    now, then = history[-1], [one.claim for one in history if one.revision <= since][-1:]
    if now.revision <= since or now.claim.state is not State.PUBLISHED:
        return None
    (before,) = [one.rating for one in then if one.state is State.PUBLISHED] or [None]
    return None if before is now.claim.rating else News(now.revision, before)


async def test_an_import_of_thousands_is_told_by_numbers(store, news):
    """All are counted, and only those that are asked for are read."""
    await store.save_all([make_claim(id=f"claim-{number}") for number in range(5_000)], by="import")

    found = await news.between(0, 5_000)

    assert len(found) == 5_000
    assert [claim.id for _, claim in await news.claims(found[:2])] == ["claim-4999", "claim-4998"]


async def test_no_news_of_a_later_revision_than_asked_for(store, news):
    """What changes while somebody turns the pages is told the next time, and on no page of this one."""
    first = await store.save(make_claim(), by="ann")
    await store.save(make_claim(id="tunnel"), by="ann")
    await change(store, first, rating=Rating.TRUE)

    assert await told(news, 0, 2) == [("tunnel", None)]
    assert await told(news, 0, 3) == [("harbour-bridge-closes", None), ("tunnel", None)]
