"""Numbers as texts write them: in digits, in words, in both."""
