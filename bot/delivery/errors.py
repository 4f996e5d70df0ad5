"""What can keep updates or replies from their way.

DeliveryError
├── TokenRefused     Telegram does not know the bot's token
└── NotOurs          another process works on an update, or has done so
Later                not an error: a reply can't go out now, so its update is to be handled again after a while
"""


class DeliveryError(Exception):
    """Base of all errors of delivery."""


class TokenRefused(DeliveryError):
    """Telegram refused the token three times running; `status` is its last HTTP status, 401 or 404."""

    def __init__(self, status: int) -> None:
        super().__init__(f"Telegram refuses the token (HTTP {status}); check BOT_TOKEN and TELEGRAM_BASE_URL")
        self.status = status


class NotOurs(DeliveryError):
    """Updates that another process works on, will work on, or has done."""


class Later(BaseException):
    """The reply is not sent and may go out in `delay` seconds: handle its update again then.

    Like asyncio's CancelledError it is not an Exception, so that nothing between the sender and the dispatcher takes
    it for a fault of a handler and answers it.
    """

    def __init__(self, delay: float) -> None:
        super().__init__(delay)
        self.delay = delay
