"""The page around the text: furniture, headlines, the date of publication."""
