"""The colours of the screens: dark, light, high contrast, or the terminal's own."""

from textual.theme import Theme

CONTRAST = Theme(
    name="contrast",
    primary="#ffffff",
    secondary="#ffff00",
    accent="#00ffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    success="#00d000",
    warning="#ffd000",
    error="#ff5050",
    dark=True,
    variables={
        "border": "#ffffff", "block-cursor-background": "#ffff00", "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold", "footer-key-foreground": "#ffff00", 
        "input-selection-background": "#ffff00 40%",
        "text-muted": "#ffffff",
    },
)  # fmt: skip
"""Black and white, with yellow for where you are: for bad light and bad eyes."""

NAMES = {"dark": "textual-dark", "light": "textual-light", "contrast": "contrast", "terminal": "ansi-dark"}
"""Textual's name of each of ours."""
