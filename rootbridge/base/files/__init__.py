"""Files: told by what they hold, kept sealed for those who may open them, or open for everybody.

Nouns: public file (a picture, recording or document that every reader may have). Registers: what is past its time.
Declared modules: contents (what a file holds, and its harmless form), vault (sealed bytes on disk), uploading (limits
as it comes in), shelf (open bytes on disk), showing (which of them whom).
"""
