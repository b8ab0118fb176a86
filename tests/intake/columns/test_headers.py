"""Which question asks for what, in four languages and more."""

import pytest

from kiosk.intake.columns.headers import norm, option_of
from kiosk.intake.columns.meaning import meaning_of
from kiosk.intake.columns.polarity import Polarity, polarity
from kiosk.intake.columns.use import IGNORED, Sure

ASKED = {
    "name": [
        "Name",
        "Full name",
        "Attendee",
        "Vollständiger Name",
        "Nom complet",
        "Nombre completo",
        "Teilnehmer",
        "Fullname",
    ],
    "first_name": ["First Name", "first_name", "Vorname", "Prénom", "Nombre"],
    "last_name": ["Last name", "Surname", "Nachname", "Familienname", "Nom de famille", "Apellidos"],
    "email": [
        *(
            "E-mail",
            "Email Address",
            "E-Mail-Adresse",
            "Adresse e-mail",
            "Correo electrónico",
            "Courriel",
            "Emial adress",
        ),
        *("Dirección de correo electrónico", "email_address"),
    ],
    "company": [
        *(
            "Company / project",
            "What company do you work for?",
            "Where do you work?",
            "Firma",
            "Unternehmen / Organisation",
        ),
        *(
            "Wo arbeitest du?",
            "Entreprise",
            "Où travaillez-vous ?",
            "Empresa",
            "¿Dónde trabajas?",
            "Organisation (optional)",
        ),
    ],
    "role": [
        *(
            "Job Title",
            "Your role",
            "What do you do?",
            "Beruf",
            "Was machst du beruflich?",
            "Fonction",
            "Métier",
            "Puesto",
        ),
        *("¿A qué te dedicas?",),
    ],
    "experience": [
        *("Years of experience", "Experience level", "Berufserfahrung in Jahren", "Expérience", "Años de experiencia"),
    ],
    "offers": [
        *(
            "What can you offer?",
            "What can you offer? (skills, contacts, things)",
            "I can help with",
            "How can you help others?",
        ),
        *("What could you help people with?", "Your superpower", "Offers", "What do you bring to the table?", "Skills"),
        *("Was kannst du anbieten?", "Ich biete", "Womit kannst du anderen helfen?", "Was können Sie anbieten?"),
        *(
            "Que pouvez-vous offrir ?",
            "Que proposez-vous ?",
            "Que peux-tu apporter ?",
            "¿Qué puedes ofrecer?",
            "¿Qué ofreces?",
        ),
        *("Wat can you offer?", "What can you offfer", "¿En qué puedes ayudar?"),
    ],
    "asks": [
        *(
            "What do you ask for?",
            "What are you looking for?",
            "What do you need help with?",
            "Asks",
            "Who do you want to meet?",
        ),
        *(
            "What can we offer you?",
            "How can others help you?",
            "What would you like to learn?",
            "What do you hope to get?",
        ),
        *("Was suchst du?", "Wobei brauchst du Hilfe?", "Ich suche", "Wonach suchen Sie?", "Was möchtest du lernen?"),
        *(
            "Que cherchez-vous ?",
            "Que recherchez-vous ?",
            "De quoi avez-vous besoin ?",
            "¿Qué buscas?",
            "¿Qué necesitas?",
        ),
        *("Who would you like to be introduced to?",),
    ],
    "interests": [
        *(
            "Interests",
            "Interests (tick all that apply)",
            "Topics",
            "What are you interested in?",
            "Interessen",
            "Themen",
        ),
        *(
            "Was interessiert dich?",
            "Centres d'intérêt",
            "Centres d’intérêt",
            "Quels sujets vous intéressent ?",
            "Intereses",
        ),
        *("¿Qué temas te interesan?", "Interests – Health", "Interests [Open source]", "Intrests"),
    ],
    "knows": [
        *("Who do you already know?", "People you already know (we won't match you)", "Wen kennst du schon?", "knows"),
        *("Qui connaissez-vous déjà ?", "¿A quién conoces ya?", "Who here do you know?"),
    ],
    "consent": [
        "Do you agree that we use your answers to suggest people to meet?",
        "I agree to be matched with other attendees",
        "May we introduce you to other guests?",
        "Match me with people",
        "Consent to matching (see our privacy policy)",
        "I'd like you to introduce me to others. OK?",
        "Darf man dich anderen vorstellen?",
        "Dürfen wir dir Leute vorschlagen, die zu dir passen?",
        "Ich bin einverstanden, dass meine Antworten zum Matching genutzt werden",
        "Einwilligung: Wir dürfen dich mit anderen vernetzen",
        "Acceptez-vous que nous utilisions vos réponses pour vous présenter des personnes ?",
        "Je suis d'accord pour une mise en relation avec d'autres participants",
        "¿Aceptas que usemos tus respuestas para presentarte a otras personas?",
        "¿Podemos usar tus respuestas para sugerirte personas que conocer?",
    ],
    "photos": [
        *("Photos", "I agree to be photographed", "I may be photographed", "May we take photos of you?"),
        *(
            "No photos please",
            "Dürfen wir Fotos machen?",
            "Bitte keine Fotos von mir",
            "J'accepte d'être pris en photo",
        ),
        *("May we share your photos with people to meet?", "¿Aceptas que te saquemos fotos?"),
    ],
    "pronouns": ["Pronouns", "Your pronouns (she/her, he/him...)", "Pronomen", "Pronoms", "Pronombres"],
    "first_time": [
        "Is this your first time?",
        "First time at our meetup?",
        "Bist du zum ersten Mal hier?",
        "Première fois ?",
    ],
    "wall": [
        *("May we show your first name on the screen in the room?", "Wall", "Show my name on the wall"),
        *("May your first name appear on the big screen?", "Please don't show me on the projector"),
        *("Darf dein Vorname auf der Leinwand im Raum gezeigt werden?", "Soll dein Name am Bildschirm erscheinen?"),
        *("Votre prénom peut-il être affiché sur l'écran de la salle ?", "Prénom à l'écran"),
        *("¿Puede aparecer tu nombre en la pantalla de la sala?", "Mostrar mi nombre en pantalla"),
        *("May we show your name on the screen, to introduce you to others?",),
    ],
    "badge_name": [
        *("Name on the badge", "Preferred name", "Name auf dem Namensschild", "Nom sur le badge", "Badge name"),
        *("What name should be on your badge?", "Nombre en la acreditación"),
    ],
    "order": ["Order", "Order ID", "Bestellnummer", "Numéro de commande", "Pedido"],
    "ticket_type": ["Ticket type", "Ticketart", "Type de billet", "Tipo de entrada", "Product"],
    "status": ["Status", "RSVP", "Approval status", "Anmeldestatus", "Estado"],
    "code": ["Code", "Ticket code", "Barcode", "QR code", "Ticketnummer", "Código de barras"],
}

