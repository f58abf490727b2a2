#!/usr/bin/python3
"""A receiver in place of Seq: takes events and traces where Seq does, and counts them. GET /received says how many."""

import json
import os
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

lock = threading.Lock()
received = {"events": 0, "traces": 0}


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self._body()
        with lock:
            if self.path.startswith(("/api/events/raw", "/ingest/clef")):
                received["events"] += sum(1 for line in body.splitlines() if line.strip())
            elif self.path.startswith("/ingest/otlp/v1/traces"):
                received["traces"] += 1
        self._answer(201, {})

    def do_GET(self):
        with lock:
            self._answer(200, received if self.path == "/received" else {"status": "ok"})

    def _body(self):
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _answer(self, status, content):
        text = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    ThreadingHTTPServer(("0.0.0.0", 80), Receiver).serve_forever()
