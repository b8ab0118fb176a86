"""What can go wrong, in words for people.

KioskError
├── ConfigError        config.toml holds a wrong key, type or value
├── InputError         a list, code or name that can't be understood
│   └── NotDoneError   understood, and refused until somebody has decided
├── StoreError         the event file can't be opened or written
│   ├── DoorOpenError  another process holds the event file
│   └── DiskError      the disk refused a write; nothing was admitted
└── NotFoundError      no registrant, ticket or badge by that name
"""


class KioskError(Exception):
    """Something the person at the keyboard can act on; the message says what happened and what to do."""

    title = "Something went wrong"
    exit_code = 2


class ConfigError(KioskError):
    """A wrong key, type or value in config.toml, named with its line."""

    title = "config.toml needs a correction"


class InputError(KioskError):
    """A file or text that can't be understood; nothing was changed."""

    title = "This can't be read"


class NotDoneError(InputError):
    """Understood, and not done until somebody has decided; nothing was changed."""

    title = "Not done"


class TooEarlyError(InputError):
    """Too few people are there for what was asked."""

    title = "Not yet"


class NotFoundError(KioskError):
    """No registrant, ticket or badge answers to what was asked for."""

    title = "Nobody found"


class StoreError(KioskError):
    """The event file can't be opened: read-only, on a network disk, or written by a newer version."""

    title = "The event file can't be used"


class DoorOpenError(StoreError):
    """Another process holds the event file."""

    title = "The door is open elsewhere"


class DiskError(StoreError):
    """The disk refused a write; nothing was acknowledged."""

    title = "The disk failed"
    exit_code = 3
