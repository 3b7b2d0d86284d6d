"""What a pack may ask for at most: far above what rules need, far below what hurts the machine that loads them.

The shipped Persian pack has some 26,000 values, 5,000 ways to match its templates and 30,000 forms with its
conjugated verbs.

Input: nothing. Output: constants.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# A file and what stands in it
MAX_BYTES = 5_000_000
MAX_DEPTH = 12
MAX_SCALAR = 5_000
MAX_FILES = 500

# A form, a template, a pattern, a number
MAX_FORM = 120
MAX_FORM_WORDS = 12
MAX_TEMPLATE = 400
MAX_PATTERN = 400
MAX_COUNT = 1_000
MAX_DIGITS = 40
MAX_INTEGER = 1_000
MAX_AROUND = 500

# All packs of one load together
LIMITS: Mapping[str, int] = MappingProxyType(
    {"values": 300_000, "ways to match templates": 50_000, "forms": 300_000, "patterns": 500, "overrides": 2_000}
)

# What is told of it
MAX_FAULTS = 200
MAX_MESSAGE = 800
