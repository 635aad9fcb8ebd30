"""What hands a program bytes, texts and objects that somebody else has sent over a network.

Sources: the library references of Python 2.7 and 3.13, the references of Twisted 24, Flask, Django, Tornado, requests.
"""

from __future__ import annotations

import re

from netfix.analysis.names.written_names import names

#: Functions whose result holds what came over the network, to be read or as it is.
SOURCE_CALLS = {
    "urllib.urlopen": "urlopen",
    "urllib2.urlopen": "urlopen",
    "urllib.request.urlopen": "urlopen",
    "six.moves.urllib.request.urlopen": "urlopen",
    "asyncio.open_connection": "open_connection",
    "cgi.FieldStorage": "a web form",
    "cgi.parse": "a web form",
    "flask.request.get_data": "flask.request.get_data",
    "flask.request.get_json": "flask.request.get_json",
    **{
        f"{module}.{verb}": f"{module}.{verb}"
        for module in ("requests", "httpx")
        for verb in ("get", "post", "put", "patch", "delete", "head", "options", "request")
    },
}

#: Methods that receive, whatever the object; with how many arguments at least.
RECEIVING = {"recv": 1, "recvfrom": 1, "recvmsg": 1, "makefile": 0, "getresponse": 0, "sock_recv": 2}
#: Those of them which give an object to read from.
GIVING_OBJECTS = frozenset({"makefile", "getresponse"})
#: Methods that give text, whatever they are called on.
GIVING_TEXT = names(
    "decode text getvalue getfirst getlist json get_argument",
)
#: Makers of clients whose methods give responses.
SESSIONS = frozenset({
    "requests.Session", "requests.session", "requests.sessions.Session", "httpx.Client", "httpx.AsyncClient",
    "aiohttp.ClientSession", "urllib3.PoolManager", "httplib2.Http", "urllib2.build_opener",
    "urllib.request.build_opener", "ftplib.FTP",
})  # fmt: skip
SESSION_METHODS = names("get post put patch delete head options request urlopen open")
#: Functions that make objects which stand for somebody else: what their methods return came over the network.
PROXIES = frozenset({"xmlrpclib.ServerProxy", "xmlrpclib.Server", "xmlrpc.client.ServerProxy"})
#: Methods without arguments which receive, if one of these packages is imported.
RECEIVING_WITH = {
    "recv": frozenset({"zmq", "websockets", "websocket"}),
    "recv_string": frozenset({"zmq"}),
    "recv_multipart": frozenset({"zmq"}),
    "recv_json": frozenset({"zmq"}),
    "get_argument": frozenset({"tornado"}),
    "get_data": frozenset({"flask"}),
}

#: Methods of protocols which are called with what was received: the number of its parameter, self not counted.
CALLBACKS = {
    "dataReceived": 0,
    "rawDataReceived": 0,
    "lineReceived": 0,
    "stringReceived": 0,
    "datagramReceived": 0,
    "collect_incoming_data": 0,
    "data_received": 0,
    "datagram_received": 0,
    "_marshaled_dispatch": 0,
    "decode_request_content": 0,
}
#: Bases whose methods `end_…` are called with what was read from an XML-RPC message.
UNMARSHALLERS = frozenset({"xmlrpc.client.Unmarshaller", "xmlrpclib.Unmarshaller"})

#: Attributes that a framework fills with what was received, by the import name of what they belong to.
SOURCE_ATTRIBUTES = {
    f"flask.request.{name}": f"flask.request.{name}"
    for name in ("data", "form", "args", "values", "json", "cookies", "files", "headers", "stream")
}
#: Attributes of handlers: base class (its last part) -> the attributes.
HANDLER_ATTRIBUTES = {
    "BaseHTTPRequestHandler": frozenset({"rfile", "path", "headers", "requestline"}),
    "SimpleHTTPRequestHandler": frozenset({"rfile", "path", "headers", "requestline"}),
    "CGIHTTPRequestHandler": frozenset({"rfile", "path", "headers", "requestline"}),
    "StreamRequestHandler": frozenset({"rfile"}),
    "DatagramRequestHandler": frozenset({"rfile"}),
    "SimpleXMLRPCRequestHandler": frozenset({"rfile", "path", "headers"}),
}
#: Attributes of a parameter or attribute called `request`, if the package is imported.
REQUEST_ATTRIBUTES = {
    "django": frozenset({"body", "POST", "GET", "COOKIES", "FILES", "raw_post_data", "META"}),
    "tornado": frozenset({"body", "arguments", "files", "cookies"}),
    "twisted": frozenset({"args", "content"}),
    "aiohttp": frozenset({"query", "cookies", "match_info"}),
}

#: Variables of the environment that a web server fills from the request.
CGI_VARIABLES = re.compile(r"QUERY_STRING|PATH_INFO|REQUEST_URI|CONTENT_TYPE|REMOTE_USER|HTTP_\w+")

#: Methods of which the result is part of, or made from, the object.
PASSING_METHODS = names(
    "read readline readlines read1 readexactly readuntil readany text iter_content iter_lines getvalue getfirst",
    "getlist get pop popleft popitem items values keys decode encode strip lstrip rstrip split rsplit splitlines",
    "partition rpartition",
    "replace lower upper title join translate zfill group groups groupdict tobytes json copy format",
    "get_payload info",
)
#: Attributes of received objects that hold what was received.
PASSING_ATTRIBUTES = names(
    "text content raw body data value args file headers stdout",
)

#: Functions of which the result is made from the argument: the last part of their names.
PASSING_CALLS = names(
    "str bytes bytearray memoryview unicode buffer list tuple iter next reversed sorted zip enumerate BytesIO StringIO",
    "TextIOWrapper BufferedReader b64decode standard_b64decode urlsafe_b64decode b32decode b16decode decodestring",
    "decodebytes a2b_base64 a2b_hex unhexlify fromhex decompress decompressobj unquote unquote_plus unquote_to_bytes",
    "parse_qs parse_qsl urlparse urlsplit GzipFile literal_eval wait_for partial match search fullmatch findall",
    "loads join",
)
#: Methods that put their arguments into the object.
STORING_METHODS = names(
    "append appendleft extend insert add write feed put setdefault update",
)
