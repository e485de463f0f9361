"""Pages of the translators: the table of all texts, one text beside its original, files, the glossary, the machine."""
