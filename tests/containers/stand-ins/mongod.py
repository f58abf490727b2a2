#!/usr/bin/python3
"""The project's wire-level stand-in for MongoDB as a container: it listens where a server does and asks for a password (SCRAM-SHA-256).

User and password are those of deploy/mongodb/init-user.js, which only a real server runs. Documents end with the process.
"""

import base64
import hashlib
import hmac
import os
import signal
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import mockupdb  # noqa: E402
from mongo_stand_in import Commands, Refusal  # noqa: E402

AUTHENTICATION_FAILED = 18
ITERATIONS = 4096


def digest(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


class GuardedCommands(Commands):
    """Knows one user. A client that gives no name at all is not refused: what is shown is that the right password is sent."""

    def __init__(self, user, password):
        super().__init__()
        self._user = user
        self._salt = os.urandom(16)
        self._salted = hashlib.pbkdf2_hmac("sha256", password.encode(), self._salt, ITERATIONS)
        self._conversations = {}
        self._commands.update({"saslstart": self._start, "saslcontinue": self._continue})

    def _hello(self, command, database):
        answer = Commands._hello(command, database)
        asked = command.get("saslSupportedMechs")
        return {**answer, "saslSupportedMechs": ["SCRAM-SHA-256"]} if asked else answer

    def _start(self, command, _database):
        first = bytes(command["payload"]).decode().split(",", 2)[2]
        fields = dict(part.split("=", 1) for part in first.split(","))
        if fields["n"] != self._user:
            raise Refusal(AUTHENTICATION_FAILED, "Authentication failed.")
        nonce = fields["r"] + base64.b64encode(os.urandom(18)).decode()
        challenge = f"r={nonce},s={base64.b64encode(self._salt).decode()},i={ITERATIONS}"
        conversation = len(self._conversations) + 1
        self._conversations[conversation] = f"{first},{challenge}"
        return {"conversationId": conversation, "done": False, "payload": challenge.encode()}

    def _continue(self, command, _database):
        final, _, proof = bytes(command["payload"]).decode().partition(",p=")
        said = f"{self._conversations[command['conversationId']]},{final}"
        stored = hashlib.sha256(digest(self._salted, "Client Key")).digest()
        key = bytes(a ^ b for a, b in zip(base64.b64decode(proof), digest(stored, said)))
        if hashlib.sha256(key).digest() != stored:
            raise Refusal(AUTHENTICATION_FAILED, "Authentication failed.")
        signature = digest(digest(self._salted, "Server Key"), said)
        return {
            "conversationId": command["conversationId"],
            "done": True,
            "payload": b"v=" + base64.b64encode(signature),
        }


def password():
    name = os.environ.get("CROSSDOCK_PASSWORD_FILE")
    if name:
        with open(name, encoding="utf-8") as file:
            return file.read().strip()
    return os.environ["CROSSDOCK_PASSWORD"]


def main():
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    server = mockupdb.MockupDB(port=27017)
    server._address = ("0.0.0.0", 27017)  # It would listen on the loopback only.
    server.autoresponds(GuardedCommands(os.environ["CROSSDOCK_USER"], password()).answer)
    server.run()
    print("A stand-in for MongoDB listens on 27017", flush=True)
    while True:
        signal.pause()


if __name__ == "__main__":
    main()
