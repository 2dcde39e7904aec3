"""The log of answers: the only part of the program that knows a database. `qa/__init__.py` offers what others use."""
