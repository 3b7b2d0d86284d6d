"""One module a stage: each takes what the stages before it found and returns its own mentions."""