NOT_ASKED = [
    "Do you agree to the terms and conditions?",
    "I agree to receive the newsletter and suggestions of people to meet",
    "Ich bin mit den AGB einverstanden",
    "Ich stimme der Datenschutzerklärung zu",
    "Acepto los términos y condiciones",
    "Acepto recibir fotos y la newsletter",
    "Consent",
    "I consent",
    "Send me special offers by e-mail",
    "How did you hear about us?",
    "Phone Number",
    "Dietary needs and allergies",
    "Invoice address company",
    "Buyer email",
    "Would you be interested in volunteering?",
    "Please introduce yourself",
    "T-shirt size",
    "Preferred language",
    "What would you like to see on the screen?",
    "Wall climbing or bouldering?",
    "What can you offer and what are you looking for?",
    "Timestamp",
    "Country",
    "",
    "#",
    "山田",
]


@pytest.mark.parametrize(
    ("field", "header"), [(field, header) for field, headers in ASKED.items() for header in headers]
)
def test_recognises(field: str, header: str) -> None:
    assert meaning_of(header).field == field


@pytest.mark.parametrize("header", NOT_ASKED)
def test_leaves_alone(header: str) -> None:
    assert meaning_of(header).field in ("", IGNORED)


def test_exact_words_are_surer_than_questions_and_questions_surer_than_typos() -> None:
    headers = ["Interests", "Intrests", "What are you interested in these days?"]
    assert [meaning_of(header).sure for header in headers] == [Sure.EXACT, Sure.GUESS, Sure.MEANING]


