"""Lines as somebody types them."""


async def typed(*lines):
    """The lines, one after the other."""
    for line in lines:
        yield line
