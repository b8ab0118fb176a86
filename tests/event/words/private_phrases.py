"""What people write that is nobody's business or says nothing, by matter, with the words that would give it away.

Harmless words of a private phrase may be told ("developer" of who is hiring one); they are not among these.
"""

from collections.abc import Mapping

PRIVATE: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "body": (
        ("prótesis de rodilla que no dobla", ("prótesis", "rodilla")),
        ("living with epilepsy", ("epilep",)),
        ("Umgang mit meiner Schuppenflechte", ("schuppenflechte",)),
        ("mon eczéma", ("eczéma", "eczema")),
        ("mi psoriasis", ("psoriasis",)),
        ("yoga for my back pain", ("back pain", "pain")),
    ),
    "family": (
        ("a family rift", ("family", "rift")),
        ("my daughter's school refusal", ("daughter", "refusal")),
        ("Streit mit meinem Exmann ums Sorgerecht", ("exmann", "sorgerecht")),
        ("la garde de mes enfants après la séparation", ("garde de", "séparation")),
        ("la custodia de mis hijos", ("custodia", "hijos")),
    ),
    "boss": (
        ("getting along with my boss", ("boss",)),
        ("Ärger mit meinem Chef", ("chef", "ärger")),
        ("mon chef me déteste", ("chef", "déteste")),
        ("conflicto con mi jefa", ("conflicto", "jefa")),
        ("an Excel sheet for my boss", ("boss",)),
        ("salary negotiation with my boss", ("salary", "boss")),
    ),
    "money": (
        ("I need food bank vouchers", ("food bank", "voucher")),
        ("my tax debt", ("debt",)),
        ("getting out of debt", ("debt",)),
        ("Schulden loswerden", ("schulden",)),
        ("mes dettes", ("dettes",)),
        ("salir de deudas", ("deudas",)),
        ("budgeting out of debt", ("debt",)),
        ("un budget pour mes dettes", ("dettes",)),
    ),
    "law": (
        ("my landlord is suing me", ("landlord", "suing")),
        ("mein Vermieter klagt gegen mich", ("vermieter", "klagt")),
        ("un procès contre mon ancien employeur", ("procès", "employeur")),
        ("una denuncia contra mi casero", ("denuncia", "casero")),
        ("divorce lawyer", ("divorce", "lawyer")),
    ),
    "grief": (
        ("grief after losing my mother", ("grief", "mother")),
        ("Trauer um meinen Vater", ("trauer", "vater")),
        ("le deuil de mon père", ("deuil", "père")),
        ("el duelo por mi madre", ("duelo", "madre")),
        ("to cope with grief", ("grief", "cope")),
    ),
    "weakness": (
        ("I panic at roundabouts", ("panic", "roundabout")),
        ("my fear of speaking up", ("fear",)),
        ("Angst vor Menschen", ("angst", "menschen")),
        ("ma peur de parler", ("peur", "parler")),
        ("miedo a hablar en público", ("miedo",)),
    ),
    "jobhunt": (
        ("looking for a new job", ("new job",)),
        ("suche eine neue Stelle", ("stelle",)),
        ("je cherche un emploi", ("emploi",)),
        ("busco trabajo", ("trabajo",)),
    ),
    "hiring": (
        ("we are hiring a developer", ("hiring",)),
        ("wir suchen Entwickler", ("wir suchen",)),
        ("nous recrutons", ("recrut",)),
        ("contratamos programadores", ("contratamos",)),
    ),
    "selling": (
        ("buy my course at 20% off", ("my course", "20%")),
        ("Versicherungen günstig bei mir", ("versicherung", "günstig")),
        ("mes formations à prix réduit", ("formations", "prix")),
        ("vendo seguros a buen precio", ("vendo", "seguros", "precio")),
    ),
    "contact": (
        ("call me at 0176 1234567", ("0176", "1234567")),
        ("schreib an bo@meine-seite.de", ("bo@", "meine-seite")),
        ("mon insta : @bo_sur_insta", ("bo_sur",)),
        ("mi web: www.bo-ejemplo.es", ("bo-ejemplo",)),
    ),
}  # fmt: skip
EMPTY = ("nix besonderes", "pas grand-chose", "n/c", "-", "nada en particular", "n/a", "rien", "nothing special")
HARMLESS = (
    "beekeeping", "repairing clocks", "Sauerteig backen", "Töpfern", "la couture", "la randonnée", "cocina vegana",
    "juegos de mesa", "Python", "bicycle repair", "Fotografie", "jardinage", "astronomía", "choir singing",
)  # fmt: skip
