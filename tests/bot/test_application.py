"""The library's application as the bot uses it."""

from telegram import Update
from telegram.ext import ApplicationBuilder, MessageHandler, filters

from bot.application import ForgetfulApplication
from bot.emulator import EmulatedBotApi, EmulatedRequest


async def test_nothing_is_kept_of_those_who_wrote():
    """Neither chat nor person: memory does not grow with readers, and who asks to be forgotten is."""
    api, handled = EmulatedBotApi(), []

    async def handle(update, _):
        handled.append(update.update_id)

    application = (
        ApplicationBuilder()
        .application_class(ForgetfulApplication)
        .token(api.token)
        .request(EmulatedRequest(api))
        .get_updates_request(EmulatedRequest(api))
        .updater(None)
        .build()
    )
    application.add_handler(MessageHandler(filters.ALL, handle))
    person = api.person()
    message = person.say("hello")
    async with application:
        await application.process_update(Update.de_json({"update_id": 7, "message": message.wire()}, application.bot))

    assert handled == [7]
    kept = [getattr(application, name, None) for name in ForgetfulApplication.__mro__[1].__slots__]
    assert not any(person.chat.id in some for some in kept if isinstance(some, set | dict))
