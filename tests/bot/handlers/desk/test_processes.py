"""What a moderator does in one process counts in all others at once."""

from bot.emulator import EmulatedBotApi
from bot.words import words
from tests.bot.handlers.desk.conftest import CLAIM_ID, FORM, POSTS
from tests.bot.running import running

SAY = words("en").say


async def test_a_claim_published_in_one_process_is_found_in_another(tmp_path, postgres_url):
    """Two bots on one database: from "Publish" on, and from "/retire" on, the other one knows."""
    here, there = EmulatedBotApi(), EmulatedBotApi(first_update_id=800_000_001)
    owner, reader = here.person("Olha"), there.person("Rita", language="uk")
    folders = [tmp_path / name for name in ("here", "there")]
    for folder in folders:
        folder.mkdir()
    options = {"database_url": postgres_url, "owner_ids": (owner.id,)}
    async with running(folders[0], here, **options), running(folders[1], there, **options):
        (preview,) = await here.replies(owner.say(FORM), within=60)
        (before,) = await there.replies(reader.forward(POSTS["uk"]), within=60)
        owner.press(preview, "Publish")
        await here.until(lambda: preview.edits == 1, within=60)
        (after,) = await there.replies(reader.forward(POSTS["uk"]), within=60)
        await here.replies(owner.say(f"/retire {CLAIM_ID} over"), within=60)
        (gone,) = await there.replies(reader.forward(POSTS["uk"]), within=60)

    label = words("uk").say("rating-false")
    assert preview.text.startswith(SAY("desk-published"))
    assert label not in before.text
    assert label in after.text
    assert label not in gone.text
