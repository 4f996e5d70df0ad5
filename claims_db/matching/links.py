"""Which claims cite a page that a text links to: equality of whole addresses, never of a path or a host alone.

Claims are found under a sketch of each source's address that costs next to nothing; whether two addresses are one is
then decided on their canonical forms. The libraries for that (courlan, w3lib: 90 ms and 17 MB) are imported when
the first text links to something that may be known, or by matcher.prepare. Pure.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from urllib.parse import unquote, urlsplit

from claims_db.model import Claim

MAX_LINKS = 16
"""Links of one text that are looked up."""

MAX_ADDRESS = 2048
"""Characters of an address; a longer one names no page we know."""

_SAME_HOSTS = {"telegram.me": "t.me", "telegram.dog": "t.me", "twitter.com": "x.com"}
_PREFIXES = ("www.", "m.", "mobile.")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+")
_SCHEME = re.compile(r"(?i)https?://")
_TRAILING = ".,;:!?…'\"»”’*_"
_LAST = 2
"""Parts at the end of a path that go into a sketch."""


def canonical(address: str) -> str | None:
    """The one form of an address: without scheme, www, port, fragment, tracking and a slash at the end.

    None for what is no address of a page: no host, a host alone, or not to be read.
    """
    from courlan import normalize_url
    from w3lib.url import canonicalize_url

    whole = _whole(address)
    if not whole:
        return None
    try:
        parts = urlsplit(canonicalize_url(normalize_url(whole, strict=False, trailing_slash=False)))
        host = _host(parts.hostname)
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    if host == "t.me":
        path, query = _telegram(path), ""
    return f"{host}{path}{query}" if host and (path or query) else None


def digests(addresses: Iterable[str]) -> set[int]:
    """Numbers of 64 bits under which claims with sources at these addresses are found."""
    return {_digest(sketch) for address in addresses if (sketch := _sketch(address))}


def linked(addresses: Iterable[str], candidates: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    """The id of each candidate that has one of the addresses as a source, and that address as given."""
    known = {page: address for address in addresses if (page := canonical(address))}
    for claim in candidates:
        page = next((page for source in claim.sources if (page := canonical(source.url)) in known), None)
        if page is not None:
            yield claim.id, known[page]


def addresses(text: str, spans: Iterable[tuple[int, int]], further: Iterable[str] = ()) -> list[str]:
    """`further` addresses and those at `spans` of a text, without the marks that end a sentence; MAX_LINKS at most."""
    written = (_trimmed(text[slice(*span)]) for span in spans)
    return list(dict.fromkeys((*further, *written)))[:MAX_LINKS]


def _trimmed(address: str) -> str:
    address = address.rstrip(_TRAILING)
    return address.rstrip(")]" + _TRAILING) if "(" not in address else address


def _whole(address: str) -> str:
    """An address with its scheme; empty when it is too long or of another kind."""
    address = address.strip()
    if len(address) > MAX_ADDRESS or not address or address.lower().startswith(("tg:", "mailto:", "tel:")):
        return ""
    return address if _SCHEME.match(address) else f"https://{address}"


def _host(name: str | None) -> str:
    host = (name or "").lower().rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if not _HOST.fullmatch(host):
        return ""
    while prefix := next((one for one in _PREFIXES if host.startswith(one) and "." in host.removeprefix(one)), ""):
        host = host.removeprefix(prefix)
    return _SAME_HOSTS.get(host, host)


def _telegram(path: str) -> str:
    """The path of a post: the preview of a channel ("/s/name/1") is the channel, whose name has no case."""
    parts = path.removeprefix("/s/").strip("/").split("/")
    return "/" + "/".join((parts[0].lower(), *parts[1:])) if len(parts) > 1 else ""


def _sketch(address: str) -> str:
    """Host and end of the path, the same for all ways to write one address; empty for none or a host alone."""
    try:
        parts = urlsplit(_whole(address))
        host = _host(parts.hostname)
    except ValueError:
        return ""
    path = [part for part in unquote(parts.path).lower().split("/") if part]
    return f"{host}/{'/'.join(path[-_LAST:])}" if host and (path or parts.query) else ""


def _digest(sketch: str) -> int:
    told = sketch.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, person=b"link", digest_size=8).digest(), "little")
