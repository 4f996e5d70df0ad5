"""Groups and inline mode in the emulated Bot API."""

import pytest

CONTENT = {"message_text": "Known."}
CARD = {"type": "article", "id": "a", "title": "A", "input_message_content": CONTENT}


@pytest.fixture
def olga(api):
    return api.person("Olga")


async def updates(api):
    _, body = await api.call("getUpdates", {"allowed_updates": ["message", "my_chat_member", "inline_query"]})
    return body["result"]


async def refusal(api, method, **parameters):
    status, body = await api.call(method, parameters)
    assert status == body["error_code"]
    return body["description"], body.get("parameters")


async def test_the_bot_is_told_that_it_was_added_and_removed(api, olga):
    """Each time a change of its status, and the message that everybody sees."""
    admin = api.admin(olga, api.group("Talk", olga, bot="left"))

    admin.add_bot()
    admin.remove_bot(banned=True)

    kinds = [next(kind for kind in update if kind != "update_id") for update in await updates(api)]
    assert kinds == ["my_chat_member", "message", "my_chat_member", "message"]
    assert (await refusal(api, "sendMessage", chat_id=admin.chat.id, text="x"))[0].startswith(
        "Forbidden: bot was kicked"
    )


async def test_a_restricted_bot_may_not_write(api, olga):
    """As a member it may again, and an administrator always may."""
    admin = api.admin(olga, api.group("Talk", olga))
    admin.restrict_bot()

    told, _ = await refusal(api, "sendMessage", chat_id=admin.chat.id, text="x")
    admin.add_bot("administrator")

    assert told == "Bad Request: not enough rights to send text messages to the chat"
    assert (await api.call("sendMessage", {"chat_id": admin.chat.id, "text": "x"}))[0] == 200


async def test_a_migrated_group_names_its_supergroup(api, olga):
    """Who writes to the old group learns where it is now."""
    admin = api.admin(olga, api.group("Talk", olga, basic=True))

    new = admin.migrate()

    assert (await refusal(api, "sendMessage", chat_id=admin.chat.id, text="x"))[1] == {"migrate_to_chat_id": new.id}
    to, origin = (update["message"] for update in await updates(api))
    assert (to["migrate_to_chat_id"], origin["migrate_from_chat_id"]) == (new.id, admin.chat.id)


async def test_administrators_are_told_without_bots(api, olga):
    """getChatAdministrators names people only."""
    group = api.group("Talk", olga, api.person("Bob"), bot="administrator")

    _, body = await api.call("getChatAdministrators", {"chat_id": group.id})

    assert [member["user"]["id"] for member in body["result"]] == [olga.id]
    assert (await refusal(api, "getChatAdministrators", chat_id=olga.id))[0].startswith("Bad Request: there are no")


async def test_a_reply_stays_in_its_topic(api, olga):
    """The bot names no topic, the message that it replies to does."""
    group = api.group("Forum", olga)
    topic = api.admin(olga, group).open_topic("News")
    post = olga.send({"text": "x", **api.admin(olga, group).topic_fields(topic)}, chat=group, reply_to=topic)

    await api.call("sendMessage", {"chat_id": group.id, "text": "y", "reply_parameters": {"message_id": post.id}})

    assert api.sent[-1].raw["message_thread_id"] == topic.id


async def test_the_bot_can_leave(api, olga):
    """A group that was left can't be written to."""
    group = api.group("Talk", olga)

    await api.call("leaveChat", {"chat_id": group.id})

    assert (await refusal(api, "sendMessage", chat_id=group.id, text="x"))[0] == (
        "Forbidden: bot is not a member of the supergroup"
    )


async def test_a_card_goes_from_the_query_into_a_chat(api, olga):
    """What somebody types reaches the bot, what it offers can be sent, and the bot is told which one was."""
    query = olga.inline("bridge")
    await api.call("answerInlineQuery", {"inline_query_id": query.id, "results": [CARD], "cache_time": 0})

    card = olga.choose(query)

    assert (card.text, card.raw["via_bot"]["id"]) == ("Known.", api.world.bot["id"])
    assert query.answers[0]["cache_time"] == 0


@pytest.mark.parametrize(
    ("results", "told"),
    [
        ([{**CARD, "id": "i" * 65}], "RESULT_ID_INVALID"),
        ([CARD, CARD], "RESULT_ID_DUPLICATE"),
        ([{**CARD, "title": " "}], "ARTICLE_TITLE_EMPTY"),
        ([{**CARD, "input_message_content": {"message_text": ""}}], "message text is empty"),
        ([{**CARD, "input_message_content": {"text": "x"}}], "can't find field message_text"),
        ([{**CARD, "type": "photo"}], "only articles are emulated"),
        ([{**CARD, "id": str(number)} for number in range(51)], "too many inline query results specified"),
    ],
)
async def test_cards_that_telegram_refuses_are_refused(api, olga, results, told):
    """A bot that passes here passes there."""
    query = olga.inline("bridge")

    description, _ = await refusal(api, "answerInlineQuery", inline_query_id=query.id, results=results)

    assert told in description
    assert query.results == []


async def test_a_query_is_answered_only_while_it_is_known(api):
    """An id that was never given out is too old."""
    assert "query is too old" in (await refusal(api, "answerInlineQuery", inline_query_id="1", results=[]))[0]
