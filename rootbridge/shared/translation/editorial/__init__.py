"""The life of a text: written, approved by another, shown on a day, checked again, compared with what it was."""
