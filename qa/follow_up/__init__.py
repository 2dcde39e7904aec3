"""A follow-up into a question that stands alone, by rule. `standalone.py` is where it begins."""