def test_normal_form() -> None:
    assert norm("﻿Order #") == "order number"
    assert norm("Centres d’intérêt") == norm("centres d'INTERET") == "centres d interet"
    assert norm("guest_id") == "guest id"


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("Interests – AI & machine learning", ("Interests", "AI & machine learning")),
        ("Interests [Open source]", ("Interests", "Open source")),
        ("Interests – Hardware / IoT", ("Interests", "Hardware / IoT")),
        ("E-mail", ("E-mail", "")),
    ],
)
def test_option_columns(header: str, parts: tuple[str, str]) -> None:
    assert option_of(header) == parts


@pytest.mark.parametrize(
    ("header", "meant"),
    [("No photos please", Polarity.WITHDRAWS), ("I do not want to be photographed", Polarity.WITHDRAWS),
     ("Bitte keine Fotos von mir", Polarity.WITHDRAWS), ("May we take photos of you?", Polarity.AGREES),
     ("Photos are no problem for me", Polarity.AGREES), ("Please don't show my name on the screen", Polarity.WITHDRAWS),
     ("I'd rather not appear on the wall", Polarity.WITHDRAWS), ("Keep my name off the screen", Polarity.WITHDRAWS),
     ("Ich möchte nicht auf der Leinwand erscheinen", Polarity.WITHDRAWS),
     ("Je ne veux pas apparaître sur l'écran", Polarity.WITHDRAWS), ("No quiero aparecer en la pantalla",
      Polarity.WITHDRAWS),
     ("May we show your first name on the screen in the room?", Polarity.AGREES),
     ("Darf dein Vorname (nicht der Nachname) auf der Leinwand gezeigt werden?", Polarity.AGREES),
     ("Votre prénom peut-il être affiché sur l'écran ?", Polarity.AGREES),
     ("Introductions (tick if you do not want any)", Polarity.WITHDRAWS),
     ("Would you mind not being introduced?", Polarity.UNCLEAR),
     ("¿Puede aparecer tu nombre en la pantalla?", Polarity.AGREES)],
)  # fmt: skip
def test_what_a_yes_means(header: str, meant: Polarity) -> None:
    assert polarity(header) is meant


LANGUAGES = {
    "first_name": ["Nome di battesimo", "Primeiro nome", "Voornaam", "Imię", "Fornavn"],
    "last_name": ["Cognome", "Sobrenome", "Achternaam", "Nazwisko", "Efternavn", "Apellido paterno"],
    "name": ["Nome e cognome", "Nome completo", "Volledige naam", "Imię i nazwisko", "Fulde navn", "Visitor's name"],
    "email": ["Indirizzo e-mail", "Endereço de e-mail", "E-mailadres", "Adres e-mail", "E-mailadresse", "Work e-mail"],
    "company": ["Azienda", "Organização", "Bedrijf", "Nazwa firmy", "Virksomhed"],
    "code": ["Codice a barre", "Código do ingresso", "Streepjescode", "Kod biletu", "Stregkode"],
    "status": ["Stato ordine", "Situação", "Bestelstatus", "Status zamówienia", "Ordrestatus"],
}


@pytest.mark.parametrize(
    ("field", "header"), [(field, each) for field, headers in LANGUAGES.items() for each in headers]
)
def test_what_every_list_has_in_five_more_languages(field: str, header: str) -> None:
    assert meaning_of(header).field == field
