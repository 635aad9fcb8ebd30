"""What is done with a received chunk, by the names of functions and methods.

Sources: the library references of Python 2.7 and 3.13, and those of the parsers that are named.
"""

from __future__ import annotations

KEEPING = frozenset({"strip", "rstrip", "lstrip", "decode", "lower", "upper", "tobytes", "replace"})
SPLITTING = frozenset({"split", "rsplit", "splitlines", "partition", "rpartition", "startswith"})
SEARCHING = frozenset({"endswith", "find", "rfind", "index", "rindex", "count"})
#: Methods that take a chunk in to put it together with others.
COLLECTING = frozenset({"append", "appendleft", "extend", "feed", "feed_data", "push", "add", "receive_data", "put"})
PARSERS = frozenset({
    "int", "float", "eval", "json.loads", "struct.unpack", "struct.unpack_from", "ast.literal_eval", "pickle.loads",
    "re.match", "re.fullmatch", "int.from_bytes",
    "cPickle.loads", "marshal.loads", "xml.etree.ElementTree.fromstring", "xml.dom.minidom.parseString", "yaml.load",
    "yaml.safe_load", "simplejson.loads", "ujson.loads", "shlex.split", "bson.loads", "msgpack.unpackb", "literal_eval",
    "os.system", "os.popen", "subprocess.call", "subprocess.run", "subprocess.Popen", "subprocess.check_output",
    "subprocess.check_call", "subprocess.getoutput", "commands.getoutput", "open", "io.open", "file", "time.strptime",
    "xmlrpc.client.loads", "xmlrpclib.loads", "email.message_from_string", "email.message_from_bytes",
})  # fmt: skip
#: Those of them which read messages that may have line ends in them, or none at the end: the last part of their names.
READING_MORE_THAN_LINES = frozenset({"loads", "unpack", "unpackb", "fromstring", "parseString", "load", "safe_load"})
CONVERSIONS = ("str", "bytes", "bytearray", "memoryview", "unicode")
#: Methods that send what they are given.
SENDING = frozenset({"send", "sendall", "write", "sendLine"})
#: Methods that take the end of a line off.
STRIPPING = frozenset({"strip", "rstrip"})
#: Functions that show what they are given as a line of its own.
SHOWING = frozenset({
    "print", "sys.stdout.write", "logging.debug", "logging.info", "logging.warning", "logging.error",
})  # fmt: skip
