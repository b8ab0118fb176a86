"""Files that platforms offer beside the guest list and that hold no list of people."""

from kiosk.intake.columns.headers import norm
from kiosk.intake.guestlist import Table
from kiosk.language import later

_PRETIX_ORDERS = later(
    "{file} holds pretix orders, which say who paid and not who comes: in pretix choose Orders, Export, "
    "'Order data' and import its order positions, or export the check-in list with 'Include QR-code secret'."
)
_PRETIX_CODES = later(
    "{file} holds pretix ticket codes without names: in pretix choose Check-in, Export and import the "
    "'Check-in list' with 'Include QR-code secret'."
)
_LUMA_KEYS = later(
    "{file} pairs Luma guests with the keys of their QR codes and names nobody: in Luma open the event's Guests, "
    "choose 'Download as CSV' and import that."
)

_FILES: tuple[tuple[frozenset[str], frozenset[str], str], ...] = (
    (frozenset({"order code", "order total"}), frozenset({"attendee name"}), _PRETIX_ORDERS),
    (frozenset({"bestellnummer", "gesamtbetrag"}), frozenset({"name teilnehmer in"}), _PRETIX_ORDERS),
    (frozenset({"code de commande", "total de la commande"}), frozenset({"nom du participant"}), _PRETIX_ORDERS),
    (frozenset({"codigo del pedido", "total del pedido"}), frozenset({"nombre del asistente"}), _PRETIX_ORDERS),
    (frozenset({"order code", "fee type"}), frozenset({"attendee name"}), _PRETIX_ORDERS),
    (frozenset({"secret", "product", "variation"}), frozenset({"attendee name", "order code"}), _PRETIX_CODES),
    (frozenset({"secret", "produkt", "variante"}), frozenset({"bestellnummer"}), _PRETIX_CODES),
    (frozenset({"secret", "produit", "variante"}), frozenset({"code de commande"}), _PRETIX_CODES),
    (frozenset({"secreto", "producto", "variacion"}), frozenset({"codigo del pedido"}), _PRETIX_CODES),
    (frozenset({"guest id"}), frozenset({"name", "email", "approval status"}), _LUMA_KEYS),
)


def instead_of(table: Table) -> str:
    """What such a {file} holds and what to export instead, in English, to be translated; empty for any other table."""
    header = {norm(text) for text in table.header}
    return next((advice for has, lacks, advice in _FILES if has <= header and not lacks & header), "")
