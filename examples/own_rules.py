# %% [markdown]
# # One's own rules
#
# Reports on grain count in bushels, «بوشل», and one outlet says «از تک‌وتا افتاد» of works that have come to a halt.
# Neither is in the shipped rules. A pack is a folder of YAML files that go over them.

# %%
import tempfile
from pathlib import Path

import extractor
from extractor.checking import check
from extractor.lints.linting import lint

PACK = Path(tempfile.mkdtemp()) / "my_rules"
PACK.mkdir()

text = "آمریکا ۲۰۰ هزار بوشل گندم صادر کرد. ساخت ۱۲ سیلو در این استان از تک‌وتا افتاد."
shipped = extractor.load("fa")
for claim in shipped(text).claims:
    print(claim.text, "|", claim.quantity.unit, "|", claim.status)

# %% [markdown]
# A bushel is taken for something counted, and the silos are said to be finished. Two rules mend that. Every rule needs
# an example: a sentence, the words of the claim in it, and what the claim must have.

# %%
UNITS = """
kind: units
rules:
  - id: mine.bushel
    unit: kilogram
    factor: 27.2155
    forms:
      - بوشل
    examples:
      - text: آمریکا ۲۰۰ بوشل گندم صادر کرد.
        find: ۲۰۰ بوشل
        value: 5443.1
"""
STATUS = """
kind: status
rules:
  - id: mine.exhausted
    stage: suspended
    stems:
      - از تک‌وتا
    verbs:
      - افتاد#افت
    examples:
      - text: ساخت ۱۲ مدرسه از تک‌وتا افتاد.
        find: ۱۲ مدرسه
        status: suspended
"""
(PACK / "units.yaml").write_text(UNITS, encoding="utf-8")
(PACK / "status.yaml").write_text(STATUS, encoding="utf-8")
mine = shipped.with_rules(PACK)
for claim in mine(text).claims:
    print(claim.text, "|", claim.quantity.value, claim.quantity.unit, "|", claim.status)

# %% [markdown]
# The verb is written once, as past#present; its other forms follow.

# %%
for claim in mine("ساخت ۹ پل از تک‌وتا نیفتاد. ساخت ۸ پل از تک‌وتا خواهد افتاد.").claims:
    print(claim.text, "|", claim.stage, "|", claim.status, "|", claim.polarity)

# %% [markdown]
# ## Check
#
# On the command line: `extractor rules check my_rules`. All examples run, yours and the shipped ones over what yours
# made of them; then the rules themselves are looked at. Here is a rule that contradicts another:

# %%
print(list(check(mine)))  # examples that do not hold
(PACK / "more.yaml").write_text(UNITS.replace("mine.bushel", "mine.bushel2").replace("27.2155", "25"), encoding="utf-8")
for one in lint(shipped.with_rules(PACK)):
    if one.place.path.startswith("my_rules/"):
        print(one)
(PACK / "more.yaml").unlink()

# %% [markdown]
# And here is one that cannot be read: what is wrong is told with file, line and column.

# %%
(PACK / "more.yaml").write_text("kind: units\nrules:\n  - id: mine.ounce\n    unit: ounces\n", encoding="utf-8")
try:
    shipped.with_rules(PACK)
except extractor.RuleError as error:
    print(error)
(PACK / "more.yaml").unlink()

# %% [markdown]
# ## Gained and lost
#
# What does a pack do to texts that somebody annotated? `extractor evaluate` tells it, with `--against` for two sets of
# rules, claim by claim; in Python:

# %%
import json

from extractor.evaluation import evaluate_file
from extractor.sidebyside import compare

GOLD = PACK.parent / "gold.jsonl"
said = {
    "۲۰۰ هزار بوشل": {"value": 5_443_100, "unit": "kilogram", "kind": "measure", "status": "observed"},
    "۱۲ سیلو": {"value": 12, "unit": "count", "kind": "count", "status": "suspended"},
}
gold = [
    {"start": text.index(words), "end": text.index(words) + len(words), "text": words, **labels}
    for words, labels in said.items()
]
GOLD.write_text(json.dumps({"id": "silos", "text": text, "claims": gold}, ensure_ascii=False) + "\n", encoding="utf-8")
compared = compare(evaluate_file(shipped, GOLD), evaluate_file(mine, GOLD))
print(compared.summary("shipped", "mine"))
print(compared.listing(5))

# %% [markdown]
# All kinds of rules, each with an example that works, are in docs/rules.
