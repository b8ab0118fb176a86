"""One evening as people arrive: names, promises, the price of paper, and evenings played in advance."""
