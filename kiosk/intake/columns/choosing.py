"""The use of every column of one list: the organiser's word, the platform's, and what header and cells say together."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from kiosk.errors import InputError
from kiosk.intake.columns.agreeing import NAMES, agrees
from kiosk.intake.columns.evidence import Looks, looks_of
from kiosk.intake.columns.headers import LISTS, MAX_HEADER, Columns, called, keys_of, norm, option_of
from kiosk.intake.columns.leave import asks_to_be_introduced, may_be_leave, refused_in_words, speaks_of_leave
from kiosk.intake.columns.meaning import meaning_of
from kiosk.intake.columns.polarity import Polarity, likely_agrees, polarity
from kiosk.intake.columns.use import IGNORE, IGNORED, NONE, ColumnUse, Guess, Sure
from kiosk.intake.guestlist import FIELDS, Choices, Table
from kiosk.intake.platforms.base import Platform
from kiosk.intake.platforms.generic import ASKED
from kiosk.intake.standing.checkins import tells
from kiosk.intake.standing.ticket import status_column
from kiosk.language import _
from kiosk.model import LEAVES
from kiosk.text import clean, fold

_SAMPLE = 50
_SHOWN = 40
_MANY = (*LISTS, *LEAVES)
"""Fields that every column counts for: answers are put together, and any no wins."""
_SPARE = ("email", *NAMES, "company", "role", "checked_in", "attention")
"""Fields for which a second column stands in where the first is empty."""
_ORDER = (Sure.ORGANISER, Sure.EXACT, Sure.MEANING, Sure.GUESS)
_MOST = 0.8
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Understood:
    """What a list's columns are used for."""

    uses: tuple[ColumnUse, ...]
    """One for every column, in the list's order."""
    columns: Columns = field(default_factory=dict)
    lacking: tuple[tuple[str, str], ...] = ()
    """Fields and the headers that the organiser named for them, of which the list has none."""

    @property
    def tells_people_apart(self) -> bool:
        """Whether some column holds names or addresses."""
        return any(field in self.columns for field in (*NAMES, "email"))


def columns_of(table: Table, platform: Platform, choices: Choices, file: str) -> Understood:
    """The use of every column; raises InputError where a named header is nearly one that exists."""
    found = {field: _find(table, field, headers, file) for field, headers in choices.columns.items()}
    named = {field: places for field, places in found.items() if places}
    lacking = tuple((field, header) for field in found if field not in named for header in choices.columns[field])
    shut = {i for header in choices.ignore for i in _places(table, header)}
    looks = [looks_of([row.cells[i] for row in table.rows]) for i in range(len(table.header))]
    guesses = _guesses(table, platform, looks, named, shut, choices.uses)
    columns = _assign(table, platform, looks, guesses)
    said = {*named, *choices.uses.values()}
    columns = columns if "name" in said else _untangle(table, columns)
    if "status" not in said:
        used = {i for places in columns.values() for i in places} | shut
        status = status_column(table, columns.get("status", ()), used, platform.state)
        columns = {**columns, "status": status} if status else columns
    return Understood(_uses(table, looks, guesses, columns, choices), columns, lacking)


def headers_in(table: Table) -> str:
    """The headers as a sentence shows them."""
    shown = [clean(header, 60) for header in table.header if header.strip()]
    names, rest = ", ".join(f"'{header}'" for header in shown[:_SHOWN]), len(shown) - _SHOWN
    return _("{names} and {n} more").format(names=names, n=rest) if rest > 0 else names or _("all empty")


def kept_columns(table: Table, wanted: Collection[str]) -> dict[str, int]:
    """Where the columns are that settings ask for beside our own fields, by the header as settings spell it."""
    at = {norm(header): index for index, header in reversed(list(enumerate(table.header)))}
    return {header: at[norm(header)] for header in wanted if norm(header) in at}


def _find(table: Table, field: str, headers: Sequence[str], file: str) -> tuple[int, ...]:
    if field not in FIELDS:
        said = _("[import.columns] has no field '{field}': choose among {fields}.")
        raise InputError(said.format(field=clean(field), fields=", ".join(FIELDS)))
    found = {header: _places(table, header) for header in headers}
    # One configuration serves a ticket list and a form: what the other list has is no mistake, a misspelt header is.
    known = [norm(text) for text in table.header]
    missing = next((each for each in headers if not found[each] and get_close_matches(norm(each), known, 1, 0.7)), None)
    if missing is not None and not any(found.values()):
        said = _(
            "{file} has no column '{header}', which [import.columns] names for {field}; its headers are {headers}."
        )
        raise InputError(said.format(file=file, header=clean(missing, 200), field=field, headers=headers_in(table)))
    return tuple(dict.fromkeys(i for places in found.values() for i in places))


def _places(table: Table, header: str) -> tuple[int, ...]:
    shown = [called(i, text) for i, text in enumerate(table.header)]
    same = tuple(i for i, text in enumerate(shown) if text.strip() == header.strip())
    return same or tuple(i for i, text in enumerate(table.header) if norm(text) == norm(header) and norm(text))


