"""Ticket codes survive bad scanners and bad intentions; other platforms' QR codes are understood."""

import json
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import code
from kiosk.code import ALPHABET, Origin

EVENT, KEY = "event-1", b"k" * 32
codes = st.builds(lambda _: code.issue(EVENT, KEY), st.integers())


def test_a_code_has_eighteen_letters_that_any_keyboard_types() -> None:
    issued = {code.issue(EVENT, KEY) for _ in range(500)}
    assert len(issued) == 500
    assert all(len(each) == 18 and set(each) <= set(ALPHABET) for each in issued)
    assert {code.origin(each, EVENT, KEY) for each in issued} == {Origin.GENUINE}


def test_every_wrong_letter_and_every_swap_of_neighbours_is_noticed() -> None:
    issued = code.issue(EVENT, KEY)
    wrong = {issued[:i] + c + issued[i + 1 :] for i in range(18) for c in ALPHABET if c != issued[i]}
    swapped = {issued[:i] + issued[i + 1] + issued[i] + issued[i + 2 :] for i in range(17)} - {issued}
    assert {code.origin(each, EVENT, KEY) for each in wrong | swapped} == {Origin.MISREAD}


@given(codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_a_wrong_letter_in_any_code_is_noticed(issued: str, place: int, letter: str) -> None:
    misread = issued[:place] + letter + issued[place + 1 :]
    assert misread == issued or code.origin(misread, EVENT, KEY) is Origin.MISREAD


@given(codes, st.integers(0, 16))
def test_a_swap_of_neighbours_in_any_code_is_noticed(issued: str, place: int) -> None:
    swapped = issued[:place] + issued[place + 1] + issued[place] + issued[place + 2 :]
    assert swapped == issued or code.origin(swapped, EVENT, KEY) is Origin.MISREAD


def test_codes_of_others_are_forged_or_foreign() -> None:
    assert code.origin(code.issue(EVENT, b"another key"), EVENT, KEY) is Origin.FORGED
    assert code.origin(code.issue("another event", KEY), EVENT, KEY) is Origin.FORGED
    for foreign in ("", "Oool8D", "1121191224318441583423001", "b" * 18, "B" * 17):
        assert code.origin(foreign, EVENT, KEY) is Origin.FOREIGN


def test_a_badge_id_is_no_ticket_code() -> None:
    badge = code.new_badge_id()
    assert code.is_badge_id(badge) and code.origin(badge, EVENT, KEY) is Origin.FOREIGN
    assert not code.is_badge_id(code.issue(EVENT, KEY))
    assert not code.is_badge_id(badge[:-1] + ("B" if badge[-1] != "B" else "C"))


UUID = bytes(range(16))
INDICO = json.dumps({"i": [2, "indico.example.org", b64encode(UUID).decode()]})


DEEP = '{"i":' + "[" * 2900  # more than fits the interpreter's stack, and still within one QR


@pytest.mark.parametrize(
    ("scanned", "canonical"),
    [
        ("https://luma.com/check-in/evt-X?pk=Oool8D", "Oool8D"),
        ("https://lu.ma/check-in/evt-X?pk=g-abc&x=1", "g-abc"),
        ("]Q1https://luma.com/check-in/evt-X?pk=Oool8D\r\n", "Oool8D"),
        ("https://ti.to/tickets/ti_pAbC123", "ti_pAbC123"),
        ("ti_pAbC123", "ti_pAbC123"),
        (INDICO, UUID.hex()),
        ("{not json", "{not json"),
        ('{"i": [2, "host"]}', '{"i": [2, "host"]}'),
        (" ma3unw4hyfcum2tnmng3hkzvr5et7a9h ", "ma3unw4hyfcum2tnmng3hkzvr5et7a9h"),
        ("\\000026ABC123", "ABC123"),
        ("bcdefghjklnoprstuv", "BCDEFGHJKLNOPRSTUV"),
        ("https://example.org/elsewhere", "https://example.org/elsewhere"),
        ("https://luma.com/check-in/evt-X?pk=", "https://luma.com/check-in/evt-X?pk="),
        ("https://[example.org", "https://[example.org"),
        ("]Q1bcdefghjklnoprstuv", "BCDEFGHJKLNOPRSTUV"),
        (DEEP, DEEP),
        ("", ""),
    ],
)
def test_what_a_qr_really_holds(scanned: str, canonical: str) -> None:
    assert code.canonical(scanned) == canonical


@given(
    st.text()
    | st.lists(st.sampled_from(["https://", "luma.com/", "?pk=", "[", "]", '{"i":', "]Q1", "ti_", "%", "x"])).map(
        "".join
    )
)
def test_no_scan_is_too_strange(text: str) -> None:
    code.canonical(text)
    code.origin(text, EVENT, KEY)
