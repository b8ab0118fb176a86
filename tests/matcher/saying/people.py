"""What people write, for the tests of what may be said of it: invented here, and taught to nothing."""

from hypothesis import strategies as st

from tests.hostile import NAMES

FINE = {
    "en": [
        "bookbinding", "sea kayaking with beginners", "how to prune old roses", "sourdough starters",
        "rust-proofing a tandem",
        "accordion tunes from Brittany", "growing mushrooms on coffee grounds", "pottery", "SQL performance",
        "board games",
        "somebody who knows typefaces", "map making", "soldering tiny things", "night photography",
        "Portuguese conversation",
        "how do I keep bees in a city?", "woodcarving", "film cameras", "trail running", "reading poetry aloud",
    ],
    "de": [
        "Buchbinden", "Wildkräuter sammeln", "jemanden, der sich mit Pilzen auskennt",
        "Segeln auf der Ostsee", "Schach",
        "Hilfe beim Löten", "Brotbacken mit Sauerteig", "alte Radios reparieren", "Chorsingen", "Karten zeichnen",
        "Portugiesisch üben", "Gitarre spielen", "Fahrräder flicken", "Imkern in der Stadt", "Brettspiele",
    ],
    "fr": [
        "la reliure", "la cueillette des champignons", "jouer de l'accordéon", "faire son pain au levain",
        "les échecs",
        "quelqu'un qui s'y connaît en poterie", "réparer de vieux vélos", "la voile en Bretagne", "jeux de société",
        "la photo de nuit", "chanter dans une chorale", "tailler des rosiers", "la couture", "apprendre le portugais",
    ],
    "es": [
        "encuadernación", "recoger setas", "tocar el acordeón", "hacer pan con masa madre", "el ajedrez",
        "la cerámica",
        "alguien que sepa de abejas", "arreglar bicicletas viejas", "navegar a vela", "juegos de mesa",
        "cantar en un coro",
        "fotografía nocturna", "podar rosales", "practicar portugués", "carreras de montaña",
    ],
}  # fmt: skip
"""What anybody may read."""
PRIVATE = {
    "en": [
        "getting through my divorce", "my depression keeps coming back", "looking for a new job after the layoffs",
        "I can't pay my debts any more", "my boss shouts at everybody", "coping since my mother died",
        "hiring two nurses",
        "living with an anxiety disorder", "asking for a higher salary", "my visa runs out in March",
        "trying to get pregnant",
        "staying off alcohol", "my son was suspended from school", "chronic back pain", "being sued by my landlord",
    ],
    "de": [
        "meine Scheidung überstehen", "mit meinen Depressionen leben", "nach der Kündigung eine neue Stelle finden",
        "ich habe Schulden", "mein Chef schreit herum", "Trauer um meine Mutter", "wir stellen zwei Pflegerinnen ein",
        "mit Panikattacken umgehen", "mehr Gehalt verhandeln", "mein Visum läuft ab", "unerfüllter Kinderwunsch",
        "trocken bleiben nach dem Entzug", "chronische Rückenschmerzen", "mein Vermieter verklagt mich",
    ],
    "fr": [
        "surmonter mon divorce", "vivre avec ma dépression", "trouver un emploi après mon licenciement", "mes dettes",
        "mon chef crie sur tout le monde", "le deuil de ma mère", "recruter deux infirmières",
        "mes crises d'angoisse",
        "négocier mon salaire", "mon titre de séjour expire", "essayer d'avoir un enfant, en vain",
        "arrêter l'alcool", "mal de dos chronique",
    ],
    "es": [
        "superar mi divorcio", "vivir con depresión", "encontrar trabajo después del despido",
        "no puedo pagar mis deudas",
        "mi jefe grita a todo el mundo", "el duelo por mi madre", "contratar a dos enfermeras",
        "mis ataques de ansiedad",
        "pedir un aumento de sueldo", "se me caduca el visado", "quedarme embarazada", "dejar el alcohol",
        "dolor de espalda crónico",
    ],
}  # fmt: skip
"""What nobody else's badge may tell."""
NOTHING = {
    "en": ["n/a", "nothing really", "not sure yet", "just curious", "-", "???", "tbd", "whatever", "no idea"],
    "de": ["nichts", "keine Ahnung", "weiß noch nicht", "mal sehen", "egal", "nix"],
    "fr": ["rien", "je ne sais pas encore", "aucune idée", "on verra", "par curiosité"],
    "es": ["nada", "no sé", "ni idea", "lo que sea", "ya veremos"],
}
"""What says nothing."""
REACHED = [
    "write to ana.rossi@example.org", "www.example.org/ana", "https://example.org", "0171 2345678", "@ana_makes_pots",
    "+34 600 123 456", "see example.com",
]  # fmt: skip
"""What holds an address or a number."""
SELLING = {
    "en": ["book a free call with our sales team", "our agency gets you new clients", "10% off all our courses"],
    "de": [
        "jetzt kostenloses Verkaufsgespräch buchen",
        "unsere Agentur gewinnt Neukunden",
        "10 % Rabatt auf alle Kurse",
    ],
    "fr": ["réservez un appel gratuit avec notre équipe de vente", "notre agence vous trouve des clients"],
    "es": ["reserva una llamada gratis con nuestro equipo de ventas", "nuestra agencia te consigue clientes"],
}
"""What sells."""

ALL = [each for said in (FINE, PRIVATE, NOTHING, SELLING) for phrases in said.values() for each in phrases] + REACHED

phrases = st.one_of(
    st.sampled_from(ALL),
    st.sampled_from(NAMES),
    st.text(max_size=80),
    st.lists(st.sampled_from([word for each in ALL for word in each.split()] + ["(", ")", "[", "]", "–", ";", "of"]),
             max_size=12).map(" ".join),
)  # fmt: skip
"""Anything at all that somebody may write: sense, nonsense and traps."""
