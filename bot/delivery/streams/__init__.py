"""The inbox of many processes: streams in a Redis or Valkey that keeps what it is given."""

from contextlib import AbstractAsyncContextManager

from bot.delivery.fleet import Fleet


def many_processes(queue_url: str) -> AbstractAsyncContextManager[Fleet]:
    """Join the processes that share the queue at `queue_url` until the block ends.

    Redis's library takes 7 MB, so it is only loaded then.

    Raises:
        StoreUnavailable: the queue can't be reached.
    """
    from bot.delivery.streams.fleet import ManyProcesses

    return ManyProcesses.open(queue_url)
