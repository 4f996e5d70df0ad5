"""What a digest tells: at most ten claims at a time, whatever an import has brought."""

from collections import OrderedDict
from dataclasses import dataclass

from bot.buttons.digest import Onward
from claims_db.model import Claim, Rating
from claims_db.store.news import ClaimNews, News

AT_ONCE = 10
"""Claims in one message."""
_MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of a digest; `before` is the rating that it had, None where it is new."""

    claim: Claim
    before: Rating | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The claims of one message, changed ratings first; `rest` is how many come after them, `onward` leads there."""

    told: tuple[Told, ...] = ()
    rest: int = 0
    onward: Onward | None = None


class Pages:
    """Pages of digests. Both methods raise StoreUnavailable when the claims can't be read."""

    def __init__(self, news: ClaimNews) -> None:
        self._news = news
        self._first: OrderedDict[tuple[int, int], Page] = OrderedDict()

    async def first(self, since: int, until: int) -> Page:
        """What is told to a reader who knows everything up to `since`, at `until`; without claims: nothing is new."""
        key = (since, until)
        page = self._first.get(key)
        if page is None:
            page = self._first[key] = await self._page(since, until, await self._news.between(since, until))
            if len(self._first) > _MOST_KEPT:
                self._first.popitem(last=False)
        return page

    async def after(self, last: Onward) -> Page:
        """What comes after a page, without claims that have changed since."""
        news = await self._news.between(last.since, last.until)
        return await self._page(last.since, last.until, tuple(one for one in news if one.place > last.place))

    async def _page(self, since: int, until: int, news: tuple[News, ...]) -> Page:
        if not news:
            return Page()
        shown = news[:AT_ONCE]
        told = tuple(Told(claim, one.before) for one, claim in await self._news.claims(shown))
        rest = len(news) - len(shown)
        return Page(told, rest, Onward(since, until, shown[-1].place) if rest else None)
