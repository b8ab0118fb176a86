"""Invented badges: a usual one, the fullest, and names from many scripts."""

from dataclasses import replace

from printing.badge import Badge, ToMeet

ID = "KNOPRSTUVXBCDEFG"

PEOPLE = (
    ToMeet(
        name="Tomasz Lind",
        number=31,
        line="Tomasz: looms. You asked about weaving.",
        why="Tomasz: looms. You asked about weaving.",
        starter=("Tomasz has built three looms.", "Tomasz, what broke on the first one?"),
    ),
    ToMeet(
        name="Yara Costa",
        number=7,
        here=True,
        line="You both take night trains.",
        why="You both take night trains.",
        starter=("You both take night trains.", "Yara, which night was the longest?"),
    ),
    ToMeet(name="Femi Balogun", number=112, line="Swap: your soldering for Femi's Yoruba."),
)

USUAL = Badge(
    id=ID,
    number=12,
    first_name="Alexandra",
    last_name="Whitlock",
    company="Harbour Type Foundry",
    ask_me_about="clocks",
    event="Makers and Menders, November",
    people=PEOPLE,
)

FULLEST = Badge(
    id=ID,
    number=1048,
    first_name="Christopher-Maximilian",
    last_name="Wolfeschlegelsteinhausen",
    company="International Institute for Applied Typographic Research",
    ask_me_about="accessible map design for people with low vision and for screen readers",
    event="Makers and Menders of the Northern Quarter, autumn gathering",
    people=tuple(
        ToMeet(
            name=name,
            number=1000 + index,
            here=index in (0, 2),
            line="Glazes for stoneware. You asked about glazes.",
            why="Glazes for stoneware, and kilns. You asked about glazes.",
            starter=(
                "Wilhelmina can help with something you asked.",
                "What goes wrong most often with your glazes?",
            ),
        )
        for index, name in enumerate(
            (
                "Wilhelmina Featherstonehaugh",
                "Bartholomew Okonkwo-Ahmadi",
                "Konstantinos Papadopoulos",
                "Maximiliane Oberhauser",
                "Ana Lucía Fernández de la Vega",
            )
        )
    ),
)

NAMES = {
    "Arabic": ("ليلى", "الحسيني"),
    "Hebrew": ("אביגיל", "כהן"),
    "Cyrillic": ("Екатерина", "Щербакова"),
    "Greek": ("Αλέξανδρος", "Παπάς"),
    "Devanagari": ("प्रिया", "श्रीवास्तव"),
    "Thai": ("สมชาย", "น้ำผึ้ง"),
    "Vietnamese": ("Thế Vinh", "Nguyễn Đặng"),
    "short": ("Li", "Bo"),
}

HOSTILE = {
    "markup": "[red]Ana[/] [@click=app.bell]",
    "escape": "\x1b[31mAna\x1b]52;c;QQ==\x07",
    "nul": "An\x00a",
    "override": "\u202eanA \u2066x",
    "lone surrogate": "An\ud800a",
    "endless word": "A" * 10_000,
    "endless words": "Ana Rosa " * 2_000,
    "marks": "A" + "\u0301" * 500 + "na",
    "blank": " \t\r\n\u00a0 ",
    "nothing that can be drawn": "\U000e0001\uffff",
}


def named(first: str, last: str = "") -> Badge:
    """The usual badge with another name."""
    return replace(USUAL, first_name=first, last_name=last)
