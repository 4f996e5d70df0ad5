"""What the bot says about itself, and what it may ask about chats and people."""

import re

from bot.emulator.errors import Raw, bad_request
from bot.emulator.parameters import Parameters
from bot.emulator.world import World

MAX_COMMANDS = 100
_LENGTHS = {"name": 64, "description": 512, "short_description": 120}
_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})
_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
)  # fmt: skip
_PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_edit_tag", "can_invite_users", "can_pin_messages",
    "can_manage_topics", "can_react_to_messages",
)  # fmt: skip


def get_me(world: World, _: Parameters) -> Raw:
    """getMe."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": world.reads_all,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return world.bot | abilities


def delete_webhook(world: World, given: Parameters) -> bool:
    """deleteWebhook: there is never one; what waits is thrown away when the bot says so."""
    if given.flag("drop_pending_updates"):
        world.updates.drop()
    return True


def set_my_commands(world: World, given: Parameters) -> bool:
    """setMyCommands, per scope and language."""
    commands = [_command(item) for item in given.records("commands")]
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[_scope(world, given), _language(given)] = commands
    return True


def get_my_commands(world: World, given: Parameters) -> list[Raw]:
    """getMyCommands of exactly one scope and language."""
    return world.commands.get((_scope(world, given), _language(given)), [])


def delete_my_commands(world: World, given: Parameters) -> bool:
    """deleteMyCommands of exactly one scope and language."""
    world.commands.pop((_scope(world, given), _language(given)), None)
    return True


def set_profile(world: World, given: Parameters, field: str) -> bool:
    """setMyName, setMyDescription, setMyShortDescription; an empty text takes it back."""
    text = given.text(field)
    if len(text) > _LENGTHS[field]:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    world.profile[field, _language(given)] = text
    return True


def get_profile(world: World, given: Parameters, field: str) -> Raw:
    """getMyName, getMyDescription, getMyShortDescription; falls back to the text for every language."""
    text = world.profile.get((field, _language(given))) or world.profile.get((field, ""), "")
    return {field: text or (world.bot["first_name"] if field == "name" else "")}


def get_chat(world: World, given: Parameters) -> Raw:
    """getChat."""
    chat = world.chat(given.number("chat_id"), writing=False)
    return chat.raw | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _no_gifts()}


def get_chat_member(world: World, given: Parameters) -> Raw:
    """getChatMember."""
    chat = world.chat(given.number("chat_id"), writing=False)
    user = world.users.get(given.number("user_id"))
    if user is None:
        raise bad_request("user not found")
    return chat_member(user, "member" if chat.private else world.status(chat, user["id"]))


def get_chat_administrators(world: World, given: Parameters) -> list[Raw]:
    """getChatAdministrators: everybody who administers a group, bots left out."""
    chat = world.chat(given.number("chat_id"), writing=False)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    ranks = ((world.users.get(user_id), status) for user_id, status in chat.members.items())
    return [
        chat_member(user, status)
        for user, status in ranks
        if user and not user["is_bot"] and status in ("creator", "administrator")
    ]


def leave_chat(world: World, given: Parameters) -> bool:
    """leaveChat."""
    chat = world.chat(given.number("chat_id"), writing=False)
    if chat.private:
        raise bad_request("can't leave private chats")
    chat.members[world.bot["id"]] = "left"
    world.bell.ring()
    return True


def chat_member(user: Raw, status: str, *, may_write: bool = True) -> Raw:
    """A ChatMember; `may_write` counts for a restricted one."""
    member: Raw = {"user": user, "status": status}
    if status == "creator":
        member["is_anonymous"] = False
    elif status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False, **dict.fromkeys(_RIGHTS, False)}
    elif status == "restricted":
        member |= {"is_member": True, "until_date": 0, **dict.fromkeys(_PERMISSIONS, may_write)}
    elif status == "kicked":
        member["until_date"] = 0
    return member


def _no_gifts() -> Raw:
    kinds = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return dict.fromkeys(kinds, False)


def _command(item: Raw) -> Raw:
    command, description = str(item.get("command", "")).strip(), str(item.get("description", "")).strip()
    if not re.fullmatch(r"[a-z0-9_]{1,32}", command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _language(given: Parameters) -> str:
    code = given.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _scope(world: World, given: Parameters) -> str:
    scope = given.record("scope") or {"type": "default"}
    kind = str(scope.get("type"))
    if kind in _SCOPES:
        return kind
    if kind not in _CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    chat = world.chat(Parameters(scope).number("chat_id"), writing=False)
    return f"{kind}:{chat.id}:{scope.get('user_id', '')}"
