"""Answers written by a language model, held to the documents. `qa/__init__.py` offers what others use."""
