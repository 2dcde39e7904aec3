"""The pages of staff and evaluators, and the sign-in that stands before them. `ui/__init__.py` offers what `app.py` uses."""
