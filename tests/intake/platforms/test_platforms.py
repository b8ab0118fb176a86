"""Every platform's export: who comes, by what code, in what state, with what to talk about."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.intake import GuestList
from kiosk.intake.guestlist import RawRow, Table
from kiosk.intake.platforms import ALL
from kiosk.model import Registration, Status

Reader = Callable[[str], GuestList]

# file: platform, registrations, with a code, nameless, refused
EXPECTED = {
    "luma.csv": ("luma", 7, 3, 1, 0),
    "luma_2025.csv": ("luma", 2, 2, 0, 0),
    "eventbrite_summary.csv": ("eventbrite", 4, 4, 1, 0),
    "eventbrite_summary_uk.csv": ("eventbrite", 1, 1, 0, 0),
    "eventbrite_orders.csv": ("eventbrite", 4, 4, 1, 0),
    "google_download.csv": ("google_forms", 4, 0, 0, 1),
    "google_sheet.csv": ("google_forms", 4, 0, 0, 1),
    "google_de.csv": ("google_forms", 2, 0, 0, 0),
    "meetup.xls": ("meetup", 8, 0, 4, 0),
    "meetup_short.csv": ("meetup", 1, 0, 0, 0),
    "indico.csv": ("indico", 6, 0, 1, 0),
    "pretix_checkin.csv": ("pretix", 4, 4, 1, 0),
    "pretix_checkin_plain.csv": ("pretix", 2, 0, 1, 0),
    "pretix_positions.csv": ("pretix", 7, 7, 1, 0),
    "pretix_de.csv": ("pretix", 2, 2, 0, 0),
    "pretix_fr.csv": ("pretix", 2, 2, 0, 0),
    "pretix_es.csv": ("pretix", 2, 2, 0, 0),
    "tito.csv": ("tito", 3, 3, 1, 0),
    "ticket_tailor.csv": ("ticket_tailor", 2, 2, 0, 0),
    "ticket_tailor_orders.csv": ("ticket_tailor", 2, 0, 0, 0),
    "generic_en.csv": ("generic", 2, 2, 0, 0),
    "generic_de.csv": ("generic", 2, 0, 0, 0),
    "generic_fr.csv": ("generic", 2, 0, 0, 0),
    "generic_es.csv": ("generic", 2, 0, 0, 0),
}


def people(guests: GuestList) -> list[Registration]:
    return [row.registration for row in guests.rows]


def states(guests: GuestList) -> list[str]:
    return [one.reason or one.status.value for one in people(guests)]


@pytest.mark.parametrize("file", EXPECTED)
def test_recognises_the_platform_and_counts(file: str, read_list: Reader) -> None:
    guests = read_list(file)
    found = people(guests)
    codes, nameless = sum(bool(one.codes) for one in found), sum(not one.name for one in found)
    assert (guests.platform, len(found), codes, nameless, len(guests.refused)) == EXPECTED[file]


@pytest.mark.parametrize("file", EXPECTED)
def test_refs_and_codes_are_each_used_once(file: str, read_list: Reader) -> None:
    found = people(read_list(file))
    codes = [code for one in found for code in one.codes]
    ids = [one.ref for one in found if not one.ref.endswith(":") and not one.guest]
    assert len(set(ids)) == len(ids), "what a platform has no id of its own for has none here"
    assert len(set(codes)) == len(codes)
    assert all(one.ref.startswith(f"{EXPECTED[file][0]}:") for one in found)


def test_luma(read_list: Reader) -> None:
    guests = read_list("luma.csv")
    mara, tobias, ines, *_ = people(guests)
    assert mara == Registration(
        ref="luma:gst-aaa111",
        name="Mara Lindqvist",
        first_name="Mara",
        last_name="Lindqvist",
        email="mara.lindqvist@example.org",
        company="Atelier Nord",
        offers=("Brand design", "lettering"),
        asks=("a bookkeeper",),
        interests=("Design", "Film, music"),
        consent=True,
        photos=False,
        ticket_type="Standard",
        codes=("Qa7Lm2",),
    )
    assert tobias.offers == ("Tax returns (freelancers, NGOs)",)
    assert tobias.asks == ("Someone to rebuild our site", "photos")
    assert (tobias.consent, ines.consent) == (False, False)
    assert guests.consent_column == "May we introduce you to other guests?"
    assert states(guests) == [
        "registered",
        "registered",
        "unapproved",
        "declined",
        "waitlisted",
        "invited",
        "registered",
    ]
    assert "guest key" in guests.notes[0]
    assert guests.rows[2].line == 5, "the row after a cell with a line break"


def test_both_luma_generations_speak_of_the_same_tickets(read_list: Reader) -> None:
    today, before = people(read_list("luma.csv")), people(read_list("luma_2025.csv"))
    assert [one.ref for one in before] == [one.ref for one in today[:2]]
    assert before[0].codes == today[0].codes


def test_eventbrite_summary_and_orders_meet(read_list: Reader) -> None:
    summary, orders = people(read_list("eventbrite_summary.csv")), people(read_list("eventbrite_orders.csv"))
    assert [one.ref for one in orders[:3]] == [one.ref for one in summary[:3]]
    assert [one.codes for one in orders[:3]] == [one.codes for one in summary[:3]]
    assert summary[0].codes == ("2010000000130200000011001", "30200000011")
    assert orders[3].codes == ("0814847311126137001",), "a leading zero stays"
    assert [one.status for one in summary] == [Status.REGISTERED] * 3 + [Status.CANCELLED]
    assert summary[0].interests == ("Design", "Film, music")
    assert summary[0].role == "Designer"
    assert summary[2].name == "", "'Info Requested' is nobody's name"


def test_a_quantity_on_every_ticket_of_an_order_brings_no_guests(read_list: Reader) -> None:
    assert [one.name for one in people(read_list("eventbrite_orders.csv"))] == [
        "Mara Lindqvist",
        "Tobias Öz",
        "",
        "Nia Osei",
    ]


def test_both_forms_of_google_forms_read_the_same(read_list: Reader) -> None:
    download, sheet = read_list("google_download.csv"), read_list("google_sheet.csv")
    assert download.rows == sheet.rows
    mara, tobias, again, ines = people(download)
    assert mara.knows == ("Tobias Öz", "Inès Moreau")
    assert mara.interests == ("Design", "Film, music")
    assert tobias.asks == ("Someone to rebuild our site", "a photographer")
    assert {one.ref for one in (tobias, again, ines)} == {"google_forms:"}
    assert [one.consent for one in people(download)] == [True, False, False, False]
    assert ("Perhaps later", 1) in download.leaves[0].unclear
    assert download.refused[0].line == 7


def test_meetup_guests_ask_for_a_name(read_list: Reader) -> None:
    guests = read_list("meetup.xls")
    host, one, two = people(guests)[1:4]
    assert (host.ref, one.guest, two.guest) == ("meetup:700200", 1, 2)
    assert host.order == one.order == two.order == "meetup:700200"
    assert (one.name, one.consent, one.status) == ("", None, Status.REGISTERED)
    waiting = people(guests)[5:7]
    assert [each.reason for each in waiting] == ["waitlisted", "waitlisted"]
    assert states(guests)[-1] == "not attending"
    assert any("3 guests" in note for note in guests.notes)
    assert host.offers == ('A 5" print of your city',)


def test_indico(read_list: Reader) -> None:
    guests = read_list("indico.csv")
    mara, tobias, *_ = people(guests)
    assert (mara.company, mara.role, mara.offers) == ("Atelier Nord", "Designer", ("Brand design", "lettering"))
    assert mara.interests == ("Design", "Film, music")
    assert tobias.company == "", "a formula without its sign"
    assert states(guests) == ["registered", "registered", "unapproved", "cancelled", "declined", "unpaid"]
    assert "find people by name" in guests.notes[0].lower()


def test_pretix_check_in_list_and_positions_meet(read_list: Reader) -> None:
    listed = {one.codes: one for one in people(read_list("pretix_checkin.csv"))}
    positions = {one.codes: one for one in people(read_list("pretix_positions.csv"))}
    assert listed.keys() < positions.keys()
    spoken = {codes: replace(positions[codes], paid=one.paid, ref=one.ref) for codes, one in listed.items()}
    assert all(replace(spoken[codes], checked_in=one.checked_in) == one for codes, one in listed.items())


def test_pretix_positions(read_list: Reader) -> None:
    guests = read_list("pretix_positions.csv")
    mara = people(guests)[0]
    assert (mara.name, mara.first_name, mara.last_name) == ("Mara L.", "Mara", "L.")
    assert (mara.company, mara.interests) == ("Atelier Nord", ("Design", "Film, music"))
    assert states(guests) == ["registered", "registered", "unpaid", "blocked", "cancelled", "unapproved", "registered"]
    assert any("Add-ons" in note and "1." in note for note in guests.notes)
    assert any("valid at certain times" in note for note in guests.notes)


@pytest.mark.parametrize("file", ["pretix_de.csv", "pretix_fr.csv", "pretix_es.csv"])
def test_pretix_in_other_languages(file: str, read_list: Reader) -> None:
    mara, tobias = people(read_list(file))
    assert (mara.first_name, mara.last_name, mara.company) == ("Mara", "Lindqvist", "Atelier Nord")
    assert (len(mara.offers), len(mara.asks), mara.order) == (1, 1, "AB1CD")
    assert (mara.consent, tobias.consent) == (True, False)
    assert tobias.status is not Status.REGISTERED


def test_a_check_in_list_without_secrets_says_how_to_get_them(read_list: Reader) -> None:
    guests = read_list("pretix_checkin_plain.csv")
    assert [(one.ref, one.order) for one in people(guests)] == [("pretix:", "AB1CD")] * 2
    assert "QR-code secret" in guests.notes[0]


def test_tito(read_list: Reader) -> None:
    guests = read_list("tito.csv")
    assert people(guests)[0].codes == ("ti_p4Qz81mara", "QRST-1")
    assert states(guests) == ["registered", "registered", "cancelled"]


def test_ticket_tailor(read_list: Reader) -> None:
    assert people(read_list("ticket_tailor.csv"))[0].codes == ("M4RA1",)
    orders = read_list("ticket_tailor_orders.csv")
    assert states(orders) == ["registered", "cancelled"]
    assert "Export the attendees instead" in orders.notes[0]


def test_a_spreadsheet_of_ones_own(read_list: Reader) -> None:
    mara, tobias = people(read_list("generic_en.csv"))
    assert (mara.role, mara.experience, mara.knows, mara.consent) == ("Designer", "12", ("Tobias Öz",), True)
    assert (mara.ref, mara.codes, mara.order) == ("generic:", ("MX-0001",), "A1")
    assert (tobias.consent, tobias.reason) == (False, "waitlisted")


@pytest.mark.parametrize("file", ["generic_de.csv", "generic_fr.csv", "generic_es.csv"])
def test_other_languages(file: str, read_list: Reader) -> None:
    guests = read_list(file)
    first = people(guests)[0]
    assert first.name == f"{first.first_name} {first.last_name}"
    assert first.last_name in ("Lindqvist", "Moreau", "Campos")
    assert first.offers and first.asks and first.interests and first.company
    assert guests.consent_column == ("Mise en relation" if file == "generic_fr.csv" else None)


def test_no_platform_takes_a_list_of_something_else() -> None:
    table = Table(("Part", "Price", "Stock"), [RawRow(2, ["Bolt", "0.10", "40"])])
    assert [platform.fits(table) for platform in ALL] == [0] * len(ALL)
