"""From clean lines to numbered, headed, cited paragraphs, and what a document says about itself."""
