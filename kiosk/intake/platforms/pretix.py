"""pretix: the check-in list and the order positions, in English, German, French and Spanish."""

import re
from collections.abc import Mapping
from typing import ClassVar

from kiosk.intake.cells.answers import tidy
from kiosk.intake.cells.yesno import agreed
from kiosk.intake.columns.headers import Columns, norm
from kiosk.intake.guestlist import Table
from kiosk.intake.platforms.base import MAX_CODE, MAX_NOTE, Fields, Platform
from kiosk.intake.record import Record
from kiosk.intake.standing.states import REGISTERED, UNPAID, State
from kiosk.language import _, later, plural

_FLAG = re.compile(r"(\w+ ){0,4}(attention|aufmerksamkeit|atencion)( \w+){0,2}")
_REMARK = re.compile(
    r"(order |position |ticket |product |item )?comments?|(bestell|positions|produkt)?kommentar|commentaire( \w+){0,3}"
    r"|comentario( \w+){0,3}|check ?in ?text|einlasstext"
    r"|text[eo]? (de |d |du |del |para el )?(check ?in|enregistrement|registro)"
)
_MARKED = "Special attention (pretix)."


class Pretix(Platform):
    """One row per ticket position; the QR holds the bare secret."""

    name = "pretix"
    title = "pretix"
    forms = (
        frozenset({"order code", "attendee name", "product"}),
        frozenset({"bestellnummer", "name teilnehmer in", "produkt"}),
        frozenset({"bestellnummer", "teilnehmername", "produkt"}),
        frozenset({"code de commande", "nom du participant", "produit"}),
        frozenset({"codigo del pedido", "nombre del asistente", "producto"}),
    )
    fields: ClassVar[Fields] = {
        "order": ("order code", "bestellnummer", "code de commande", "codigo del pedido"),
        "position": ("position id", "position", "id de la position", "id de posicion"),
        "addon": (
            *("add on to position id", "zusatzprodukt zu position", "add on a la position id"),
            "add on al id de posicion",
        ),
        "name": (
            *("attendee name", "name teilnehmer in", "teilnehmername", "nom du participant"),
            "nombre del asistente",
        ),
        "first_name": (
            *("attendee name given name", "name teilnehmer in vorname", "teilnehmer innenname vorname"),
            *("nom du participant prenom", "nombre del asistente nombre"),
        ),
        "last_name": (
            *("attendee name family name", "name teilnehmer in nachname", "teilnehmer innenname nachname"),
            *("nom du participant nom de famille", "nombre del asistente apellido"),
        ),
        "email": (
            *("attendee email", "e mail teilnehmer in", "e mail du participant", "correo electronico del participante"),
            *("email", "e mail", "correo electronico"),
        ),
        "company": (
            *("attendee company", "teilnehmer innen firma", "entreprise du participant", "empresa asistente"),
            *("company", "firma", "entreprise", "empresa"),
        ),
        "ticket_type": ("product", "produkt", "produit", "producto"),
        "status": ("status", "statut", "estado"),
        "paid": ("paid", "bezahlt", "paye", "pagado"),
        "blocked": ("blocked", "gesperrt", "bloque", "bloqueado"),
        "code": ("ticket secret", "secret", "ticket code", "secret du billet", "secreto de la entrada", "secreto"),
        "flagged": (
            *(
                "requires special attention",
                "besondere aufmerksamkeit erforderlich",
                "benotigt besondere aufmerksamkeit",
            ),
            *(
                "demande une attention particuliere",
                "necessite une attention particuliere",
                "requiere atencion especial",
            ),
        ),
        "from": ("valid from", "gultig ab", "valable depuis", "valido desde"),
        "until": ("valid until", "gultig bis", "valable jusqu au", "valido hasta"),
    }
    ignored = frozenset({
        "event slug", "event name", "event currency", "event timezone", "event start date", "event end date",
        "variation", "variation id", "tax rate", "tax rule", "tax value", "voucher budget usage", "voucher tag",
        "pseudonymization id", "follow up date", "vat id", "sales channel", "order locale",
        "email address verified", "external customer id", "check in lists", "payment providers",
        "position order link", "subevent", "salutation", "membership", "automatisch eingecheckt", "ausgecheckt",
        "ausgetreten", "automatically checked in", "checked out", "registro automatico",
        "enregistrement automatique", "salida", "sorti",
    })  # fmt: skip
    separator = ","
    states: ClassVar[Mapping[str, State]] = {
        **dict.fromkeys(("pending", "ausstehend", "en attente", "pendiente"), UNPAID),
        **dict.fromkeys(("pending confirmed", "ausstehend bestatigt"), REGISTERED),
    }
    skipped = later("Add-ons (workshops and the like) left out: {n}. Their people come in with their main ticket.")

    def columns(self, table: Table) -> dict[str, tuple[int, ...]]:
        """Also what its check-in app would stop for: the mark "special attention", comments, texts for the door."""
        heads = [norm(head) for head in table.header]
        found = super().columns(table)
        for field, stem in (("flagged", _FLAG), ("attention", _REMARK)):
            if at := tuple(i for i, head in enumerate(heads) if stem.fullmatch(head)):
                found[field] = at
        return found

    def attention(self, record: Record) -> str:
        """Every remark once, or the mark's own words where nobody wrote why."""
        remarks = [tidy(record.cells[i], MAX_NOTE) for i in record.columns.get("attention", ())]
        said = " · ".join(dict.fromkeys(filter(None, remarks)))
        return tidy(said, MAX_NOTE) or (_MARKED if agreed(record["flagged"]) else "")

    def notes_on(self, table: Table, columns: Columns) -> tuple[str, ...]:
        """What the export left out, and what the door won't check."""
        notes = []
        if "code" not in columns:
            said = _(
                "This check-in list was exported without the codes of its tickets: in pretix tick "
                "'Include QR-code secret' and export again, or find people by name."
            )
            notes.append(said)
        limited = {
            row.line for at in ("from", "until") for i in columns.get(at, ()) for row in table.rows if row.cells[i]
        }
        if limited:
            said = plural(
                "{n} ticket is valid at certain times only in pretix: this door does not check that.",
                "{n} tickets are valid at certain times only in pretix: this door does not check that.",
                len(limited),
            )
            notes.append(said.format(n=len(limited)))
        return tuple(notes)

    def skips(self, record: Record) -> bool:
        """Add-ons of another ticket bring nobody."""
        return bool(record["addon"])

    def ident(self, record: Record, codes: tuple[str, ...]) -> str:
        """The order's code and the position in it: the secret may be issued anew."""
        order, position = record.text("order", MAX_CODE), record.text("position", MAX_CODE)
        return f"{order}-{position}" if order and position else ""
