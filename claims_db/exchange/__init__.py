"""Claims as files and lines: text to values and back, no files opened here."""
