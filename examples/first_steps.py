# %% [markdown]
# # First steps
#
# From one sentence to a table. Open this file as a notebook (Jupyter with jupytext, VS Code), or run it:
# `python examples/first_steps.py`.

# %%
import extractor

text = (
    "اکبر بهنام‌جو، استاندار قم، گفت: تا امروز برای حدود ۲۶۰۰ مگاوات نیروگاه خورشیدی پروانه صادر شده است "
    "که از این میزان ۹۰۰ مگاوات در حال اجرا و ۵۰۰ مگاوات در اولویت است."
)
result = extractor.extract(text)
result  # a notebook shows the text with its figures marked

# %% [markdown]
# Three figures, three stages: what is licensed is not yet built. A claim keeps apart what one number in a table would
# mix up, and every part of it can be asked for.

# %%
for claim in result.claims:
    print(claim.text, "|", claim.quantity.modifier, "|", claim.status, "|", claim.attribution.speaker.text)

# %% [markdown]
# ## Numbers are numbers
#
# Values are exact, units are those of [pint](https://pint.readthedocs.io): they convert, and add up.

# %%
licensed, running, _ = result.claims
print(f"{licensed.quantity.to('GW'):.1f}")
print(f"{running.quantity.value / licensed.quantity.value:.1%} of it is being built")

# %% [markdown]
# ## Where does it say so?
#
# Offsets count characters of the text as it was given. Nothing is lost on the way: the words of a claim are there, at
# their place.

# %%
assert text[licensed.span.start : licensed.span.end] == licensed.text
print(result.explain())

# %% [markdown]
# Field by field: which words, and which rule, with file and line, gave what. Whoever doubts a reading knows where to
# look, and where to change it ([one's own rules](own_rules.py)).
#
# ## One row a claim

# %%
table = result.to_frame()
table[["text", "value", "unit", "modifier", "status", "subject", "speaker", "place"]]

# %% [markdown]
# The second figure is a part of the first: `part_of` holds the id of the whole.

# %%
names = dict(zip(table["id"], table["text"], strict=True))
print({row.text: names.get(row.part_of) for row in table.itertuples()})

# %% [markdown]
# ## Many texts
#
# `extractor.frame` reads a column. Its index is that of the texts, so that the claims join the table they came from.

# %%
import pandas as pd

news = pd.DataFrame(
    {
        "outlet": ["خبر قم", "نشر دشت"],
        "date": ["1404/06/16", "1404/07/01"],
        "body": [text, "تا پایان سال ۳۰ کیلومتر از راه‌های روستایی آسفالت خواهد شد."],
    }
)
claims = extractor.frame(news["body"], published=news["date"])
news.join(claims[["text", "status", "time_end"]])

# %% [markdown]
# «تا پایان سال» became a day, because the date of publication is known. Without one the cell stays empty: nothing is
# guessed.
#
# Next: [a corpus to a claim table](corpus_to_table.py).
