"""What functions and values of Python and its library are; `known_methods` says the same of methods.

Written in words that mean something in both dialects, see `type_names`: "text" is Unicode text, "native" the type of a
plain quoted literal, "string" text or bytes, "view" what a dictionary's `keys` gives.

Sources: the library reference of Python 2.7 and 3.13. What may be None, or anything at all, is left out.
"""

from __future__ import annotations

from netfix.engine.dialect import Dialect

#: Where a word stands for other types than the one of its name.
_WORDS: dict[Dialect, dict[str, tuple[str, ...]]] = {
    Dialect.PYTHON2: {
        "text": ("unicode",),
        "native": ("str",),
        "bytes": ("str",),
        "string": ("str", "unicode"),
        "any string": ("bytearray", "str", "unicode"),
        "decoded": ("str", "unicode"),  # "6e".decode("hex")
        "view": ("list",),
        "listing": ("list",),
        "range": ("list",),
        "lazy list": ("list",),
        "filtered": ("list", "str", "tuple", "unicode"),  # filter() keeps the type of a string or tuple
        "typed": (),  # input() evaluates what is typed
    },
    Dialect.PYTHON3: {
        "text": ("str",),
        "native": ("str",),
        "string": ("bytes", "str"),
        "any string": ("bytearray", "bytes", "str"),
        "decoded": ("str",),
        "view": ("dict view",),
        "listing": ("dict view", "list"),  # dictionaries' own, and of what only resembles one
        "lazy list": ("iterator",),
        "filtered": ("iterator",),
        "typed": ("str",),
    },
}


def type_names(word: str, dialect: Dialect) -> tuple[str, ...]:
    """Give the types that a word of these tables stands for; none where it says nothing in this dialect."""
    return _WORDS[dialect].get(word, (word,)) if word != "?" else ()


def by_name(rows: dict[str, str]) -> dict[str, str]:
    """Turn "result: names" round."""
    return {name: result for result, names in rows.items() for name in names.split()}


#: Builtins by their names.
BUILTIN_CALLS = by_name(
    {
        "list": "list sorted dir",
        "dict": "dict locals globals dict.fromkeys str.maketrans",
        "set": "set",
        "frozenset": "frozenset",
        "tuple": "tuple",
        "bytes": "bytes bytes.fromhex bytes.maketrans",
        "bytearray": "bytearray bytearray.fromhex",
        "memoryview": "memoryview",
        "buffer": "buffer",
        "native": "str repr ascii hex oct bin raw_input intern chr",
        "string": "format",
        "typed": "input",
        "unicode": "unicode unichr",
        "range": "range",
        "xrange": "xrange",
        "int": "int len ord hash id int.from_bytes",
        "float": "float float.fromhex",
        "bool": "bool isinstance issubclass callable hasattr any all",
        "file": "open file",
        "iterator": "iter enumerate reversed",
        "lazy list": "map zip",
        "filtered": "filter",
    }
)

