"""Questions for leave in seven languages, both ways round, with every kind of answer: a no is never read as a yes."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.intake import GuestList
from kiosk.intake.cells.yesno import Said, whole
from kiosk.intake.columns.polarity import Polarity
from kiosk.intake.telling import about_columns, about_leave, refusal
from tests.intake.wording import list_of, wordings

YES = (
    "Yes",
    "yes!",
    "Ja",
    "ja gerne",
    "Oui",
    "Oui, bien sûr",
    "Sí",
    "sí, claro",
    "Sì",
    "Sim",
    "Ja graag",
    "TRUE",
    "✓",
    "OK",
)
NO = ("No", "no thanks", "Nein", "Non", "non merci", "Não", "Nee", "FALSE")
OPEN = (
    "Yes, but only my first name", "Yes (changed to no on Monday)", "Yes/No", "Yes I mind", "Yes?", "no idea",
    "maybe", "later",
    "Ja, aber nicht die Firma", "vielleicht", "nicht unbedingt nein", "oui mais sans mon nom", "peut-être",
    "sí, pero sin apellido",
    "quizás", "sì, ma non sul tabellone", "sim, mas só o nome", "ja, maar niet mijn bedrijf", "if they ask first",
    "yesterday",
    "Jakob", "ouija", "sicher nicht", "of course not", "y̶e̶s̶", "Y̶e̶s̶", "yes 👎", "not no", "", "-",
)  # fmt: skip
LEAVES = wordings("leave.tsv")
PAIRS = [(meant, header, answer) for meant, header in LEAVES for answer in (*YES, *NO, *OPEN)]


def consents(guests: GuestList) -> list[bool | None]:
    return [row.registration.consent for row in guests.rows]


def asked(header: str, answers: tuple[str, ...]) -> GuestList:
    names = [f"Guest{chr(97 + n // 26)}{chr(97 + n % 26)} Abel" for n in range(len(answers))]
    return list_of([("Name", names), (header, answers), ("What can you offer?", ["tea"] * len(answers))])


def test_the_table_is_large_and_covers_both_ways_of_asking() -> None:
    assert len(PAIRS) >= 4000
    assert {meant for meant, _ in LEAVES} == {each.value for each in Polarity}


@pytest.mark.parametrize(("meant", "header"), LEAVES)
def test_nobody_who_said_no_or_nothing_certain_is_read_as_a_yes(meant: str, header: str) -> None:
    answers = (*YES, *NO, *OPEN)
    found = dict(zip(answers, consents(asked(header, answers)), strict=True))
    agreed = {answer for answer, consent in found.items() if consent}
    allowed = {"agrees": set(YES), "refuses": set(NO), "withdraws": set(), "unclear": set()}[meant]
    assert agreed <= allowed


def test_most_plain_questions_are_understood_and_every_other_one_stops_the_import() -> None:
    plain = [header for meant, header in LEAVES if meant == "agrees"]
    lists = {header: asked(header, ("Yes", "No", "Yes", "No")) for header in plain}
    understood = [header for header, guests in lists.items() if consents(guests) == [True, False, True, False]]
    assert len(understood) >= 0.85 * len(plain)
    for meant, header in LEAVES:
        guests = asked(header, ("Yes", "No", "Yes", "No"))
        assert guests.open_columns or any(each.header == header for each in guests.leaves), (meant, header)


@pytest.mark.parametrize("header", [header for meant, header in LEAVES if meant == "withdraws"])
def test_a_tick_refuses_and_an_empty_box_alone_agrees_to_nothing(header: str) -> None:
    assert True not in consents(asked(header, ("x", "", "x", "", "x")))
    assert True not in consents(asked(header, ("TRUE", "FALSE", "TRUE", "FALSE")))


def test_an_empty_box_to_be_left_out_leaves_another_yes_alone() -> None:
    box, question = "Matchmaking (tick if you do NOT want to take part)", "May we introduce you to other guests?"
    guests = list_of([("Name", ["A B", "C D", "E F"]), (box, ["x", "", ""]), (question, ["Yes", "Yes", ""])])
    assert consents(guests) == [False, True, False]


@pytest.mark.parametrize("mark", ["x", "X", "✓", "1", "TRUE", "I agree", "May we introduce you to other guests?"])
def test_a_box_to_agree_with(mark: str) -> None:
    assert consents(asked("May we introduce you to other guests?", (mark, "", mark, ""))) == [True, False, True, False]


@pytest.mark.parametrize("mark", ["x", "1", "o", "s", "t"])
def test_a_mark_beside_words_says_nothing(mark: str) -> None:
    assert consents(asked("May we introduce you to other guests?", (mark, "Yes", "No", "maybe")))[0] is False


@pytest.mark.parametrize(
    "label", ["I agree to be matched with other guests", "Ich möchte anderen Gästen vorgestellt werden"]
)
def test_a_box_whose_label_stands_in_its_cells(label: str) -> None:
    guests = list_of([("Name", ["A B", "C D", "E F"]), ("Matching", [label, "", label])])
    assert consents(guests) == [True, False, True]


def test_a_label_that_refuses_is_no_agreement() -> None:
    guests = list_of(
        [("Name", ["A B", "C D", "E F"]), ("Matching", ["I do not want to be matched with anybody"] * 2 + [""])]
    )
    assert consents(guests) == [False, False, False]


@pytest.mark.parametrize("answers", list(itertools.product(["Yes", "No", ""], repeat=2)))
def test_of_two_questions_any_no_wins(answers: tuple[str, str]) -> None:
    first, second = "May we introduce you to other guests?", "May others see your answers at the event?"
    guests = list_of([("Name", ["A B", "C D"]), (first, [answers[0], "Yes"]), (second, [answers[1], "No"])])
    assert consents(guests) == [answers == ("Yes", "Yes"), False]


def test_of_two_answers_of_one_person_any_no_wins() -> None:
    guests = list_of(
        [
            ("Name", ["Vera Holt", "Pim Aerts", "vera holt"]),
            ("E-mail", ["v@example.net", "p@example.net", "V@example.net"]),
            ("May we introduce you to other guests?", ["No", "Yes", "Yes"]),
            ("May we take photos of you?", ["Yes", "Yes", "No"]),
        ]
    )
    assert consents(guests) == [False, True, False]
    assert [row.registration.photos for row in guests.rows] == [False, True, False]


def test_a_no_in_a_second_row_of_the_same_ticket_counts() -> None:
    guests = list_of(
        [
            ("Name", ["Vera Holt", "Pim Aerts", "Vera Holt", "Ola Ek", "Ru Vance", "Jo Brandt"] * 3),
            ("Ticket code", ["K1", "K2", "K1", *(f"K{n}" for n in range(3, 18))]),
            ("May we introduce you to other guests?", ["Yes", "Yes", "No", *["Yes"] * 15]),
        ]
    )
    assert [each.line for each in guests.refused] == [4]
    assert consents(guests)[:2] == [False, True]


def test_guests_inherit_the_no_of_their_host_and_nothing_else() -> None:
    guests = list_of(
        [("Name", ["A B", "C D"]), ("Guests", ["1", "1"]), ("May we introduce you to other guests?", ["No", "Yes"])]
    )
    assert consents(guests) == [False, False, True, None]


@pytest.mark.parametrize(
    ("header", "field"),
    [("No photos of me, please", "photos"), ("Bitte keine Fotos von mir", "photos"), ("Pas de photo de moi", "photos"),
     ("I don't want my answers sent to a language model", "remote"),
      ("Bitte zeigt meinen Namen nicht auf der Leinwand", "wall"),
     ("Je ne veux pas que mon prénom soit affiché à l'écran", "wall"), ("No quiero aparecer en la pantalla", "wall"),
     ("Do you mind if we send your answers to an AI model?", "remote")],
)  # fmt: skip
def test_what_was_refused_of_wall_photos_and_language_model_stays_refused(header: str, field: str) -> None:
    guests = list_of([("Name", ["A B", "C D", "E F"]), (header, ["Yes", "", "maybe"])])
    assert [getattr(row.registration, field) for row in guests.rows] == [False, None, False]


def test_each_purpose_has_a_question_of_its_own() -> None:
    answers = {
        "May we introduce you to other guests?": "consent",
        "May we take photos of you?": "photos",
        "May we show your first name on the screen in the room?": "wall",
        "May we send your answers to a language model?": "remote",
        "May others' badges say that you mentor?": "print_goals",
    }
    for header, field in answers.items():
        columns = [(each, ["Yes", "Yes"] if each == header else ["No", "No"]) for each in answers]
        one = list_of([("Name", ["A B", "C D"]), *columns]).rows[0].registration
        assert [name for name in answers.values() if getattr(one, name)] == [field]


@pytest.mark.parametrize(
    "header",
    ["Do you accept our privacy policy?", "Data sharing", "May sponsors receive your e-mail address?", "Opt in",
     "Einwilligung",
     "Share my profile with recruiters", "Can we list your name in the public directory?",
     "Would you like to be paired with a mentor?",
     "Plus 7", "I agree to the house rules and to be introduced to people"],
)  # fmt: skip
def test_what_could_hold_a_refusal_and_is_not_used_is_open(header: str) -> None:
    guests = asked(header, ("Yes", "No", "Yes", "Yes"))
    assert [column.header for column in guests.open_columns] == [header]
    assert consents(guests) == [None] * 4


@pytest.mark.parametrize(
    "header",
    ["Are you vegetarian?", "Do you need a parking space?", "Newsletter?", "Can you help us tidy up?", "VIP", "Locked"],
)
def test_what_is_about_something_else_stops_nothing(header: str) -> None:
    assert not asked(header, ("Yes", "No", "Yes", "Yes")).open_columns


def test_oklahoma_is_no_agreement() -> None:
    assert not asked("State", ("Texas", "OK", "Oregon", "OK")).open_columns
    assert asked("Q7", ("Yes", "No", "OK", "Texas")).open_columns


def test_the_organisers_word_decides() -> None:
    header = "Don't you want to opt out of being introduced?"
    columns = [("Name", ["A B", "C D", "E F"]), (header, ["Yes", "No", "whatever"])]
    assert consents(list_of(columns)) == [False, False, False]
    assert consents(list_of(columns, columns={"consent": header})) == [True, False, False]
    assert consents(list_of(columns, answers={header: ["no", "Whatever"]})) == [False, True, True]
    ignored = list_of(columns, ignore=[header])
    assert (consents(ignored), ignored.open_columns) == ([None] * 3, ())


def test_a_clear_refusal_stays_one_whatever_field_it_is_named_for() -> None:
    header = "Do you want to opt out of introductions?"
    guests = list_of([("Name", ["A B", "C D"]), (header, ["Yes", "No"])], columns={"consent": header})
    assert consents(guests) == [False, True]


def test_a_question_for_consent_that_the_organiser_named_and_no_list_has_stops_consent_that_was_stated() -> None:
    tickets, form = [("Name", ["A B"]), ("Ticket code", ["K1"])], [("Name", ["A B"]), ("Introduce me?", ["No"])]
    said = {"consent": "Introduce me?"}
    alone, both = [list_of(tickets, columns=said)], [list_of(tickets, columns=said), list_of(form, columns=said)]
    assert "'Introduce me?' for consent, and no list here" in refusal(alone) and not refusal(both)
    assert any("'Introduce me?'" in note and "if another list has it" in note for note in alone[0].notes)
    assert not any("'Introduce me?'" in note for note in both[1].notes)


WORDS = st.text(max_size=30)


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(YES), WORDS, st.booleans())
def test_a_yes_with_anything_more_is_none_unless_that_is_a_known_courtesy(yes: str, more: str, before: bool) -> None:
    answer = f"{more} {yes}" if before else f"{yes} {more}"
    if whole(answer) is Said.YES:
        assert not any(char.isalnum() for char in more) or whole(f"Yes {more}") is Said.YES


REFUSALS = (
    "I do not want to be introduced to anybody",
    "Ich möchte nicht vorgestellt werden",
    "Do you want to opt out of introductions?",
)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(REFUSALS), st.integers(0, 60), st.sampled_from("bcdfgjkpqvwxz"))
def test_no_slip_of_the_pen_turns_a_refusal_into_an_agreement(header: str, at: int, letter: str) -> None:
    place = at % len(header)
    for slip in (header[:place] + letter + header[place:], header[:place] + header[place + 1 :]):
        assert True not in consents(asked(slip, ("Yes", "No", "Yes", "No")))[::2], slip


@pytest.mark.parametrize(
    ("header", "answers"),
    [
        ("How do you feel about being introduced to people?", ("Love it", "Rather not", "Rather not", "Love it")),
        ("Profile visibility", ("public", "private", "private", "public")),
        ("May we take your photo and introduce you to others?", ("Yes", "No", "No", "Yes")),
        ("I have no objection to being introduced to other guests", ("Yes", "No", "Nope", "Sure thing")),
        ("Ça te dit qu'on te trouve trois personnes à rencontrer ?", ("Oui", "Non merci", "Surtout pas", "oui")),
        ("Bitte ankreuzen, wenn du NICHT gematcht werden möchtest", ("Nicht matchen", "", "Nicht matchen", "")),
        ("Preferisco non essere presentato ad altri", ("Sì", "di no", "Mai", "")),
        ("Leave me alone", ("Yes", "No", "", "")),
    ],
)
def test_what_may_hold_a_refusal_stops_consent_that_was_stated(header: str, answers: tuple[str, ...]) -> None:
    guests = asked(header, answers)
    asks = next((each for each in guests.leaves if each.field == "consent"), None)
    agreed = sum(whole(answer) is Said.YES for answer in answers)
    assert refusal([guests]) if not asks else consents(guests).count(True) <= agreed


def test_what_may_hold_a_refusal_is_told_beside_a_question_that_is_understood() -> None:
    question, other = "May we introduce you to other guests?", "Profile visibility"
    guests = list_of([("Name", ["A B", "C D"]), (question, ["Yes", "Yes"]), (other, ["private", "public"])])
    assert any(f"MAY HOLD REFUSALS: '{other}'" in line for line in about_columns(guests))
    assert any(other in line and "[import.yes]" in line for line in about_leave(guests))


def test_yes_or_no_and_a_negation_are_told_apart_in_spanish() -> None:
    box = "Marca esta casilla si NO quieres que te emparejemos"
    assert True not in consents(asked(box, ("Sí", "Por supuesto", "Sí")))
    assert consents(asked("¿Quieres que te emparejemos? (sí/no)", ("Sí", "No", "Sí"))) == [True, False, True]


def test_who_keeps_their_data_to_themselves_is_not_matched() -> None:
    question, other = "May we introduce you to other guests?", "Don't share my data with other attendees"
    guests = list_of([("Name", ["A B", "C D"]), (question, ["Yes", "Yes"]), (other, ["Yes", ""])])
    assert consents(guests) == [False, True]


LONG = "We use your first name and what you wrote to introduce you to people who fit. " * 30


@pytest.mark.parametrize(
    "header",
    [
        f"May we introduce you to other guests? {LONG} Tick this box if you do NOT want that.",
        "Dürfen wir dich anderen Gästen vorstellen? Ein Kreuz bedeutet Ablehnung.",
        "May we introduce you to other guests? A ticked field means refusal.",
        "Souhaitez-vous être présenté aux autres participants ? Cochez si non",
        "We introduce guests to each other. You can opt out by ticking here any time.",
        "Matching 🚫", "👎 Introduce me", "M̶a̶t̶c̶h̶i̶n̶g̶", "Un-match me", "Introductions – tick to change",
        "May we introduce you to other guests? (empty = yes)", "Dürfen wir dich anderen Gästen vorstellen? (leer = ja)",
        "May we introduce you to other guests? [x = pass]", "Please: no evento introductions",
        "May we introduce you to the other guests of the evening? Ablehnen",
        "Podemos apresentar-te a outros participantes durante a noite? No",
        "¿Podemos dejar de presentarte a otros asistentes?", "May we introduce everybody else to other guests?",
        "Would you like to be introduced later?", "Give me a photo-free badge", "Introduction sent",
        "Would you like to take back your consent to being introduced?",
    ],
)  # fmt: skip
def test_a_yes_or_a_mark_agrees_to_nothing_that_is_explained_away(header: str) -> None:
    for cells in (("Yes", "No", "", "Yes"), ("x", "", "x", ""), ("TRUE", "FALSE", "TRUE", "")):
        guests = asked(header, cells)
        assert not any(True in (row.registration.consent, row.registration.photos) for row in guests.rows)


@pytest.mark.parametrize(
    "header",
    [
        "Would you mind if we pass you over when introducing guests?", "Did you opt out of matching last time?",
        "Hast du etwas dagegen, wenn wir dich beim Vorstellen übergehen?", "Would you mind helping us to match guests?",
        "Do you want to opt out of e-mails about introductions?",
        "Would you mind if we share your data with partners to match you?", "Would you mind taking photos for us?",
    ],
)  # fmt: skip
def test_a_no_agrees_only_to_a_plain_refusal_to_be_introduced(header: str) -> None:
    guests = asked(header, ("No", "no", "No", "Yes"))
    assert not any(True in (row.registration.consent, row.registration.photos) for row in guests.rows)


@pytest.mark.parametrize(
    ("header", "answers"),
    [
        ("May an AI model introduce you to other guests?", ("Yes", "No", "No", "Yes")),
        ("May we show your name on the screen and introduce you to other guests?", ("Yes", "No", "No", "Yes")),
        ("Are you still coming and fine with us sharing your answers?", ("Yes", "No", "Yes", "Yes")),
        ("Whom should we introduce you to?", ("anyone", "nobody", "founders", "nobody")),
        ("What are you looking for? [No introductions, please]", ("x", "", "x", "")),
        ("What are you looking for?", ("a bike", "please do not match me", "tea", "Rust")),
        ("Comments", ("", "no introductions please", "", "")),
        ("Opted out of introductions", ("2026-01-03", "", "2026-01-05", "")),
    ],
)
def test_a_refusal_in_a_column_about_something_else_stops_consent_that_was_stated(
    header: str, answers: tuple[str, ...]
) -> None:
    guests = asked(header, answers)
    assert refusal([guests]) or (guests.consent_column and True not in consents(guests))


def test_a_date_of_opting_out_is_no_yes_beside_a_question_that_is_understood() -> None:
    question, dates = "May we introduce you to other guests?", ["2026-01-03", "", "2026-02-05"]
    guests = list_of([("Name", ["A B", "C D", "E F"]), (question, ["Yes"] * 3), ("Opted out of introductions", dates)])
    assert consents(guests) == [False, True, False]


def test_a_few_sentences_among_hundreds_of_answers_leave_a_question_understood() -> None:
    answers = tuple(["Yes"] * 60 + ["No"] * 30 + [f"Well, {n} times maybe" for n in range(9)])
    found = consents(asked("May we introduce you to other guests?", answers))
    assert found == [True] * 60 + [False] * 39


def test_beside_a_tick_a_cross_is_none() -> None:
    assert consents(asked("May we introduce you to other guests?", ("x", "✓", "x", "✓"))) == [False, True, False, True]


@pytest.mark.parametrize(
    ("header", "answers"),
    [("Comments", ("", "please do not match me")), ("May we take photos of you and introduce you?", ("Yes", "No"))],
)
def test_what_refuses_elsewhere_is_told_beside_a_question_that_is_understood(
    header: str, answers: tuple[str, str]
) -> None:
    question = "May we introduce you to other guests?"
    guests = list_of([("Name", ["A B", "C D"]), (question, ["Yes", "Yes"]), (header, answers)])
    assert any(header in line and "[import.yes]" in line for line in about_leave(guests))
