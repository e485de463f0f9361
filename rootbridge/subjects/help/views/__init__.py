"""Pages of help: reading answers, asking a question, answering it at the desk."""
