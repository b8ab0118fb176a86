"""The words beside the keys, in the language of the screen."""

from dataclasses import replace

from textual.dom import DOMNode

from kiosk.language import _


def translate(node: DOMNode) -> None:
    """Puts the descriptions of a screen's keys into the language in use; to be called where it is made.

    Textual has no hook for that: its table of bindings, made from the class, is changed for this one screen.
    """
    table = node._bindings.key_to_bindings
    for key, bindings in table.items():
        table[key] = [replace(each, description=_(each.description)) if each.description else each for each in bindings]
