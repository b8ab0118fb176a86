"""What people turn away: of "no SEO", "tout sauf la vente" nothing is meant, and the rest of an answer stays."""

import re
from functools import cache, lru_cache
from importlib import resources

import tomli as tomllib

from matcher.words.cutting import fold, fold_by_place, says_nothing

_speech: dict[str, list[str]] = tomllib.loads((resources.files("matcher.speech") / "negation.toml").read_text("utf-8"))
MARK = repr(sorted(_speech.items()))
"""Changes whenever what is recognised does."""


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Compiled when first needed: at the door, most answers were read long before."""
    before, after = _AROUND.get(kind, ("", ""))
    return re.compile(rf"{before}(?<![\w'-])(?:{'|'.join(_speech[kind])})(?![\w-]){after}")


_ANY = re.compile(
    r"\b(?:no|non|not|nor|never|nothing|\w+n.t|but|except\w*|apart|aside|excluding|other|instead|rather|zero|less|avoid\w*"
    r"|stop|cannot|kein\w*|nicht\w*|nie\w*|ausser|bis|abgesehen|\w*statt|anstelle|weniger|sauf|excepte|hormis|part|plutot|lieu"
    r"|autres?|rien|pas|plus|jamais|aucun\w*|moins|surtout|menos|excepto|salvo|vez|lugar|aparte|nada|ningun\w*|nunca|jamas"
    r"|tampoco|ni|nein|than|als|over|avoid|hate|dislike|detest|spare|hasse|meide|verzichte|ungern|deteste|evite|hais"
    r"|sans|sick|tired|bored|fed|nase|genug|ras|hart[oa]|odio|detesto|evito|sin|prefer\w*|prefiero)\b"
)
"""Most answers hold none of these, and are not looked at any closer."""
_CLAUSE = r"(?:^|[,;:.!?(\n|/–—]\s*|\b(?:but|and|please|aber|und|bitte|mais|et|pero|y|por favor) )"
_SAYS = r"(?:^|(?<=[,;.!\n]))\s*(?!\b(?:say|sage|dire|decir)\b)(?:[\w'-]+ ){1,2}"
_AROUND = {
    "first": (_CLAUSE, ""),
    "either": (r",[^,]*", ""),
    "last": (_SAYS, r"(?=\s*(?:[,;.!\n]|$))"),
}
"""What stands before and after the words of a kind."""
_AND = re.compile(r"\b(?:and|und|et|y|e)\s+$")
_ENDS = re.compile(r"[;.!?()\n|•]|\s[–—-]\s")
_LEFT = re.compile(r"^[\s,;:.!–—-]+|[\s,;:(–—-]+$")
_JOINING = re.compile(
    r"^(?:but|and|aber|und|sondern|lieber|mais|et|plut[oô]t|pero|y|sino|prefiero)\b[\s,]*|[\s,]*\b(?:but|and|please|aber|und|bitte|mais"
    r"|et|pero|y|or|oder|ou)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=65_536)
def asserted(answer: str) -> str:
    """An answer without what it turns away, in the person's own words; empty where nothing is left."""
    folded = fold(answer)
    if not _ANY.search(folded):
        return answer
    folded, places = fold_by_place(answer)
    spans = _spans(folded)
    if not spans:
        return answer
    left, start = [], 0
    for begin, end in spans:
        left.append(answer[start : places[begin]])
        start = places[end]
    left.append(answer[start:])
    return _tidied(left)


def _spans(folded: str) -> list[tuple[int, int]]:
    """What is turned away, from the word that does it to where its clause ends."""
    kept = [match.span() for match in _pattern("kept").finditer(folded)]
    starts: list[tuple[int, int, bool]] = []
    for kind, lists in (("except", True), ("refuse", False), ("first", False)):
        for match in _pattern(kind).finditer(folded):
            begin, end = match.span()
            begin += len(match[0]) - len(match[0].lstrip(" ,;:.!?(\n|/–—")) if kind == "first" else 0
            if not any(low < end and begin < high for low, high in kept):
                starts.append((begin, end, lists))
    starts += [
        (match.start() + match[0].rindex(" ") + 1, match.end(), True) for match in _pattern("than").finditer(folded)
    ]
    found = [match.span() for match in _pattern("last").finditer(folded)]
    starts = [each for each in starts if not any(low <= each[0] < high for low, high in found)]
    for begin, end, lists in sorted(starts):
        if any(low <= begin < high for low, high in found):
            continue
        stop, asks = _end(folded, end, lists=lists)
        if lists or not asks:
            found.append((begin, stop))
    return sorted(found)


def _end(folded: str, start: int, *, lists: bool) -> tuple[int, bool]:
    """Where a clause ends that turns something away, and whether it is a question."""
    stop = _ENDS.search(folded, start)
    last = stop.start() if stop else len(folded)
    asks = bool(stop and stop[0] == "?")
    turn = _pattern("turn").search(folded, start, last)
    last = turn.start() if turn else last
    for own in _pattern("own").finditer(folded, start, last):
        before = folded[start : own.start()].rstrip(" ") + " "
        if before.rstrip().endswith(",") or _AND.search(before):
            last = own.start()
            break
    comma = folded.find(",", start, last)
    if comma >= 0 and not lists and not _pattern("either").search(folded, comma, last):
        last = comma
    return last, asks


def _tidied(parts: list[str]) -> str:
    """What is left, without the words that joined it to what is gone."""
    kept = []
    for part in parts:
        before = ""
        while part != before:
            before = part
            part = _JOINING.sub("", _LEFT.sub("", part))
        if part and not says_nothing(part) and any(sign.isalnum() for sign in part):
            kept.append(part)
    return ", ".join(kept)
