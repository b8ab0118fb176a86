"""How rows that hold whole values are read."""

import msgspec

from kiosk.model import Presence, Registrant

REGISTRANT = msgspec.json.Decoder(Registrant)
PRESENCE = msgspec.json.Decoder(Presence)
