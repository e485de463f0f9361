"""What is new in a letter: the quoted letter below, the mark above it and the signature are left out.

Where nothing would be left, everything stays: better too much than somebody's words lost.
"""

import re

# "On … wrote:", in the languages of the platform and of the mail programs of its people; on one line or two.
BEGINS = re.compile(r"(?:On|Am|Le|El|Il|În|In|La|Pe|Em|Op|В|пн|вт|ср|чт|пт|сб|вс|في|\d{1,4}[-./ ])", re.I)
WROTE = (
    "wrote", "schrieb", "a écrit", "escribió", "ha scritto", "a scris", "scrie", "escreveu", "schreef", "написал",
    "пишет", "пише", "كتب",
)  # fmt: skip
LONGEST_MARK = 300
DIVIDER = re.compile(
    r"^[ \t]*(?:(?:-{2,}|_{5,})[ \t]*)?(?:Original Message|Forwarded message|Mesaj original|Mesajul original|"
    r"Message d.origine|Mensaje original|Messaggio originale|"
    r"Исходное сообщение|Пересылаемое сообщение|الرسالة الأصلية)[ \t]*(?:-+[ \t]*)?$"
    r"|^_{20,}[ \t]*$",
    re.I | re.M,
)
# A block of headers as Outlook puts it: "From: …" and within three lines "Sent: …" or "To: …".
HEADERS = re.compile(
    r"^[ \t>*]*(?:From|De la|De|Da|Von|От|من)[ \t*]*:[^\n]+\n(?:[^\n]*\n){0,2}?"
    r"[ \t>*]*(?:Sent|Date|To|Trimis|Data|Către|Envoyé|À|Enviado|Para|Inviato|A|Отправлено|Дата|Кому|"
    r"تاريخ|إلى)[ \t*]*:",
    re.I | re.M,
)
SIGNATURE = re.compile(
    r"^(?:-- ?|—|(?:Sent from my|Get Outlook for|Trimis de pe|Envoyé de mon|Enviado desde mi|Inviato da|"
    r"Отправлено с|أرسلت من)[^\n]*)$",
    re.I | re.M,
)
QUOTED = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.M)


def new_words(text: str) -> str:
    """The words that the writer added."""
    found = [match.start() for pattern in (DIVIDER, HEADERS) if (match := pattern.search(text))]
    fresh = text[: min([*found, _mark(text)])]
    fresh = QUOTED.sub("", fresh)
    if end := SIGNATURE.search(fresh):
        fresh = fresh[: end.start()]
    return fresh.strip() or QUOTED.sub("", text).strip() or text.strip()


def _mark(text: str) -> int:
    """Where the line stands that says who wrote what is quoted below it; the end where there is none."""
    place, lines = 0, text.split("\n")
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if BEGINS.match(line.strip()):
            for words in (line.strip(), f"{line.strip()} {after.strip()}"):
                if _says_who_wrote(words):
                    return place
        place += len(line) + 1
    return len(text)


def _says_who_wrote(words: str) -> bool:
    if not words.endswith(":") or len(words) > LONGEST_MARK:
        return False
    return any(word in words.lower() for word in WROTE) or ("@" in words and words.endswith(">:"))
