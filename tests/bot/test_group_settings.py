"""What group admins can choose, and what holds where nobody chose."""

import pytest

from bot.group_settings import CHOICES, GroupSettings

EVERY_CHOICE = [(field, code) for field, codes in CHOICES.items() for code in codes]


@pytest.mark.parametrize(("field", "code"), EVERY_CHOICE)
def test_what_is_chosen_is_what_is_set(field, code):
    """Each button sets its own value, and the settings can tell which button that was."""
    settings = GroupSettings().with_choice(field, code)

    assert settings.choice(field) == code


def test_a_group_starts_with_the_promised_settings():
    """Where nobody chose anything: automatic language, all posts, six hours, nothing deleted, no channel posts."""
    chosen = {field: GroupSettings().choice(field) for field in CHOICES}

    assert chosen == {
        "language": "auto",
        "look": "all",
        "strictness": "normal",
        "cooldown": "6h",
        "quiet": "off",
        "delete_after": "off",
        "channel_posts": "off",
    }
