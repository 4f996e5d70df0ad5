"""What moderators look up: reviews that are due, searches, the numbers of the base."""

from datetime import date

from tests.bot.curation.desk import ANN, BRIDGE, SCOOTERS, Desk
from tests.making import make_claim


async def test_overdue_claims_come_the_longest_first(desk: Desk):
    """A day of review that has come is listed; looking at the claim moves it on."""
    today = date(2027, 1, 15)
    for number, day in enumerate([date(2027, 1, 15), date(2026, 12, 1), date(2027, 1, 16)]):
        await desk.store.save(make_claim(id=f"c{number}", next_review=day), by="test")

    overdue = await desk.curator.overdue(today)
    seen = await desk.curator.reviewed("c1", ANN, next_review=date(2027, 6, 1))

    assert [claim.id for claim in overdue] == ["c1", "c0"]
    assert seen.date_checked == today
    assert [claim.id for claim in await desk.curator.overdue(today)] == ["c0"]


async def test_a_search_explains_itself(desk: Desk):
    """Each match comes with its claim, the wording it came closest to, and how sure that is."""
    claim = await desk.publish(BRIDGE)

    found = await desk.curator.find("is it true that they are shutting the harbour bridge forever?")

    assert found.matches[0].claim == claim
    assert found.matches[0].match.phrasing == "they are shutting the harbour bridge forever"


async def test_the_numbers_of_the_base(desk: Desk):
    """States, ratings, languages, acts and judgements are counted."""
    await desk.publish(BRIDGE)
    await desk.publish(SCOOTERS)
    await desk.curator.retire("lviv-bans-scooters", "test", ANN)
    await desk.records.judgements.record("k1", "bridge-closes", "useful")
    await desk.records.judgements.record("k2", "bridge-closes", "same")

    stats = await desk.curator.stats(date(2027, 1, 15))

    assert stats.states == {"published": 1, "retired": 1}
    assert stats.ratings == {"false": 1}
    assert stats.phrasings == {"en": 1, "uk": 1}
    assert stats.acts == {"appoint": 2, "publish": 2, "retire": 1}
    assert stats.judgements == {"useful": 1, "same": 1}
    assert await desk.curator.usefulness("bridge-closes") == {"useful": 1, "same": 1}
    assert [(entry.claim.id, entry.counts) for entry in await desk.curator.tray()] == [("bridge-closes", {"same": 1})]
