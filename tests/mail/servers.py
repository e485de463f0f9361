"""A mail server in a few lines, spoken to over real sockets: IMAP as far as a reader needs it, and a sink for SMTP."""

import re
import socketserver
import threading
from dataclasses import dataclass, field


@dataclass
class Stored:
    uid: int
    raw: bytes
    flags: set[str] = field(default_factory=set)


class Served:
    """A server in a thread of this process; `port` is where it listens."""

    def __init__(self, handler, **known):
        class Handler(handler):
            box = self

        self.__dict__ |= known
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()


class _Imap(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("* OK ready")
        while line := self.rfile.readline():
            tag, _space, rest = line.decode().strip().partition(" ")
            word, _space, more = rest.partition(" ")
            if word.upper() == "UID":
                word, _space, more = more.partition(" ")
            answer = getattr(self, f"do_{word.lower()}", lambda more: "BAD what?")(more)
            self.say(f"{tag} {answer or 'OK done'}")
            if word.upper() == "LOGOUT":
                return

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def do_capability(self, more):
        self.say("* CAPABILITY IMAP4rev1")

    def do_login(self, more):
        return None if more == 'desk "s3cret word"' else "NO wrong"

    def do_select(self, more):
        self.say(f"* {len(self.box.letters)} EXISTS")
        self.say(f"* OK [UIDVALIDITY {self.box.validity}] valid")

    def do_logout(self, more):
        self.say("* BYE")

    def do_search(self, more):
        letters = self.box.letters
        if more == "UNSEEN":
            found = [one.uid for one in letters if r"\Seen" not in one.flags]
        else:  # UID n:* always holds the last one
            least = int(re.fullmatch(r"UID (\d+):\*", more)[1])
            found = [one.uid for one in letters if one.uid >= least] or [letters[-1].uid]
        self.say("* SEARCH " + " ".join(map(str, found)))

    def do_fetch(self, more):
        number, what = more.split(" ", 1)
        one = next(one for one in self.box.letters if one.uid == int(number))
        if "SIZE" in what:
            size = self.box.sizes.get(one.uid, len(one.raw))
            self.say(f"* {one.uid} FETCH (UID {one.uid} RFC822.SIZE {size})")
            return
        self.box.fetched += 1
        self.wfile.write(
            f"* {one.uid} FETCH (UID {one.uid} BODY[] {{{len(one.raw)}}}\r\n".encode() + one.raw + b")\r\n"
        )

    def do_store(self, more):
        if self.box.dies_before_store:
            self.box.dies_before_store = False
            self.connection.close()
            raise ConnectionAbortedError
        number, _word, flags = more.split(" ", 2)
        one = next(one for one in self.box.letters if one.uid == int(number))
        one.flags |= set(re.findall(r"\\\w+", flags))


class Imap(Served):
    """A mailbox: `deliver(bytes)`; `letters` with their flags."""

    def __init__(self):
        super().__init__(_Imap, letters=[], sizes={}, validity=7, fetched=0, dies_before_store=False)
        self._server.handle_error = lambda *said: None

    @property
    def url(self) -> str:
        return f"imap://desk:s3cret%20word@127.0.0.1:{self.port}/INBOX"

    def deliver(self, raw: bytes) -> Stored:
        self.letters.append(Stored(len(self.letters) + 11, raw))
        return self.letters[-1]


class _Smtp(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.say("354 go on")
                body = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    body += part[1:] if part.startswith(b"..") else part
                self.box.taken.append(body)
            self.say("221 bye" if word == b"QUIT" else "250 well")

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")


class Smtp(Served):
    """Takes every letter: `taken`, as bytes."""

    def __init__(self):
        super().__init__(_Smtp, taken=[])

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"