def _guesses(
    table: Table, platform: Platform, looks: Sequence[Looks], named: Columns, shut: Collection[int],
    uses: Mapping[str, str],
) -> list[Guess]:  # fmt: skip
    """What each column is, seen by itself."""
    said = {i: Guess(name, Sure.ORGANISER, 1.0) for name, places in named.items() for i in places}
    own = {i: Guess(name, Sure.EXACT, 1.0) for name, places in platform.columns(table).items() for i in places}
    # A platform that was named for a list without its columns still gets what any list gets.
    asked = platform.asked if any(guess.field in ("name", "first_name") for guess in own.values()) else ASKED
    found = []
    keys = keys_of(table.header)
    for i, header in enumerate(table.header):
        if i in said:
            found.append(said[i])
        elif i in shut or uses.get(keys[i]) == IGNORE:
            found.append(Guess(IGNORED, Sure.ORGANISER, 1.0, "organiser"))
        elif keys[i] in uses and (uses[keys[i]] not in named or uses[keys[i]] in LEAVES):
            found.append(Guess(uses[keys[i]], Sure.ORGANISER, 1.0))
        elif i in own and own[i].field not in named:
            found.append(own[i])
        else:
            guess = _guess(header, looks[i], asked, platform)
            found.append(NONE if guess.field in named and guess.field not in LEAVES else guess)
    return found


def _guess(header: str, looks: Looks, asked: Collection[str], platform: Platform) -> Guess:
    guess = meaning_of(header)
    if guess.field in LEAVES and guess.sure is not Sure.EXACT and not agrees(guess.field, looks, guess.sure):
        guess = meaning_of(header, answered=False)
    if norm(header) in platform.ignored:
        return Guess(IGNORED, Sure.EXACT, 1.0, "records")
    if guess.field == IGNORED:
        return NONE if speaks_of_leave(header, looks) and _could_be_leave(guess, header, looks) else guess
    if guess.field not in ("", *LEAVES) and guess.sure is not Sure.EXACT and may_be_leave(header, looks):
        return NONE
    ticked = guess.field in LISTS and looks.yes_no and bool(option_of(header)[1])
    if guess.field and not ticked and not agrees(guess.field, looks, guess.sure):
        guess = NONE
    if not guess.field and looks.emails >= _MOST:
        guess = Guess("email", Sure.GUESS, 0.7)
    if guess.field == "last_name_2" or guess.field in asked:
        return guess
    return Guess(IGNORED, Sure.EXACT, 1.0, "records") if guess.field and guess.sure is Sure.EXACT else NONE


def _could_be_leave(guess: Guess, header: str, looks: Looks) -> bool:
    """Whether a column that was set aside could still hold a refusal: it speaks of data or of sharing."""
    return guess.why != "records" and speaks_of_leave(header, replace(looks, yes_no=False, answers=0.0))


def _assign(
    table: Table, platform: Platform, looks: Sequence[Looks], guesses: list[Guess]
) -> dict[str, tuple[int, ...]]:
    """Field -> columns: lists and leaves take all, other fields the surest, fullest one."""
    wanting: dict[str, list[int]] = defaultdict(list)
    for i, guess in enumerate(guesses):
        if guess.field and guess.field != IGNORED:
            wanting[guess.field].append(i)
    best = {name: _best(table, platform, name, looks, guesses, places) for name, places in wanting.items()}
    return {name: places for name, places in best.items() if places}


def _best(
    table: Table, platform: Platform, name: str, looks: Sequence[Looks], guesses: Sequence[Guess], places: list[int]
) -> tuple[int, ...]:
    fits = _fitting(table, platform, name, looks)
    fitting = [i for i in places if guesses[i].sure is Sure.ORGANISER or fits(i) > 0]
    fitting.sort(key=lambda i: _rank(name, guesses[i], looks[i], fits(i), table.header[i]))
    return tuple(fitting if name in _MANY or name in _SPARE else _first(fitting, guesses))


def _first(places: list[int], guesses: Sequence[Guess]) -> list[int]:
    """The best column, and those of the very same word: the organiser or the platform named them together."""
    named = [i for i in places if guesses[i].sure is Sure.ORGANISER]
    return named or places[:1]


def _rank(field: str, guess: Guess, looks: Looks, fit: float, header: str) -> tuple[object, ...]:
    """Exact before fuzzy, filled before empty, content before place: the header decides last, never the position."""
    if field in _MANY:
        return (_ORDER.index(guess.sure), -guess.score, norm(header), looks.samples)
    return (
        guess.sure is not Sure.ORGANISER, not looks.filled, -round(fit, 1), _ORDER.index(guess.sure), -guess.score,
        -looks.filled, -looks.distinct, norm(header), looks.samples,
    )  # fmt: skip


