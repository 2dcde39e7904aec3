"""What does not belong to a document leaves its lines, what was parted joins, and a trail leads back."""
