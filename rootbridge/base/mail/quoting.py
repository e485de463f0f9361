"""What is new in a letter: what is quoted of others goes, with the mark above it; in a reply the signature and the
unmarked old letter below too.

Words that stand below a quote or between two stay. A letter that answers none of ours may be about a letter that was
passed on: all of that stays. Where nothing would be left, everything stays: better too much than somebody's words lost.
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
    r"[ \t]*(?:(?:-{2,}|_{5,})[ \t]*)?(?:Original Message|Forwarded message|Mesaj original|Mesajul original|"
    r"Message d.origine|Mensaje original|Messaggio originale|"
    r"Исходное сообщение|Пересылаемое сообщение|الرسالة الأصلية)[ \t]*(?:-+[ \t]*)?$"
    r"|_{20,}[ \t]*$",
    re.I,
)
# A block of headers as Outlook puts it: "From: …" and within three lines "Sent: …" or "To: …".
FROM = re.compile(r"[ \t*]*(?:From|De la|De|Da|Von|От|من)[ \t*]*:.", re.I)
SENT = re.compile(
    r"[ \t*]*(?:Sent|Date|To|Trimis|Data|Către|Envoyé|À|Enviado|Para|Inviato|A|Отправлено|Дата|Кому|"
    r"تاريخ|إلى)[ \t*]*:",
    re.I,
)
SIGNATURE = re.compile(
    r"(?:-- ?|—|(?:Sent from my|Get Outlook for|Trimis de pe|Envoyé de mon|Enviado desde mi|Inviato da|"
    r"Отправлено с|أرسلت من).*)$",
    re.I,
)
QUOTED = re.compile(r"[ \t]*>")


def new_words(text: str, *, is_reply: bool = True) -> str:
    """The words that the writer added. ``is_reply``: it answers a letter of ours."""
    lines = text.split("\n")
    unquoted = "\n".join(line for line in lines if not QUOTED.match(line)).strip()
    fresh = "\n".join(_fresh(lines)).strip() if is_reply else ""
    return fresh or unquoted or text.strip()


def _fresh(lines: list[str]) -> list[str]:
    """The lines of a reply that are new. Each line is looked at once: a mark either stands above a quote and goes with
    it, or ends the letter; a signature ends at the next quote."""
    kept, place, is_signature = [], 0, False
    while place < len(lines):
        if QUOTED.match(lines[place]):
            place, is_signature = place + 1, False
        elif end := _mark(lines, place):
            after = end
            while after < len(lines) and not lines[after].strip():
                after += 1
            if after == len(lines) or not QUOTED.match(lines[after]):
                break
            place = after
        else:
            is_signature = is_signature or bool(SIGNATURE.match(lines[place]))
            if not is_signature:
                kept.append(lines[place])
            place += 1
    return kept


def _mark(lines: list[str], place: int) -> int:
    """Where the mark ends that begins at this line: who wrote what stands below, or the headers of an old letter; 0
    where none begins."""
    if DIVIDER.match(lines[place]) or _has_headers(lines, place):
        end = place + 1
        while end < len(lines) and ":" in lines[end] and not QUOTED.match(lines[end]):
            end += 1
        return end
    line, after = lines[place].strip(), "".join(lines[place + 1 : place + 2]).strip()
    if not BEGINS.match(line):
        return 0
    if _says_who_wrote(line):
        return place + 1
    is_alone = bool(BEGINS.match(after)) and _says_who_wrote(after)
    return place + 2 if not is_alone and _says_who_wrote(f"{line} {after}") else 0


def _has_headers(lines: list[str], place: int) -> bool:
    return bool(FROM.match(lines[place])) and any(SENT.match(line) for line in lines[place + 1 : place + 4])


def _says_who_wrote(words: str) -> bool:
    if not words.endswith(":") or len(words) > LONGEST_MARK:
        return False
    return any(word in words.lower() for word in WROTE) or ("@" in words and words.endswith(">:"))