def _fitting(table: Table, platform: Platform, field: str, looks: Sequence[Looks]) -> Callable[[int], float]:
    """How well the cells of a column are what a field holds, 0 to 1; 0 rules it out."""
    if field == "email":
        return lambda i: looks[i].emails if looks[i].filled else 0.1
    if field == "checked_in":
        return lambda i: float(tells(table.column(i)))
    if field == "status":
        return lambda i: _known_states(table.header[i], looks[i], platform)
    if field == "code" and platform.name in ("generic", "google_forms"):
        return lambda i: _own_codes(table, i, looks)
    return lambda i: 1.0


def _known_states(header: str, looks: Looks, platform: Platform) -> float:
    known = sum(platform.state(cell) is not None for cell in looks.cells)
    share = known / len(looks.cells) if looks.cells else 0.1
    # "State" is Texas as often as it is a ticket's.
    return share if share >= _HALF else 0.0 if norm(header) in _PLACES else max(share, _DOUBTFUL)


_DOUBTFUL = 0.2
_PLACES = frozenset({"state", "estado", "stato", "etat", "attending"})


def _own_codes(table: Table, index: int, looks: Sequence[Looks]) -> float:
    """Whether codes are people's own: a code that several people share is a discount's, or a customer's."""
    if looks[index].unique:
        return 1.0
    who = [i for i, each in enumerate(looks) if each.filled and i != index and (each.emails > _HALF or each.like_names)]
    holders: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in table.rows:
        if row.cells[index].strip():
            holders[row.cells[index]].add(tuple(fold(row.cells[i]) for i in who))
    shared = sum(len(people) for people in holders.values() if len(people) > 1)
    return 0.0 if who and shared > _SHARED * looks[index].filled else 0.9


_SHARED = 0.1


def _untangle(table: Table, columns: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Beside a first name, a column "Name" or "Nom" may be the surname; beside a surname, "Nombre" the first name."""
    missing = [part for part in ("first_name", "last_name") if part not in columns]
    if len(missing) != 1 or "name" not in columns:
        return columns
    (missing_part,) = missing
    known = columns["first_name" if missing_part == "last_name" else "last_name"][0]
    whole = columns["name"][0]
    pairs = [
        (fold(row.cells[known]), fold(row.cells[whole]))
        for row in table.rows[:_SAMPLE]
        if row.cells[known] and row.cells[whole]
    ]
    if sum(part in name for part, name in pairs) * 2 > len(pairs):
        return columns
    return {**{field: at for field, at in columns.items() if field != "name"}, missing_part: (whole,)}


def _uses(
    table: Table, looks: Sequence[Looks], guesses: Sequence[Guess], columns: Columns, choices: Choices
) -> tuple[ColumnUse, ...]:
    used = {i: field for field, places in columns.items() for i in places}
    keys = keys_of(table.header)
    # Who answers a question of their own for it has said so there.
    alone = "consent" not in columns
    return tuple(
        _use(i, header, keys[i], looks[i], guesses[i], used.get(i, ""), choices, alone=alone)
        for i, header in enumerate(table.header)
    )


def _may_refuse(field: str, header: str, looks: Looks, *, alone: bool) -> bool:
    """Whether a column used for something else holds a refusal, or asks for this leave where nothing else does.

    Photos and introductions in one question are told in any case: a no to it is a no to both.
    """
    return refused_in_words(looks) or ((alone or field == "photos") and asks_to_be_introduced(header, looks))


def _use(
    index: int, header: str, key: str, looks: Looks, guess: Guess, field: str, choices: Choices, *, alone: bool
) -> ColumnUse:  # fmt: skip
    shown = clean(called(index, header), MAX_HEADER)
    if field:
        said = polarity(header) if field in (*LEAVES, *_TURNED) else Polarity.AGREES
        named = {norm(each) for headers in choices.columns.values() for each in headers}
        if said is Polarity.UNCLEAR and (norm(header) in named or norm(header) in choices.answers):
            said = Polarity.AGREES
        elif said is Polarity.UNCLEAR and guess.sure is Sure.ORGANISER and likely_agrees(header):
            # Chosen with a key on the page: what the question says still counts.
            said = Polarity.AGREES
        return ColumnUse(
            header=shown, index=index, key=key, used_for=_SHOWN_AS.get(field, field), sure=guess.sure,
            score=guess.score, polarity=said, looks=looks,
            open=field != "consent" and _may_refuse(field, header, looks, alone=alone),
        )  # fmt: skip
    if guess.field == IGNORED:
        return ColumnUse(
            header=shown, index=index, key=key, used_for=IGNORED, sure=guess.sure, score=guess.score, why=guess.why,
            looks=looks, open=refused_in_words(looks) and guess.sure is not Sure.ORGANISER,
        )  # fmt: skip
    return ColumnUse(header=shown, index=index, key=key, open=speaks_of_leave(header, looks), looks=looks)


_SHOWN_AS = {"last_name_2": "last_name", "flagged": "attention", "comment": "attention"}
"""Fields that are parts of another."""
_TURNED = ("first_time", "coming", "paid")
"""Questions that are no leave, and that a negation turns round all the same."""
