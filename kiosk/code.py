"""Ticket codes and badge ids: our own letters, and what other platforms' QR codes really hold."""

import hashlib
import hmac
import json
import re
import secrets
from base64 import b64decode
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

ALPHABET = "BCDEFGHJKLNOPRSTUVX"
"""Nineteen letters that arrive unchanged through sixteen keyboard layouts."""

_ID, _MAC, _BADGE = 10, 7, 15
CODE_LENGTH = _ID + _MAC + 1
BADGE_LENGTH = _BADGE + 1

_AIM = re.compile(r"^\][A-Za-z]\d")  # symbology identifier that some scanners send first
_ECI = re.compile(r"^(\\0000\d\d)+")  # character-set marks that wallet codes carry
_TITO = re.compile(r"\bti_[A-Za-z0-9_]+")

_UNSEEN = " \t\r\n\x0b\x0c\ufeff\u200b\u200c\u200d\u2060\u00a0"
"""Blanks, and what shows nothing: a byte order mark, joiners."""
_AROUND = _UNSEEN + "\"'*<>()[]"
_BETWEEN = re.compile(r"[/?&=#|;,:\s]+")
_MOST_PARTS = 32
_SHORTEST_PART, _SHORTEST_NUMBER = 3, 4


class Origin(StrEnum):
    """Where a code comes from, as far as the code alone can tell."""

    FOREIGN = "foreign"
    MISREAD = "misread"
    FORGED = "forged"
    GENUINE = "genuine"


def _check_letter(letters: str) -> str:
    # Nineteen is prime, so weights 1..18 catch every wrong letter and every swap of neighbours.
    return ALPHABET[sum(weight * ALPHABET.index(c) for weight, c in enumerate(letters, 1)) % len(ALPHABET)]


def _letters(number: int, length: int) -> str:
    letters = []
    for _ in range(length):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters)


def _signature(ident: str, event: str, key: bytes) -> str:
    digest = hmac.new(key, f"{event}:{ident}".encode(), hashlib.sha256).digest()
    return _letters(int.from_bytes(digest), _MAC)


def issue(event: str, key: bytes) -> str:
    """A new ticket code: 10 letters of id, 7 of signature over event and id, 1 check letter."""
    ident = "".join(secrets.choice(ALPHABET) for _ in range(_ID))
    body = ident + _signature(ident, event, key)
    return body + _check_letter(body)


def origin(code: str, event: str, key: bytes) -> Origin:
    """Tells our own codes from others', and genuine ones from misread and forged ones."""
    if len(code) != CODE_LENGTH or any(c not in ALPHABET for c in code):
        return Origin.FOREIGN
    if _check_letter(code[:-1]) != code[-1]:
        return Origin.MISREAD
    ident, signature = code[:_ID], code[_ID:-1]
    genuine = hmac.compare_digest(signature, _signature(ident, event, key))
    return Origin.GENUINE if genuine else Origin.FORGED


def new_badge_id() -> str:
    """An opaque id for a badge's QR: 15 random letters and a check letter; never a ticket code."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(_BADGE))
    return body + _check_letter(body)


def is_badge_id(text: str) -> bool:
    """Whether a canonical code has the form of a badge id."""
    return len(text) == BADGE_LENGTH and all(c in ALPHABET for c in text) and _check_letter(text[:-1]) == text[-1]


def canonical(text: str) -> str:
    """The ticket code inside what a QR holds: a Luma or Tito address, an Indico record, or the bare code."""
    # An apostrophe in front is how a spreadsheet is told that a number is a text.
    text = _AIM.sub("", text.strip(_UNSEEN).lstrip("'"))
    text = _ECI.sub("", text).strip()
    if text.startswith("{"):
        return _indico(text) or text
    tito = _TITO.search(text)
    if tito and ("ti.to" in text or tito.group() == text):
        return tito.group()
    if "://" in text or text.lower().startswith(("luma.com/", "lu.ma/", "www.")):
        return _luma(text) or text
    upper = text.upper()
    if len(upper) in (CODE_LENGTH, BADGE_LENGTH) and all(c in ALPHABET for c in upper):
        return upper
    return text


def parts(text: str) -> tuple[str, ...]:
    """Whole parts of what was scanned that may be the code: values of JSON, of an address, what stands before a slash.

    Also the text without what a scanner or a label puts around a code, and once where it came twice.
    """
    found = [text.strip(_AROUND), *_once(text)]
    found += _values(text) if text.lstrip().startswith(("{", "[")) else _pieces(text)
    return tuple(dict.fromkeys(part for part in found if part != text and _may_be_code(part)))[:_MOST_PARTS]


def _may_be_code(part: str) -> bool:
    # A short number stands in half of all addresses.
    return len(part) >= (_SHORTEST_NUMBER if part.isdecimal() else _SHORTEST_PART)


def _once(text: str) -> list[str]:
    """The code in a text that repeats it, and a number without the noughts a list may have lost."""
    whole = [text[: len(text) // n] for n in (2, 3) if text and text == text[: len(text) // n] * n]
    return [*whole, text.lstrip("0")] if text.isdecimal() else whole


def _values(text: str) -> list[str]:
    """All values of a JSON text, and their pieces."""
    found: list[str] = []
    try:
        waiting = [json.loads(text)]
    except (ValueError, RecursionError):
        return []
    while waiting and len(found) < _MOST_PARTS:
        value = waiting.pop(0)
        if isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value
        elif isinstance(value, str | int) and not isinstance(value, bool):
            found.append(str(value).strip(_UNSEEN))
    return [*found, *(piece for value in found for piece in _pieces(value))]


def _pieces(text: str) -> list[str]:
    """What stands between the marks of an address or a label; an address also without what follows its path."""
    address = text.rstrip("/?#&")
    heads = [address, *(address.partition(mark)[0].rstrip("/") for mark in "?#")] if "/" in text else []
    # The same page by the other protocol.
    heads += [_other_protocol(head) for head in heads if "://" in head]
    return [*heads, *(unquote(piece).strip(_AROUND) for piece in _BETWEEN.split(text))]


def _other_protocol(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"{'http' if scheme.lower() == 'https' else 'https'}://{rest}"


def _luma(text: str) -> str | None:
    """The guest's key from the query of a Luma address."""
    try:
        return parse_qs(urlsplit(text).query).get("pk", [""])[0].strip() or None
    except ValueError:
        return None


def _indico(text: str) -> str | None:
    """The registration's uuid from Indico's `{"i": [version, host, base64 uuid, …]}`, as 32 hex digits."""
    try:
        return b64decode(json.loads(text)["i"][2]).hex()
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        return None
