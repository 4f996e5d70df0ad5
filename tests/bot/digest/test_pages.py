"""However much is new, a digest tells ten claims at a time, each once."""

from dataclasses import replace

import pytest

from bot.digest.pages import AT_ONCE, Page, Pages
from claims_db.model import Rating, State
from claims_db.store.news import ClaimNews
from tests.making import make_claim


@pytest.fixture
def store(newsroom):
    """A store whose revision is 2, with two claims in it."""
    return newsroom.store


@pytest.fixture
def pages(newsroom):
    return Pages(ClaimNews(newsroom.engine))


def told(page):
    return [one.claim.id for one in page.told]


async def test_nothing_new_is_an_empty_page(pages):
    """Nothing is sent then."""
    assert await pages.first(2, 2) == Page()


async def test_a_page_tells_what_is_new_with_the_rating_before(pages, store):
    """As it is now, and once, however often it was changed since."""
    bridge = await store.claim("harbour-bridge-closes")
    await store.save(replace(bridge, rating=Rating.TRUE), by="ann")
    ferry = await store.save(make_claim(id="ferry", rating=Rating.ALLEGED), by="ann")
    await store.save(replace(ferry, rating=Rating.DISPUTED), by="ann")

    page = await pages.first(2, 5)

    assert [(one.claim.id, one.claim.rating, one.before) for one in page.told] == [
        ("harbour-bridge-closes", Rating.TRUE, Rating.FALSE),
        ("ferry", Rating.DISPUTED, None),
    ]
    assert (page.rest, page.onward) == (0, None)


async def test_an_import_is_told_ten_by_ten(pages, store):
    """The first page says how many come after it; reading on shows each of them once, the newest first."""
    names = [f"claim-{number}" for number in range(5_000)]
    await store.save_all([make_claim(id=name) for name in names], by="import")

    first = page = await pages.first(2, 5_002)
    shown = told(first)
    for _ in range(3):
        page = await pages.after(page.onward)
        shown += told(page)

    assert (len(first.told), first.rest) == (AT_ONCE, 4_990)
    assert page.rest == 4_960
    assert shown == names[::-1][:40]


async def test_reading_on_ends(pages, store):
    """The last page leads nowhere."""
    await store.save_all([make_claim(id=f"claim-{number}") for number in range(13)], by="import")

    page = await pages.after((await pages.first(2, 15)).onward)

    assert told(page) == ["claim-2", "claim-1", "claim-0"]
    assert (page.rest, page.onward) == (0, None)


async def test_reading_on_later_shows_what_is_still_so(pages, store):
    """What was retired or changed meanwhile is left out: the next digest tells of it as it is then."""
    saved = await store.save_all([make_claim(id=f"claim-{number}") for number in range(13)], by="import")
    first = await pages.first(2, 15)
    await store.save(replace(saved[0], state=State.RETIRED), by="ann")
    await store.save(replace(saved[1], rating=Rating.TRUE), by="ann")

    assert told(await pages.after(first.onward)) == ["claim-2"]
