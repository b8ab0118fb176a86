"""From a text to glyphs of any script."""
