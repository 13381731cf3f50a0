"""A file becomes text with places: readers, layout, tables and OCR."""
