"""Letters as mail programs send them."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid

HERE = "acasa@example.org"
WORDS = "Bună ziua, unde cer pensia pentru anii lucrați la Torino?"


def letter(words=WORDS, *, sender="Ana Rusu <ana@example.net>", to=HERE, subject="Pensie", html="", files=(), **more):
    """The bytes of a letter; ``more``: headers, `in_reply_to` for In-Reply-To; None leaves one out."""
    made = EmailMessage(policy=SMTP)
    headers = {"From": sender, "To": to, "Subject": subject, "Message-ID": make_msgid(domain="example.net")}
    known = {name.lower(): name for name in headers}
    for name, value in more.items():
        name = name.replace("_", "-")
        headers[known.get(name, name)] = value
    for name, value in headers.items():
        if value is not None:
            made[name] = value
    made.set_content(words)
    if html:
        made.add_alternative(html, subtype="html")
    for name, body in files:
        made.add_attachment(body, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()
