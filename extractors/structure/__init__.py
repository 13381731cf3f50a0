"""How the paper is built: sentences, headings, sections, labels with their values, list markers."""
