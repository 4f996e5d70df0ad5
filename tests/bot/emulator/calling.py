"""Calls of the emulated Bot API by a test, without the library."""

YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


async def send(api, person, text="Hi", **parameters):
    """Let the bot send a message: the message."""
    status, body = await api.call("sendMessage", {"chat_id": person.id, "text": text, **parameters})
    assert status == 200, body
    return api.sent[-1]


async def refusal(api, method, **parameters):
    """A call that is refused: status and description."""
    status, body = await api.call(method, parameters)
    assert (status, body["ok"]) == (body["error_code"], False)
    return f"{status} {body['description']}"
