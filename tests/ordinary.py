"""Renews matcher/speech/ordinary: `uv run --with wordfreq==3.1.1 python -m tests.ordinary`.

Common words are never taken for misspelt topics. A language has a file, its commonest words first: the first 5,000
whole, then those that are long enough to be respelt.
"""

from pathlib import Path

FOLDER = Path(__file__).parent.parent / "matcher" / "speech" / "ordinary"
LANGUAGES = ("de", "en", "es", "fr")
WHOLE, LONG, SHORTEST = 5_000, 10_000, 6
_A_LINE = 25


def main() -> None:
    """Writes the lists anew."""
    import wordfreq  # needed here only

    from matcher.words.cutting import fold

    for language in LANGUAGES:
        ranked = enumerate(map(fold, wordfreq.top_n_list(language, LONG)))
        kept = (word for rank, word in ranked if rank < WHOLE or (len(word) >= SHORTEST and word.isascii()))
        words = list(dict.fromkeys(kept))
        lines = (" ".join(words[start : start + _A_LINE]) for start in range(0, len(words), _A_LINE))
        (FOLDER / f"{language}.txt").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
