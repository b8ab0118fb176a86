"""How deep each character of a line lies in text of the other direction: the Unicode bidirectional algorithm."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

_TURNING = {"R", "AL", "AN", "RLE", "RLO", "RLI"}


def levels(text: str, right_to_left: bool) -> list[int]:
    """The embedding level of each character, by the Unicode bidirectional algorithm."""
    if not right_to_left and not any(unicodedata.bidirectional(char) in _TURNING for char in text):
        return [0] * len(text)
    from bidi import algorithm  # type: ignore[import-untyped]  # It ships no type information.

    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage.update(base_level=int(right_to_left), base_dir="LR"[right_to_left])
    algorithm.get_embedding_levels(text, storage)
    every = storage["chars"]
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _turn_brackets(storage["chars"], storage["base_dir"])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    # Joiners take no part in the algorithm: they stand with the letter before them.
    for before, char in pairwise(every):
        if char["orig"] == "BN":
            char["level"] = before["level"]
    return [char["level"] for char in every]


def _turn_brackets(chars: Sequence[dict[str, Any]], embedding: str) -> None:
    """Rule N0, which the library leaves out: a pair of brackets has one direction."""
    for opening, closing in _pairs(chars):
        inside = {_strong(char["type"]) for char in chars[opening + 1 : closing]} - {""}
        if not inside:
            continue
        before = [strong for char in chars[:opening] if (strong := _strong(char["type"]))]
        outside = before[-1] if before else embedding
        for place in (opening, closing):
            chars[place]["type"] = embedding if embedding in inside else outside
            for mark in chars[place + 1 :]:
                if mark["orig"] != "NSM":
                    break
                mark["type"] = chars[place]["type"]


def _pairs(chars: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    from bidi.mirror import MIRRORED  # type: ignore[import-untyped]  # It ships no type information.

    found: list[tuple[int, int]] = []
    still_open: list[tuple[str, int]] = []
    for place, char in enumerate(chars):
        kind = unicodedata.category(char["ch"]) if char["type"] == "ON" and char["ch"] in MIRRORED else ""
        if kind == "Ps":
            still_open.append((MIRRORED[char["ch"]], place))
        elif kind == "Pe":
            matching = [index for index, (closing, _) in enumerate(still_open) if closing == char["ch"]]
            if matching:
                found.append((still_open[matching[-1]][1], place))
                del still_open[matching[-1] :]
    return sorted(found)


def _strong(kind: str) -> str:
    return "R" if kind in {"R", "AN", "EN"} else "L" if kind == "L" else ""
