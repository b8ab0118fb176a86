"""What lists call the state of a ticket: whole words, in English, German, French and Spanish; stems go further."""

from kiosk.model import Status

State = tuple[Status, str]
"""The status and the word that says why."""

REGISTERED: State = (Status.REGISTERED, "")
UNPAID: State = (Status.PENDING, "unpaid")
UNAPPROVED: State = (Status.PENDING, "unapproved")
WAITLISTED: State = (Status.PENDING, "waitlisted")
INVITED: State = (Status.PENDING, "invited")
CANCELLED: State = (Status.CANCELLED, "cancelled")
DECLINED: State = (Status.CANCELLED, "declined")
BLOCKED: State = (Status.CANCELLED, "blocked")
NOT_ATTENDING: State = (Status.CANCELLED, "not attending")

STATED: dict[str, State] = {
    "registered": REGISTERED,
    "unpaid": UNPAID,
    "unapproved": UNAPPROVED,
    "waitlisted": WAITLISTED,
    "cancelled": CANCELLED,
}
"""States by the names that settings give them."""

_WORDS: dict[State, str] = {
    REGISTERED: "approved|attending|going|yes|confirmed|complete|completed|checked in|registered|active|valid|paid"
    "|accepted|ok|maybe|free|attended|succeeded|booked|not void|ja|bestatigt|bezahlt|angemeldet|teilnahme"
    "|zugesagt|aktiv|gultig|eingecheckt|kommt|vielleicht|oui|confirme|confirmee|paye|inscrit|inscrite|valide"
    "|accepte|participe|si|confirmado|confirmada|pagado|inscrito|registrado|valido|activo|asiste|aceptado",
    UNPAID: "unpaid|awaiting payment|payment pending|pending payment|not paid|reserved|expired|overdue|unbezahlt"
    "|nicht bezahlt|zahlung ausstehend|offen|abgelaufen|non paye|impaye|paiement en attente|expire|no pagado"
    "|impagado|pago pendiente|expirado|caducado",
    UNAPPROVED: "pending|pending approval|approval pending|awaiting approval|to be approved|requested|in review"
    "|tentative|ausstehend|freigabe ausstehend|in prufung|angefragt|en attente|approbation en attente|a valider"
    "|pendiente|aprobacion pendiente|por confirmar",
    WAITLISTED: "waitlist|waitlisted|waiting list|wait list|on waitlist|warteliste|auf warteliste|liste d attente"
    "|sur liste d attente|lista de espera|en lista de espera",
    INVITED: "invited|invitation sent|eingeladen|invitado|invitada",
    CANCELLED: "cancelled|canceled|void|voided|refunded|deleted|withdrawn|transferred|revoked|annulled"
    "|partially refunded|storniert|abgesagt|zuruckgezogen|erstattet|ungultig|annule|annulee|rembourse|retire"
    "|cancelado|cancelada|anulado|reembolsado|retirado",
    DECLINED: "declined|rejected|refused|denied|not approved|abgelehnt|refuse|refusee|rejete|rechazado|rechazada",
    BLOCKED: "blocked|banned|gesperrt|bloque|bloquee|bloqueado|bloqueada",
    NOT_ATTENDING: "not attending|not going|no|no show|absent|nein|kommt nicht|nimmt nicht teil|non|ne participe pas"
    "|no asiste|no asistira",
}
STATES: dict[str, State] = {word: state for state, words in _WORDS.items() for word in words.split("|")}
