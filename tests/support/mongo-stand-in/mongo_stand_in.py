#!/usr/bin/python3
"""A stand-in for a single MongoDB server, for tests on machines that have neither a server nor a container engine.

It speaks MongoDB's wire protocol (python3-mockupdb) in front of documents in memory (python3-mongomock), and knows the
commands that the store and its specs send; it refuses all others. It has no planner, no write concern, no transactions, no
authentication and no elections. It listens on a free loopback port, prints "listening on 127.0.0.1:PORT", and ends with the
process that started it.
"""

import itertools
import os
import time
from collections import OrderedDict

import mockupdb
import mongomock
from bson.binary import UuidRepresentation
from bson.codec_options import CodecOptions
from bson.int64 import Int64
from pymongo.errors import DuplicateKeyError

BAD_VALUE, UNKNOWN_ERROR, CURSOR_NOT_FOUND, COMMAND_NOT_FOUND, DUPLICATE_KEY = 2, 8, 43, 59, 11000
FIRST_BATCH = 101

# A UUID goes back as the bytes and the subtype that came in.
mockupdb.CODEC_OPTIONS = CodecOptions(document_class=OrderedDict, uuid_representation=UuidRepresentation.UNSPECIFIED)


class Refusal(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Commands:
    """Each command is a method. They run one at a time: mockupdb holds its lock while it handles a request."""

    def __init__(self):
        self._client = mongomock.MongoClient()
        self._cursors = {}
        self._next_cursor = itertools.count(1)
        self._commands = {
            "ismaster": self._hello,
            "hello": self._hello,
            "ping": self._ok,
            "endsessions": self._ok,
            "buildinfo": self._build_info,
            "insert": self._insert,
            "update": self._update,
            "delete": self._delete,
            "find": self._find,
            "aggregate": self._aggregate,
            "getmore": self._get_more,
            "killcursors": self._kill_cursors,
            "createindexes": self._create_indexes,
            "listindexes": self._list_indexes,
            "listcollections": self._list_collections,
            "dropdatabase": self._drop_database,
        }

    def answer(self, request):
        """Answers a request with what the command returns, or with an error: a client never waits in vain."""
        try:
            command = self._commands.get(request.command_name.lower())
            if command is None:
                raise Refusal(COMMAND_NOT_FOUND, f"no such command: '{request.command_name}'")
            return request.replies(command(request.doc, self._client[request.namespace]))
        except Refusal as refusal:
            return request.command_err(refusal.code, str(refusal))
        except Exception as error:
            return request.command_err(UNKNOWN_ERROR, f"{type(error).__name__}: {error}")

    @staticmethod
    def _ok(_command, _database):
        return {}

    @staticmethod
    def _hello(_command, _database):
        return {
            "ismaster": True,
            "isWritablePrimary": True,
            "helloOk": True,
            "maxBsonObjectSize": 16 * 1024 * 1024,
            "maxMessageSizeBytes": 48_000_000,
            "maxWriteBatchSize": 100_000,
            "logicalSessionTimeoutMinutes": 30,
            "minWireVersion": 0,
            "maxWireVersion": 25,
        }

    @staticmethod
    def _build_info(_command, _database):
        return {"version": "8.0.0", "versionArray": [8, 0, 0, 0]}

    def _insert(self, command, database):
        def insert(document):
            database[command["insert"]].insert_one(document)
            return 1

        return self._write(command["documents"], insert)

    def _update(self, command, database):
        def replace(update):
            if update.get("upsert") or update.get("multi") or any(name.startswith("$") for name in update["u"]):
                raise Refusal(BAD_VALUE, "the stand-in only replaces whole documents that are there")
            return database[command["update"]].replace_one(update["q"], update["u"]).matched_count

        answer = self._write(command["updates"], replace)
        return {**answer, "nModified": answer["n"]}

    def _delete(self, command, database):
        def delete(statement):
            if statement["limit"] != 1:
                raise Refusal(BAD_VALUE, "the stand-in only deletes one document at a time")
            return database[command["delete"]].delete_one(statement["q"]).deleted_count

        return self._write(command["deletes"], delete)

    @staticmethod
    def _write(statements, write):
        """Carries out ordered statements up to the first that meets a taken key."""
        count = 0
        for index, statement in enumerate(statements):
            try:
                count += write(statement)
            except DuplicateKeyError as error:
                return {"n": count, "writeErrors": [{"index": index, "code": DUPLICATE_KEY, "errmsg": str(error)}]}
        return {"n": count}

    def _find(self, command, database):
        collection = database[command["find"]]
        self._check_hint(command, collection)
        found = collection.find(command.get("filter", {})).limit(command.get("limit", 0))
        if command.get("sort"):
            found = found.sort(list(command["sort"].items()))
        size = None if command.get("singleBatch") else command.get("batchSize", FIRST_BATCH)
        return self._first_batch(collection, found, size)

    def _aggregate(self, command, database):
        collection = database[command["aggregate"]]
        self._check_hint(command, collection)
        size = command["cursor"].get("batchSize", FIRST_BATCH)
        return self._first_batch(collection, collection.aggregate(command["pipeline"]), size)

    @staticmethod
    def _check_hint(command, collection):
        hint = command.get("hint")
        if hint and list(hint.items()) not in [index["key"] for index in collection.index_information().values()]:
            raise Refusal(BAD_VALUE, "hint provided does not correspond to an existing index")

    def _first_batch(self, collection, found, size):
        documents = iter(list(found))
        batch = list(itertools.islice(documents, size))
        cursor = next(self._next_cursor)
        self._cursors[cursor] = (collection.full_name, documents)
        return {"cursor": {"firstBatch": batch, **self._position(cursor)}}

    def _get_more(self, command, _database):
        if command["getMore"] not in self._cursors:
            raise Refusal(CURSOR_NOT_FOUND, f"cursor id {command['getMore']} not found")
        _, documents = self._cursors[command["getMore"]]
        batch = list(itertools.islice(documents, command.get("batchSize")))
        return {"cursor": {"nextBatch": batch, **self._position(command["getMore"])}}

    def _position(self, cursor):
        """The namespace of a cursor, and its id: 0 when it has nothing more to give."""
        namespace, documents = self._cursors.pop(cursor)
        rest = list(documents)
        if rest:
            self._cursors[cursor] = (namespace, iter(rest))
        return {"id": Int64(cursor if rest else 0), "ns": namespace}

    def _kill_cursors(self, command, _database):
        for cursor in command["cursors"]:
            self._cursors.pop(cursor, None)
        return {"cursorsKilled": command["cursors"]}

    @staticmethod
    def _create_indexes(command, database):
        for index in command["indexes"]:
            keys = list(index["key"].items())
            database[command["createIndexes"]].create_index(keys, name=index["name"], unique=index.get("unique", False))
        return {}

    def _list_indexes(self, command, database):
        collection = database[command["listIndexes"]]
        indexes = [
            {"v": 2, "key": OrderedDict(index["key"]), "name": name, **({"unique": True} if index.get("unique") else {})}
            for name, index in collection.index_information().items()
        ]
        return self._first_batch(collection, indexes, None)

    def _list_collections(self, _command, database):
        collections = [{"name": name, "type": "collection"} for name in database.list_collection_names()]
        return self._first_batch(database["collections"], collections, None)

    def _drop_database(self, _command, database):
        self._client.drop_database(database.name)
        return {"dropped": database.name}


def main():
    parent = os.getppid()
    server = mockupdb.MockupDB()
    server.autoresponds(Commands().answer)
    print(f"listening on 127.0.0.1:{server.run()}", flush=True)
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)  # Without waiting for the threads of open connections.


if __name__ == "__main__":
    main()
