"""Foreign text is cleaned once, and stays what its owner wrote."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text import MAX_NAME, clean, fold, mask_email, split_name
from tests.hostile import NAMES

KEPT = [
    "Łukasz Żółć",
    "Zoë van der Berg",
    "👩‍🚀",
    "محمد",
    "می‌خواهم",
    "יעל כהן",
    "李小龍",
    "Nguyễn Thị Ánh",
    "D'Arcy O'Neill",
    "a[/]",
]


def is_harmless(text: str) -> bool:
    banned = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
    return not any(
        unicodedata.category(c) in banned or (unicodedata.category(c) == "Cf" and c not in "\u200c\u200d") for c in text
    )


@pytest.mark.parametrize("name", KEPT)
def test_names_stay_as_their_owners_write_them(name: str) -> None:
    assert clean(name) == name


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_hostile_names_become_harmless(name: str) -> None:
    cleaned = clean(name)
    assert is_harmless(cleaned) and len(cleaned) <= MAX_NAME


tricky = st.text(
    st.sampled_from("aeZ \u0301\u0323\u200b\u200d\u200c\u00ad\x1b\ufe0f\u1100\u1161\u11a8👩🚀"), max_size=30
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("a\u200b\u0300b", "àb"), ("A\x1b\u0323", "Ạ"), ("e" + "\u0301" * 9, "é\u0301\u0301\u0301\u0301"),
     ("Ana \u200d\u200b Sousa", "Ana \u200d Sousa"), ("\u200dAna\u200c", "Ana"), ("Ana\u2028Sousa", "Ana Sousa")],
)  # fmt: skip
def test_what_is_dropped_leaves_nothing_half(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_cut_ends_on_something_that_shows() -> None:
    assert clean("👩\u200d🚀", 2) == "👩"
    assert clean("Ana Sousa", 4) == "Ana"


@given(st.text() | tricky, st.integers(1, 200))
def test_anything_becomes_one_harmless_line(text: str, limit: int) -> None:
    cleaned = clean(text, limit)
    assert is_harmless(cleaned)
    assert len(cleaned) <= limit
    assert cleaned == cleaned.strip()
    assert clean(cleaned, limit) == cleaned == unicodedata.normalize("NFC", cleaned)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Łukasz", "lukasz"), ("GROẞ", "gross"), ("Jürgen Groß", "jurgen gross"), ("Đorđe", "dorde"), ("Ærø", "aero"),
     ("İstanbul ı", "istanbul i"), ("  a \t b ", "a b")],
)  # fmt: skip
def test_folding_finds_what_people_type(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "parts"),
    [("Ana Sousa", ("Ana", "Sousa")), ("Sousa, Ana", ("Ana", "Sousa")), ("Ana", ("Ana", "")), ("", ("", "")),
     ("Zoë van der Berg", ("Zoë", "van der Berg")), ("Ana Rossi, PhD", ("Ana", "Rossi")),
     ("Rossi, Ana, Ph.D., MBA", ("Ana", "Rossi")), ("Prof. Dr. Ana Rossi", ("Ana", "Rossi")),
     ("Rossi, Dr. Ana", ("Ana", "Rossi")), ("Ana Rossi MSc", ("Ana", "Rossi")), ("Bo Jr.", ("Bo", "")),
     ("Dr.", ("Dr.", "")), ("PhD", ("PhD", "")), ("Ma, Yun", ("Yun", "Ma")), ("Chidi Mba", ("Chidi", "Mba")),
     ("Ana Rossi, MBA", ("Ana", "Rossi")), ("Yun, Ma", ("Ma", "Yun")), ("Md Ali", ("Md", "Ali")),
     ("김 민준", ("김 민준", "")), ("王 芳", ("王 芳", "")), ("佐々木 はなこ", ("佐々木 はなこ", "")),
     ("Kim 민준", ("Kim", "민준"))],
)  # fmt: skip
def test_names_are_split_for_the_badge(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


@pytest.mark.parametrize(
    ("email", "masked"),
    [
        ("priya@example.org", "p…a@e…e.org"),
        ("ab@cd.org", "a…@c….org"),
        ("a@b.org", "a@b.org"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_masked_addresses_tell_namesakes_apart(email: str, masked: str) -> None:
    assert mask_email(email) == masked
