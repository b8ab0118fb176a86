"""Bursts become scans, typing stays typing, and no key is lost or doubled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config import ScanSettings
from kiosk.scan.wedge import Key, Wedge, looks_like_code, recover

CODE = "BCDEFGHJKLNOPRSTUV"
LONG = '{"i": [2, "https://indico.example.org", "' + "q83vASNFZ4mrze8=" * 8 + '"]}'
Stream = list[tuple[str, str | None, float]]


def burst(text: str, start: float, gap: float = 0.002, ends: tuple[str, ...] = ("enter",)) -> Stream:
    keys: Stream = [(char, char, start + n * gap) for n, char in enumerate(text)]
    return keys + [(end, None, start + (len(text) + n) * gap) for n, end in enumerate(ends)]


def typing(text: str, start: float, gap: float = 0.12) -> Stream:
    return burst(text, start, gap, ends=())


def play(stream: Stream, settings: ScanSettings | None = None) -> tuple[list[str], str]:
    """Feeds keys as an app with an empty queue does; returns scans and what reached the screen."""
    wedge = Wedge(settings or ScanSettings())
    scans, typed = [], ""
    for name, char, at in stream:
        typed += shown(wedge.flush(at, queue_empty=True))
        step = wedge.feed(Key(name, char, at))
        typed += shown(step.typed)
        scans += [step.scan] if step.scan else []
    return scans, typed + shown(wedge.flush(float("inf"), queue_empty=True))


def shown(keys: tuple[Key, ...]) -> str:
    return "".join(key.printable or f"<{key.name}>" for key in keys)


@pytest.mark.parametrize(
    ("stream", "scans", "typed"),
    [
        (burst(CODE, 0), [CODE], ""),
        (burst(CODE, 0, gap=0.016), [CODE], ""),
        (burst(CODE, 0, ends=("ctrl+j",)), [CODE], ""),
        (burst(CODE, 0, ends=("enter", "ctrl+j")), [CODE], ""),
        (burst(CODE, 0, ends=("tab",)), [CODE], ""),
        ([("f9", None, 0.0), *burst("A1", 0.001)], ["A1"], ""),
        ([("f9", None, 0.0), *burst(CODE, 0.001, gap=0.05)], [CODE], ""),
        ([("f9", None, 0.0), ("enter", None, 0.01)], [], ""),
        ([("f9", None, 0.0), *typing("Ana", 1.5)], [], "Ana"),
        ([("f9", None, 0.0), ("A", "A", 0.1), *typing("na", 1.5)], [], "Ana"),
        (burst('{"i": [2, "host", "x=="]}', 0), ['{"i": [2, "host", "x=="]}'], ""),
        (burst("https://luma.com/check-in/evt-X?pk=Oool8D", 0), ["https://luma.com/check-in/evt-X?pk=Oool8D"], ""),
        (
            [*burst(CODE[:9], 0, ends=()), ("ctrl+right_square_bracket", "\x1d", 0.02), *burst(CODE[9:], 0.022)],
            [CODE],
            "",
        ),
        (burst("]Q1" + CODE, 0), ["]Q1" + CODE], ""),
        ([("f9", None, 0.0), *burst(LONG, 0.016, gap=0.016)], [LONG], ""),
        ([("f9", None, 0.0), ("enter", None, 0.01), ("ctrl+j", None, 0.012)], [], ""),
        ([("f9", None, 0.0), ("f9", None, 0.3), *burst("A1", 0.301)], ["A1"], ""),
        ([("ctrl+right_square_bracket", "\x1d", 0.0)], [], "<ctrl+right_square_bracket>"),
        ([("a", "a", 0.0), ("ctrl+c", "\x03", 0.03)], [], "a<ctrl+c>"),
        (typing("Priya Nair", 0), [], "Priya Nair"),
        ([*typing("Priya", 0), ("enter", None, 0.9)], [], "Priya<enter>"),
        ([*typing("Pri", 0), *burst(CODE, 1.0), *typing("ya", 2.0)], [CODE], "Priya"),
        ([*burst(CODE, 0), *burst(CODE[::-1], 0.06)], [CODE, CODE[::-1]], ""),
        ([("enter", None, 0.0)], [], "<enter>"),
        ([*burst("abc", 0)], [], "abc<enter>"),
        ([("down", None, 0.0), ("f4", None, 0.5)], [], "<down><f4>"),
        ([*burst("      ", 0)], [], "      <enter>"),
    ],
)
def test_streams_as_scanners_and_people_send_them(stream: Stream, scans: list[str], typed: str) -> None:
    assert play(stream) == (scans, typed)


@pytest.mark.parametrize("prefix", ["F9", "~"])
def test_the_prefix_is_the_key_that_the_settings_name(prefix: str) -> None:
    key = ("f9", None, 0.0) if prefix == "F9" else ("tilde", "~", 0.0)
    assert play([key, *burst("A1", 0.001)], ScanSettings(prefix=prefix)) == (["A1"], "")


def test_a_printable_prefix_may_stand_in_a_code_and_in_a_name() -> None:
    settings = ScanSettings(prefix="~")
    assert play([("tilde", "~", 0.0), *burst("a.org/~ana", 0.001)], settings) == (["a.org/~ana"], "")
    assert play([("tilde", "~", 0.0), *typing("ana", 1.2)], settings) == ([], "~ana")


def test_without_a_prefix_nothing_is_taken_for_one() -> None:
    assert play([("f9", None, 0.0), *burst(CODE, 0.001)], ScanSettings(prefix="")) == ([CODE], "<f9>")


def test_forty_scans_in_a_row() -> None:
    stream = [key for n in range(40) for key in burst(f"{CODE}{n:02}", n * 0.065)]
    assert play(stream) == ([f"{CODE}{n:02}" for n in range(40)], "")


def test_a_stalled_screen_gives_nothing_back_while_keys_wait() -> None:
    wedge = Wedge(ScanSettings())
    for name, char, at in burst(CODE[:9], 0, ends=()):
        wedge.feed(Key(name, char, at))
    assert wedge.flush(5.0, queue_empty=False) == ()
    steps = [wedge.feed(Key(name, char, at)) for name, char, at in burst(CODE[9:], 0.02)]
    assert [step.scan for step in steps if step.scan] == [CODE]


@st.composite
def streams(draw: st.DrawFn) -> tuple[Stream, list[str], str]:
    """People typing and scanners scanning, one after the other, never in the same instant."""
    stream: Stream = []
    scans, typed, at = [], "", 0.0
    for _ in range(draw(st.integers(1, 6))):
        at += draw(st.floats(0.2, 2))
        text = draw(st.text(st.sampled_from("abcXYZ019 :/-é"), min_size=1, max_size=12))
        match draw(st.sampled_from(["type", "scan", "prefixed"])):
            case "type":
                keys = typing(text, at, draw(st.floats(0.08, 0.3)))
                typed += text
            case "scan":
                text = "C0DE" + text.strip() + "42"
                keys = burst(
                    text,
                    at,
                    draw(st.floats(0, 0.03)),
                    draw(st.sampled_from([("enter",), ("enter", "ctrl+j"), ("tab",)])),
                )
                scans.append(text)
            case _:
                text = text.strip() or "x"
                keys = [("f9", None, at), *burst(text, at + 0.001, draw(st.floats(0, 0.03)))]
                scans.append(text)
        stream += keys
        at = keys[-1][2]
    return stream, scans, typed


@given(streams())
def test_no_key_is_lost_and_no_scan_doubled(given_stream: tuple[Stream, list[str], str]) -> None:
    stream, scans, typed = given_stream
    assert play(stream) == (scans, typed)


keys = st.one_of(
    st.sampled_from("abB9 {/:é~李").map(lambda char: (char, char)),
    st.sampled_from(["f9", "enter", "ctrl+j", "tab", "down", "ctrl+b", "ctrl+right_square_bracket"]).map(
        lambda name: (name, None)
    ),
)


@given(
    st.lists(st.tuples(keys, st.sampled_from([0.0, 0.002, 0.05, 0.0601, 0.2, 1.5]), st.booleans(), st.booleans())),
    st.sampled_from(["f9", "~", ""]),
)
def test_every_letter_comes_out_once_and_in_order(
    stream: list[tuple[tuple[str, str | None], float, bool, bool]], prefix: str
) -> None:
    wedge, at, came_in, came_out = Wedge(ScanSettings(prefix=prefix)), 0.0, "", ""
    for (name, char), pause, asks, queue_empty in stream:
        at += pause
        came_in += char or ""
        if asks:
            came_out += "".join(key.printable for key in wedge.flush(at, queue_empty=queue_empty))
        step = wedge.feed(Key(name, char, at))
        came_out += "".join(key.printable for key in step.typed) + (step.scan or "")
    came_out += "".join(key.printable for key in wedge.flush(float("inf"), queue_empty=True))
    assert not wedge.holding
    # Blanks round a scan, and a printable prefix before one, belong to the scanner.
    ours = str.maketrans("", "", " ~")
    assert came_out.translate(ours) == came_in.translate(ours)


@pytest.mark.parametrize(
    ("text", "coded"),
    [("Ana Sousa", False), ("priya", False), ("Priya", False), ("ana@example.org", False), (CODE, True),
     ("Oool8D", True), ("https://luma.com/check-in/evt-X?pk=Oool8D", True), ("AB1", False), ("", False),
     ("ma3unw4hyfcum2tnmng3hkzvr5et7a9h", True), ('{"i": [2]}', True)],
)  # fmt: skip
def test_pasted_text_is_told_from_a_name(text: str, coded: bool) -> None:
    assert looks_like_code(text, 6) is coded


def test_a_code_at_the_end_of_a_text_is_recovered() -> None:
    assert recover(f"pri{CODE}", lambda text: text == CODE) == (CODE, "pri")
    assert recover("priya", lambda text: text == CODE) == (None, "priya")


@given(st.integers(1, 7), st.floats(0.061, 0.9))
def test_a_code_that_was_torn_apart_is_still_known_whole(torn_at: int, pause: float) -> None:
    """The computer stood still in the middle: the first letters were taken for typed ones."""
    wedge, now, before, scanned = Wedge(ScanSettings()), 1.0, "", None
    typed = ""
    for n, name in enumerate([*"CODE12345678", "enter"]):
        now += pause if n == torn_at else 0.002
        step = wedge.feed(Key(name, None if name == "enter" else name, now))
        typed += "".join(key.printable for key in step.typed)
        before, scanned = (step.before, step.scan) if step.scan else (before, scanned)
    if scanned:
        assert before + scanned == "CODE12345678" and typed == before
    else:
        assert typed == "CODE12345678"