#: Functions and classes of the standard library.
QUALIFIED_CALLS = by_name(
    {
        "list": """
        os.listdir glob.glob shlex.split re.split re.findall string.split string.splitfields fnmatch.filter
        socket.getaddrinfo difflib.get_close_matches linecache.getlines heapq.nlargest heapq.nsmallest
        urllib.parse.parse_qsl urlparse.parse_qsl cgi.parse_qsl random.sample traceback.format_tb
        traceback.format_stack traceback.format_exception email.utils.getaddresses threading.enumerate""",
        "dict": "urllib.parse.parse_qs urlparse.parse_qs cgi.parse_qs urllib.getproxies urllib.request.getproxies",
        "tuple": """
        struct.unpack struct.unpack_from os.path.split os.path.splitext os.path.splitdrive os.pipe select.select
        subprocess.getstatusoutput commands.getstatusoutput sys.exc_info email.utils.parseaddr
        socket.gethostbyname_ex socket.gethostbyaddr socket.getnameinfo""",
        "bytes": """
        struct.pack socket.inet_aton socket.inet_pton base64.b64encode base64.b64decode base64.standard_b64encode
        base64.standard_b64decode base64.urlsafe_b64encode base64.urlsafe_b64decode base64.b16encode base64.b16decode
        base64.b32encode base64.b32decode base64.encodestring base64.decodestring base64.encodebytes
        base64.decodebytes binascii.hexlify binascii.unhexlify binascii.b2a_hex binascii.a2b_hex binascii.b2a_base64
        binascii.a2b_base64 os.read os.urandom os.fsencode zlib.compress zlib.decompress bz2.compress bz2.decompress
        gzip.compress gzip.decompress lzma.compress lzma.decompress pickle.dumps cPickle.dumps marshal.dumps
        secrets.token_bytes sys.stdin.buffer.read sys.stdin.buffer.readline""",
        "native": """
        os.getcwd os.strerror os.getlogin os.fsdecode socket.gethostname socket.gethostbyname socket.getfqdn
        socket.inet_ntoa socket.inet_ntop socket.getservbyport time.strftime time.ctime time.asctime getpass.getpass
        getpass.getuser json.dumps urllib.quote urllib.quote_plus urllib.urlencode urllib.parse.quote
        urllib.parse.quote_plus urllib.parse.unquote urllib.parse.unquote_plus urllib.parse.urlencode html.escape
        html.unescape platform.node platform.system platform.platform
        platform.machine platform.release platform.python_version tempfile.mkdtemp tempfile.mktemp
        tempfile.gettempdir traceback.format_exc pprint.pformat commands.getoutput subprocess.getoutput
        subprocess.list2cmdline email.utils.formatdate email.utils.formataddr email.utils.make_msgid
        linecache.getline repr.repr reprlib.repr sys.stdin.read sys.stdin.readline secrets.token_hex
        secrets.token_urlsafe""",
        "string": """
        os.path.basename os.path.dirname os.path.abspath os.path.realpath os.path.normpath os.path.expanduser
        os.path.expandvars os.path.join os.path.relpath os.path.normcase os.path.commonprefix os.readlink re.sub
        re.escape subprocess.check_output urllib.unquote urllib.unquote_plus urllib.parse.urljoin urlparse.urljoin
        urlparse.urlunsplit urlparse.urlunparse urllib.parse.urlunsplit urllib.parse.urlunparse cgi.escape string.join
        string.joinfields string.strip string.lstrip string.rstrip string.lower string.upper string.replace
        string.capwords string.zfill string.capitalize xml.sax.saxutils.escape xml.sax.saxutils.quoteattr
        xml.sax.saxutils.unescape textwrap.dedent textwrap.fill textwrap.indent""",
        "int": """
        os.getpid socket.htons socket.htonl socket.ntohs socket.ntohl struct.calcsize""",
        "float": "time.time time.monotonic time.perf_counter",
        "deque": "collections.deque",
        "OrderedDict": "collections.OrderedDict",
        "defaultdict": "collections.defaultdict",
        "Counter": "collections.Counter",
        "file": """
        io.open codecs.open os.fdopen os.popen gzip.open bz2.open lzma.open tempfile.TemporaryFile
        tempfile.NamedTemporaryFile bz2.BZ2File gzip.GzipFile""",
        "socket": "socket.socket socket.create_connection socket.create_server socket.fromfd ssl.wrap_socket",
        "response": "urllib.urlopen urllib2.urlopen urllib.request.urlopen",
        "StringIO": "io.StringIO StringIO.StringIO cStringIO.StringIO",
        "BytesIO": "io.BytesIO",
    }
)

#: Values of the standard library that are no functions.
QUALIFIED_VALUES = by_name(
    {
        "list": "sys.argv sys.path sys.meta_path sys.path_hooks",
        "dict": "sys.modules sys.path_importer_cache",
        "environ": "os.environ",
        "tuple": "sys.builtin_module_names",
        "native": """
        os.sep os.linesep os.pathsep os.curdir os.pardir os.extsep os.name os.devnull sys.platform sys.version
        sys.executable sys.prefix sys.exec_prefix sys.byteorder string.ascii_letters string.ascii_lowercase
        string.ascii_uppercase string.digits string.hexdigits string.octdigits string.punctuation string.printable
        string.whitespace string.letters string.lowercase string.uppercase""",
        "int": "sys.maxsize sys.maxint sys.maxunicode",
        "file": "sys.stdin sys.stdout sys.stderr",
    }
)

#: What the places of a tuple that is returned hold; "?" where that varies.
PARTS_OF_CALL = {
    "os.path.split": ("string", "string"),
    "os.path.splitext": ("string", "string"),
    "os.path.splitdrive": ("string", "string"),
    "os.pipe": ("int", "int"),
    "select.select": ("list", "list", "list"),
    "socket.gethostbyname_ex": ("native", "list", "list"),
    "socket.gethostbyaddr": ("native", "list", "list"),
    "subprocess.getstatusoutput": ("int", "native"),
    "commands.getstatusoutput": ("int", "native"),
    "email.utils.parseaddr": ("native", "native"),
}
#: What is got by iterating over a result, or over a value.
ELEMENTS_OF_CALL = {
    "os.listdir": "string",
    "glob.glob": "string",
    "glob.iglob": "string",
    "shlex.split": "native",
    "string.split": "string",
    "fileinput.input": "native",
}
ELEMENTS_OF_VALUE = {"sys.argv": "native", "sys.stdin": "native", "os.environ": "native"}
PARTS_OF_ELEMENTS = {"os.walk": ("string", "list", "list")}
