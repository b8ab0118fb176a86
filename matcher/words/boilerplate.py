"""What people wrap their answers in, as patterns: read beside the vocabulary, in English first."""

import re
from importlib import resources

import tomli as tomllib

_HELP = r"""help(?:ing)?(?:\ (?:you|people|others|someone|anyone))?(?:\ (?:out\ )?(?:with|on|in))?
    | shar(?:e|ing)(?:\ (?:my|what\ i\ know\ about))? | offer(?:ing)? | giv(?:e|ing) | provid(?:e|ing) | discuss(?:ing)?
    | talk(?:ing)?\ (?:about|to\ (?:people|someone|somebody|anyone)\ (?:about|who)) | chat(?:ting)?\ about
    | look(?:ing)?\ (?:over|at) | support(?:ing)?(?:\ (?:you|people))?(?:\ with)?
    | answer(?:ing)?\ questions\ (?:about|on)"""
_GROW = r"""learn(?:\ (?:more\ )?about|\ more)? | meet(?:ing)? | find(?:ing)? | hear(?:ing)?\ (?:more\ )?about
    | know\ more\ about | get(?:ting)?\ (?:started\ (?:with|in)|into|better\ at) | connect(?:ing)?\ with"""
_ABLE = r"""is\ (?:good\ at|into) | are\ into | can\ help(?:\ me)?\ with
    | knows?(?:\ (?:about|a\ lot\ about|their\ way\ around))?
    | understands? | does | do | works?\ (?:on|with|in) | has\ (?:experience|worked)\ (?:with|in)
    | (?:has|have)\ experience\ (?:with|in) | can | loves? | enjoys?"""
_SOMEONE = r"someone|somebody|anyone|anybody|people|folks|others|a\ person"

WRAPPING = re.compile(
    rf"""^(?:
        (?:hi|hello|hey|well|also|currently|mainly|mostly|always|maybe|really|and|plus|into
          |stuck\ (?:on|with)|struggling\ with)\b,?
      | (?:i['’]?\s?a?m|i\ am|we\ are|we['’]re)\ (?:(?:really|currently|always|also|very|quite)\ )*
        (?:looking\ for|searching\ for|after|good\ at|into|interested\ in|open\ to|curious\ about|keen\ (?:on|to)
          |happy\ to|glad\ to|able\ to|trying\ to\ (?:{_GROW})|working\ on|passionate\ about|here\ to)
      | (?:i\ |we\ )?(?:can|could|would\ (?:love|like)\ to|want\ to|['’]d\ (?:love|like)\ to)\ (?:{_HELP}|{_GROW})
      | (?:i|we)\ (?:(?:really|also|can|could|would)\ )*
        (?:offer|need|seek|want|love|like|enjoy|know|have|do|help\ with|ask\ for|work\ (?:on|with|in))
      | (?:i|we)['’]d\ (?:love|like)\ (?:to\ (?:{_GROW}|{_HELP}))?
      | (?:happy|glad|able|keen|willing|open|would\ love|would\ like|love|like|want|hoping|here)\ to
        \ (?:{_HELP}|{_GROW})
      | (?:looking|searching|hoping)\ (?:for|to\ (?:{_GROW}|{_HELP}))
      | (?:feel\ free\ to\ )?ask\ me\ (?:anything\ )?about | talk\ to\ me\ about
      | need(?:ing)? | want | seeking | wanted | interested\ in | curious\ about | open\ to
      | learn(?:ing)?(?:\ (?:more\ )?about)?(?!\ (?:to|how)\b)
      | (?:some\ |any\ )?(?:help|advice|tips|feedback|support|guidance|pointers|hints|questions?|ideas)
        \ (?:with|finding|on|in|about|for|getting\ started\ with)
      | (?:some\ )?(?:experience|expertise|knowledge|skills?)\ (?:with|in|of|on)
      | (?:an?\ )?introductions?\ to | (?:\d+\+?\ )?years\ of(?:\ experience\ (?:with|in))?
      | ich\ (?:suche|biete|brauche|kann) | suche | biete | hilfe\ (?:bei|mit) | erfahrung\ (?:mit|in)
      | je\ (?:cherche|propose) | de\ l['’]aide\ (?:pour|en|avec) | aide\ (?:pour|en) | busco | ofrezco | ayuda\ con
      | (?:{_SOMEONE})\ (?:who|that)\ (?:(?:really|also|actually)\ )?(?:{_ABLE})
      | (?:{_SOMEONE})\ (?:for|with|in|into|doing|working\ (?:on|in|with)|to\ talk\ to\ about|to\ help(?:\ me)?\ with)
    )(?![\w'’])[\s:]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""The start of a phrase that says only that something is asked or offered."""

ENDING = re.compile(
    r"(?:\s*[,(]?\s*\b(?:please|thanks|thank you|etc|and (?:more|so on|such)|bitte|danke|merci|gracias|usw)\b[).!]*"
    r"|(?<=\w)\s+(?:questions|help|tips|know-how|expertise))+$",
    re.IGNORECASE,
)
"""The end of a phrase that adds nothing."""

_LANGUAGES = ("en", "de", "fr", "es")


def _speech() -> dict[str, list[str]]:
    """All languages together: people answer in theirs, whatever the language of the evening."""
    found: dict[str, list[str]] = {}
    for language in _LANGUAGES:
        text = (resources.files("matcher.speech") / f"{language}.toml").read_text("utf-8")
        for kind, patterns in tomllib.loads(text).items():
            found.setdefault(kind, []).extend(patterns)
    return found


SPEECH = _speech()
"""Patterns over folded text, by what they recognise."""

NOTHING = re.compile(rf"(?:{'|'.join(SPEECH['nothing'])})$")
"""Folded answers that say nothing."""

STOP = frozenset((resources.files("matcher.speech") / "stopwords.txt").read_text("utf-8").split())
"""Words that say nothing about what a phrase is about."""
