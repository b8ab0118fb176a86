"""How forms and platforms ask, as data: whole headers, questions by what they are made of, consent, and the rest."""
