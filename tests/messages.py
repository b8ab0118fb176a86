"""Every text that the screens can show, from the source: what each catalogue has to hold.

After a change of texts: python -m tests.messages (adds what is new to the catalogues and compiles them).
"""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kiosk.language import LANGUAGES, SOURCE
from printing.lettering import what_to_install
from printing.printers import hints
from printing.status import WORDS

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "kiosk" / "locale"
_KEYWORDS = {"_": None, "later": None, "plural": (1, 2)}
TRANSLATED = [language for language in LANGUAGES if language != SOURCE]
_DAY = datetime(2026, 11, 23, tzinfo=UTC)
_HEADER = r"""msgid ""
msgstr ""
"Language: {language}\n"
"Plural-Forms: {plural}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
Text = str | tuple[str, ...]


def texts() -> set[Text]:
    """The texts in the source; those with a number as (one, many)."""
    found: set[Text] = set()
    extracted = extract_from_dir(ROOT / "kiosk", [("**.py", "python")], keywords=_KEYWORDS)
    for _file, _line, message, _comments, _context in extracted:
        found.add(tuple(message) if isinstance(message, (tuple, list)) else message)
    # The printing wing knows no languages: the screens translate what it says.
    foreign = {*WORDS.values(), *hints.WORDS, *what_to_install.WORDS}
    return found | foreign | set(_inside_others())


def _inside_others() -> Iterator[Text]:
    """Texts in an f-string's braces, which the library sees from Python 3.12 on only."""
    for path in (ROOT / "kiosk").rglob("*.py"):
        outer = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.JoinedStr))
        for call in (node for each in outer for node in ast.walk(each) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in _KEYWORDS:
                said = [each.value for each in call.args if isinstance(each, ast.Constant)]
                words = tuple(each for each in said if isinstance(each, str))
                if words:
                    yield words if call.func.id == "plural" else words[0]


def source(language: str) -> Path:
    """The catalogue that people edit."""
    return CATALOGUES / language / "LC_MESSAGES" / "kiosk.po"


def read(language: str) -> Catalog:
    """One language's catalogue; an empty one where there is none yet."""
    path = source(language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        found = read_po(file, locale=language, domain="kiosk")
    new = _empty(language, found.plural_forms)
    for message in found:
        if message.id:
            new.add(message.id, message.string)
    return new


def _empty(language: str, rule: str = "") -> Catalog:
    # Dates would make every compilation another file.
    new = Catalog(
        locale=language, domain="kiosk", project="mixer-kiosk", version="1", charset="utf-8", fuzzy=False,
        creation_date=_DAY, revision_date=_DAY,
    )  # fmt: skip
    if rule:
        # A catalogue's own: the library learns other rules, by which our translations would lack a form.
        new.mime_headers = [("Plural-Forms", rule)]
    return new


def compiled(catalogue: Catalog) -> bytes:
    """What the program reads."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def written(catalogue: Catalog) -> bytes:
    """What people edit; its header holds what a reader needs, and nothing of who wrote it and when."""
    out = BytesIO()
    out.write(_HEADER.format(language=catalogue.locale, plural=catalogue.plural_forms).encode())
    write_po(out, catalogue, omit_header=True, sort_output=True, width=0, no_location=True)
    return out.getvalue()


def update() -> None:
    """Adds what is new, drops what is gone, and compiles."""
    known = texts()
    for language in TRANSLATED:
        old = read(language)
        new = _empty(language, old.plural_forms)
        for text in sorted(known, key=str):
            before = old.get(text if isinstance(text, str) else text[0])
            new.add(text, before.string if before else None)
        source(language).parent.mkdir(parents=True, exist_ok=True)
        source(language).write_bytes(written(new))
        source(language).with_suffix(".mo").write_bytes(compiled(new))
        missing = [message.id for message in new if message.id and not _is_whole(message.string)]
        print(f"{language}: {len(new)} texts, {len(missing)} without a translation")


def _is_whole(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


if __name__ == "__main__":
    update()
