"""Google Forms: the download of the answers and the linked sheet, in whatever language the form's owner reads."""

from kiosk.intake.columns.headers import norm
from kiosk.intake.guestlist import Table
from kiosk.intake.platforms.generic import Generic

_TIMESTAMPS = frozenset(
    map(
        norm,
        (
            *("Timestamp", "Zeitstempel", "Horodateur", "Horodatage", "Marca temporal", "Marca de tiempo"),
            *(
                "Informazioni cronologiche",
                "Carimbo de data/hora",
                "Carimbo de data e hora",
                "Tijdstempel",
                "Tidsstempel",
            ),
            *(
                "Tidstämpel",
                "Aikaleima",
                "Sygnatura czasowa",
                "Časová značka",
                "Časové razítko",
                "Zaman damgası",
                "Időbélyeg",
            ),
            *(
                "Marcaj de timp",
                "Отметка времени",
                "Позначка часу",
                "Χρονική σήμανση",
                "タイムスタンプ",
                "时间戳记",
                "타임스탬프",
            ),
            *("טביעת זמן", "طابع زمني"),
        ),
    )
)


class GoogleForms(Generic):
    """One row per answer sent; who sent two has two."""

    name = "google_forms"
    title = "Google Forms"
    separator = ";"

    def fits(self, table: Table) -> int:
        """The first column is when the answer was sent."""
        return 15 if norm(table.header[0]) in _TIMESTAMPS and super().fits(table) else 0
