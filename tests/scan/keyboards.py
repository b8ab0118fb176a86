"""Keyboards as this computer's own library knows them; writes kiosk/scan/keyboard_layouts.toml anew:

python -m tests.scan.keyboards kiosk/scan/keyboard_layouts.toml
"""

import ctypes
import json
import sys
from ctypes.util import find_library
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kiosk.scan.keyboard_layouts import NAMES

SYMBOLS = Path("/usr/share/X11/xkb/symbols")
_CODES = (49, *range(10, 22), *range(24, 36), 51, *range(38, 49), *range(52, 62))
"""The keys of a US keyboard that type something, as X11 numbers them."""
_MARKS = {
    "dead_grave": "\u0300", "dead_acute": "\u0301", "dead_circumflex": "\u0302", "dead_tilde": "\u0303",
    "dead_diaeresis": "\u0308", "dead_abovering": "\u030a", "dead_caron": "\u030c",
}  # fmt: skip
_SHIFT, _LOCK = 1, 2


class _Names(ctypes.Structure):
    _fields_ = [(name, ctypes.c_char_p) for name in ("rules", "model", "layout", "variant", "options")]


@dataclass(frozen=True, slots=True)
class Keyboard:
    """What each key types: by the US character that stands on it, without and with CapsLock."""

    plain: dict[str, str]
    capped: dict[str, str]


def available() -> bool:
    """Whether this computer has the layouts and the library that reads them."""
    return SYMBOLS.is_dir() and find_library("xkbcommon") is not None


@lru_cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(find_library("xkbcommon"))
    for name in ("xkb_context_new", "xkb_keymap_new_from_names", "xkb_state_new"):
        getattr(library, name).restype = ctypes.c_void_p
    library.xkb_keymap_new_from_names.argtypes = [ctypes.c_void_p, ctypes.POINTER(_Names), ctypes.c_int]
    library.xkb_state_new.argtypes = [ctypes.c_void_p]
    library.xkb_state_update_mask.argtypes = [ctypes.c_void_p, *[ctypes.c_uint32] * 6]
    library.xkb_state_key_get_one_sym.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
    library.xkb_keysym_get_name.argtypes = [ctypes.c_uint32, ctypes.c_char_p, ctypes.c_size_t]
    return library


def keyboard(layout: str) -> Keyboard:
    """One layout, key by key."""
    us, given = _typed("us"), _typed(layout)
    pressed = [us[shift, code] for shift in (0, _SHIFT) for code in _CODES]
    plain, capped = (
        dict(zip(pressed, (given[shift | lock, code] for shift in (0, _SHIFT) for code in _CODES), strict=True))
        for lock in (0, _LOCK)
    )
    return Keyboard(plain, capped)


@lru_cache
def _typed(layout: str) -> dict[tuple[int, int], str]:
    library = _library()
    names = _Names(b"evdev", b"pc105", layout.encode(), b"", b"")
    keymap = library.xkb_keymap_new_from_names(library.xkb_context_new(0), ctypes.byref(names), 0)
    state, typed = library.xkb_state_new(keymap), {}
    for modifiers in range(4):
        library.xkb_state_update_mask(state, modifiers & _SHIFT, 0, modifiers & _LOCK, 0, 0, 0)
        for code in _CODES:
            typed[modifiers, code] = _character(library.xkb_state_key_get_one_sym(state, code))
    return typed


def _character(symbol: int) -> str:
    name = ctypes.create_string_buffer(64)
    _library().xkb_keysym_get_name(symbol, name, 64)
    return _MARKS.get(name.value.decode()) or chr(_library().xkb_keysym_to_utf32(symbol))


def table() -> str:
    """The file that the kiosk carries: only what differs from the US keyboard."""
    parts = [
        "# What sixteen keyboard layouts type where a scanner presses the keys of a US keyboard; only what differs.",
        "# A combining mark stands for a dead key. Derived from xkb-data by tests/scan/keyboards.py.",
    ]
    for layout in NAMES:
        differs = {us: given for us, given in keyboard(layout).plain.items() if us != given}
        given = "".join(f"\\u{ord(c):04x}" if c in _MARKS.values() else json.dumps(c)[1:-1] if c.isascii() else c
                        for c in differs.values())  # fmt: skip
        parts += ["", f"[{layout}]"]
        parts += [f"keys  = {json.dumps(''.join(differs))}", f'types = "{given}"'] if differs else []
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(table(), encoding="utf-8")
