"""What all steps know of running text: its blanks, sentence ends, numbers, and where each character came from."""
