"""Word files read as Word shows them: blocks in document order, each thing once."""
