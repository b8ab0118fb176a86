"""People's phrases in comparable form: folded, without the wrapping, cut into words."""

import re
import unicodedata
from importlib import resources

_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_WORD = re.compile(r"[^\W_]+(?:[+#./'&-]+[^\W_]+)*[+#]*|\.net\b", re.UNICODE)
_SPLIT = re.compile(r"[;|\n•·]+|,(?![^()]*\))|\s+/\s+")
_EDGES = " \t.,:;!–—-"

_WISH = r"looking\ for|searching\ for|after|good\ at|into|interested\ in"
_HELP = r"help\ (?:you\ )?(?:with|on)|share|offer|give|provide|talk\ about|discuss|look\ over|support\ with"
_GROW = r"learn(?:\ about)?|meet|find|talk\ about"
_ABLE = r"is\ good\ at|is\ into|can\ help\ with|knows?(?:\ about)?|understands?|does|do|works?\ (?:on|with|in)|can"
_WRAPPING = re.compile(
    rf"""^(?:
        (?:i'?\s?a?m|i\ am|we\ are|we're)\s+(?:really\s+|currently\s+)?(?:{_WISH})
      | (?:i\s+|we\s+)?(?:can|could|would\ (?:love|like)\ to|want\ to|'d\ (?:love|like)\ to)\s+(?:{_HELP}|{_GROW})
      | (?:i\s+|we\s+)?(?:offer|need|seek|want|love|like|enjoy|know|have|do|ask\ for)
      | (?:i'd|we'd)\s+(?:love|like)\s+(?:to\ (?:{_GROW})\s*)?
      | (?:happy|glad|able|keen|willing)\s+to\s+(?:{_HELP}|{_GROW})
      | (?:looking|searching|hoping)\s+(?:for|to\ (?:{_GROW}))
      | need|want|seeking|wanted|ask\ me\ about|interested\ in|learning|learn
      | help\ (?:with|finding|on|in)|advice\ (?:on|about)|tips\ (?:for|on)|feedback\ on|support\ with
      | experience\ (?:with|in)|expertise\ in|knowledge\ of|(?:an?\ )?introductions?\ to
      | (?:ich\ )?(?:suche|biete)|hilfe\ bei|je\ (?:cherche|propose)|busco|ofrezco
      | (?:someone|somebody|anyone|people|a\ person)\s+(?:who|that)\s+(?:{_ABLE}|has\ experience\ (?:with|in))
      | (?:someone|somebody|anyone)\s+(?:for|with|in)
    )\b[\s:]*""",
    re.IGNORECASE | re.VERBOSE,
)
_ARTICLE = re.compile(
    r"^(?:an?|the|some|any|my|our|der|die|das|ein|eine|einen|une?|des|los|las|el|la|le)\s+(?=\S)", re.IGNORECASE
)
_NOTHING = re.compile(
    r"^(?:nothing.*|none|no|nope|n/?a|na|not\ sure.*|idk|tbd|tba|just\ curious|curious|anything|everything|all|nichts.*|keine?|nix"
    r"|rien.*|aucune?|nada.*|ninguno|ninguna|yes|ja|oui|si|\?+|-+|\.+|x+)?$",
    re.IGNORECASE,
)
STOP = frozenset((resources.files("matcher.vocabulary") / "stopwords.txt").read_text("utf-8").split())
"""Words that say nothing about what a phrase is about."""


def fold(text: str) -> str:
    """Lower case without marks."""
    lowered = text.casefold().translate(_UNDECOMPOSED)
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def phrases(answer: str) -> list[str]:
    """The single things that an answer names, in the person's own words."""
    parts = (part.strip().strip(_EDGES).strip() for part in _SPLIT.split(answer))
    return [part for part in parts if part and not _NOTHING.match(fold(part))]


def unwrapped(phrase: str) -> str:
    """A phrase without "I'm looking for someone who knows…": what it is about, in the person's own words."""
    inner = phrase
    while inner:
        phrase = inner
        inner = _ARTICLE.sub("", _WRAPPING.sub("", phrase).strip(_EDGES)).strip()
        if inner == phrase:
            break
    return phrase


def words(phrase: str) -> list[str]:
    """The folded words of a phrase, plural forms made singular."""
    return [singular(word) for word in _WORD.findall(fold(phrase))]


def singular(word: str) -> str:
    """A word without a plural ending; short words and those in -ss, -us, -is stay."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "js", "os", "as")):
        return word[:-1]
    return word
