"""Text with places becomes facts: pure functions and spaCy components; vocabularies as data."""
