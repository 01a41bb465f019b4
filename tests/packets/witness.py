"""Who would see that a page fetches or reads: a server that writes down who asks, and a file with a secret."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

from pikepdf import Name, Pdf, Stream

SECRET = "the-secret-of-this-machine"


class Server:
    """A real web server that counts who asks."""

    def __init__(self) -> None:
        asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(200)
                self.end_headers()
                self.wfile.write(SECRET.encode())

            def log_message(self, *args: object) -> None: ...

        self.asked = asked
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=lambda: self.server.serve_forever(0.02), daemon=True).start()


def everything(data: bytes) -> bytes:
    """A file with all its streams unpacked, but for photos."""
    with Pdf.open(BytesIO(data)) as pdf:
        streams = [item for item in pdf.objects if isinstance(item, Stream)]
        photos = [item for item in streams if item.get("/Filter") == Name.DCTDecode]
        return data + b"".join(item.read_bytes() for item in streams if item not in photos)
