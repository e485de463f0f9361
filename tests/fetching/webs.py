"""A little web on this machine, in the place of the real one: names and numbers as a test says, every connection led
to a listener that counts."""

import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from rootbridge.base.fetching.network import Network

PUBLIC = "93.184.215.14"


class Web(Network):
    """``names``: {host: [number, …]}, a list of lists for one that changes its mind; ``ports``: {port: where a
    listener of this machine waits}. What is permitted is decided by the real rule; only the wire is ours."""

    def __init__(self, names=None, ports=None, trusted: str = ""):
        self.names, self.ports, self.trusted = dict(names or {}), dict(ports or {}), trusted
        self.asked: list[str] = []
        self.connected: list[str] = []

    def numbers_of(self, host, port):
        self.asked.append(host)
        known = self.names.get(host.rstrip("."))
        if known is None:
            return super().numbers_of(host, port)
        numbers = known.pop(0) if isinstance(known[0], list) else known
        return [ipaddress.ip_address(number) for number in numbers]

    def connect(self, number, port, patience):
        self.connected.append(str(number))
        return socket.create_connection(("127.0.0.1", self.ports[port]), timeout=patience)

    def context(self):
        return ssl.create_default_context(cafile=self.trusted) if self.trusted else ssl.create_default_context()


class Listener:
    """A door that counts who knocks, and says nothing."""

    def __init__(self):
        self.door = socket.create_server(("127.0.0.1", 0))
        self.count = 0
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def port(self) -> int:
        return self.door.getsockname()[1]

    def _listen(self):
        while True:
            try:
                line, _who = self.door.accept()
            except OSError:
                return
            self.count += 1
            line.close()

    def close(self):
        self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()


@contextmanager
def site(answer: Callable, *, certificate=None):
    """A server that answers with ``answer(method, host, path) -> (status, headers, body)``; gives its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = answer(self.command, self.headers["Host"], self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_HEAD = do_GET

        def log_message(self, *words):
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request, client_address):
            """A client that hangs up is part of the test."""

    server = Server(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def make_certificate(folder, *, name: str, days: int = 30, since: int = -60) -> str:
    """A certificate that vouches for itself, with its key, in one file; its path."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + dt.timedelta(days=since))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.{days}.pem"
    pem = serialization.Encoding.PEM
    words = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(words + certificate.public_bytes(pem))
    return str(path)
