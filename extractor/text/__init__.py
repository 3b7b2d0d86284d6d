"""From a string to folded text, words and sentences: everything that knows characters."""
