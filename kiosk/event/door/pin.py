"""The PIN that leads out of self-service: kept as a hash, with few attempts."""

import base64
import hashlib
import hmac
import secrets

from kiosk.errors import ConfigError

_COST = {"n": 1 << 14, "r": 8, "p": 1}
_FREE = 3
_FIRST_WAIT, _LONGEST_WAIT = 30.0, 600.0


def hashed(pin: str) -> str:
    """What may stand in config.toml: "scrypt:salt:hash"."""
    salt = secrets.token_bytes(16)
    return f"scrypt:{_text(salt)}:{_text(_hash(pin, salt))}"


def fits(pin: str, kept: str) -> bool:
    """Whether a PIN is the one that was hashed; raises ConfigError for what `hashed` never gave."""
    try:
        kind, salt, wanted = kept.split(":")
        known = base64.b64decode(wanted, validate=True)
        if kind != "scrypt" or not known:
            raise ValueError(kind)
        return hmac.compare_digest(_hash(pin, base64.b64decode(salt, validate=True)), known)
    except ValueError:
        raise ConfigError("[self_service] pin is not what 'kiosk pin' gave: run it again and paste its line.") from None


class Attempts:
    """Three tries, then a wait that doubles with every further wrong one; one right PIN forgets them all."""

    def __init__(self) -> None:
        self._wrong = 0
        self._until = 0.0

    def wait(self, now: float) -> float:
        """Seconds until the next try."""
        return max(0.0, self._until - now)

    def failed(self, now: float) -> None:
        """One more wrong PIN, `now` in seconds of any steady clock."""
        self._wrong += 1
        if self._wrong >= _FREE:
            self._until = now + min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** (self._wrong - _FREE))

    def succeeded(self) -> None:
        """The right PIN."""
        self._wrong, self._until = 0, 0.0


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.strip().encode(), salt=salt, **_COST)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
