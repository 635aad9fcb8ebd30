"""Names that Python itself gives, and the modules whose star import replaces one of them.

Measured by importing every standard module of CPython 2.7.18, 3.10.13, 3.11.7, 3.12.1 and 3.13.0 and comparing what
`from module import *` would bind with what the builtin of that name is.
"""

from __future__ import annotations

import builtins
import sys


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: What Python 2.7 has as builtins and Python 3 has not.
PYTHON2_BUILTINS = _words(
    "StandardError apply basestring buffer cmp coerce execfile file intern long raw_input reduce reload unichr unicode "
    "xrange"
)

BUILTINS = frozenset(dir(builtins)) | PYTHON2_BUILTINS

#: Top-level modules of Python 2.7's standard library that Python 3.10 no longer has.
_PYTHON2_MODULES = _words(
    "BaseHTTPServer Bastion CGIHTTPServer Canvas ConfigParser Cookie Dialog DocXMLRPCServer FileDialog FixTk "
    "HTMLParser MimeWriter Queue ScrolledText SimpleDialog SimpleHTTPServer SimpleXMLRPCServer SocketServer StringIO "
    "Tix Tkconstants Tkdnd Tkinter UserDict UserList UserString __builtin__ anydbm audiodev cPickle cStringIO commands "
    "compiler cookielib copy_reg dircache dumbdbm dummy_thread dummy_threading exceptions formatter fpformat "
    "future_builtins hotshot htmlentitydefs htmllib httplib ihooks imputil linuxaudiodev macpath macurl2path "
    "markupbase md5 mhlib mimetools mimify multifile mutex new os2emxpath parser popen2 posixfile repr rexec rfc822 "
    "robotparser sets sgmllib sha sre statvfs stringold strop sunaudio symbol thread tkColorChooser tkCommonDialog "
    "tkFileDialog tkFont tkMessageBox tkSimpleDialog toaiff ttk urllib2 urlparse user whichdb xmllib xmlrpclib"
)

#: Left the standard library after Python 3.10; `sys.stdlib_module_names` of a newer interpreter lacks them.
_REMOVED_MODULES = _words(
    "_bootsubprocess aifc asynchat asyncore audioop binhex cgi cgitb chunk crypt distutils imghdr imp lib2to3 mailcap "
    "msilib nis nntplib ossaudiodev pipes smtpd sndhdr spwd sunau telnetlib uu xdrlib"
)

STANDARD_MODULES = frozenset(sys.stdlib_module_names) | _PYTHON2_MODULES | _REMOVED_MODULES

#: Standard modules whose star import binds a builtin's name to something else.
_REPLACED_BY_STAR = {
    "__builtin__": "",
    "builtins": "",
    "_ast": "Ellipsis slice",
    "_curses": "filter",
    "_functools": "reduce",
    "_interpreters": "exec",
    "_io": "open",
    "_operator": "abs pow",
    "_pyio": "open",
    "_sqlite3": "Warning",
    "_sre": "compile copyright",
    "_thread": "exit",
    "_tkinter": "quit",
    "aifc": "open",
    "anydbm": "open",
    "ast": "Ellipsis slice",
    "asyncio": "TimeoutError",
    "asyncio.exceptions": "TimeoutError",
    "audioop": "max",
    "bz2": "open",
    "cProfile": "help",
    "codecs": "open",
    "compiler": "compile",
    "compiler.ast": "Ellipsis",
    "compiler.pycodegen": "compile",
    "compiler.transformer": "Ellipsis",
    "concurrent.futures": "TimeoutError",
    "concurrent.futures._base": "TimeoutError",
    "curses": "filter",
    "curses.ascii": "ascii",
    "dbm": "open",
    "dbm.dumb": "open",
    "dbm.sqlite3": "open",
    "dumbdbm": "open",
    "dummy_thread": "exit",
    "dummy_threading": "enumerate",
    "enum": "property",
    "filecmp": "cmp",
    "fileinput": "input",
    "fnmatch": "filter",
    "functools": "reduce",
    "future_builtins": "filter hex map oct zip",
    "gzip": "open",
    "imp": "reload",
    "importlib": "__import__",
    "io": "open",
    "linuxaudiodev": "open",
    "locale": "format str",
    "lzma": "open",
    "math": "pow",
    "multiprocessing": "TimeoutError",
    "multiprocessing.forking": "exit",
    "operator": "abs pow",
    "os": "open",
    "ossaudiodev": "open",
    "pdb": "help",
    "posix": "open",
    "posixfile": "open",
    "profile": "help",
    "py_compile": "compile",
    "pydoc": "help",
    "re": "compile",
    "re._compiler": "compile",
    "repr": "repr",
    "reprlib": "repr",
    "shelve": "open",
    "sqlite3": "Warning",
    "sqlite3.dbapi2": "Warning",
    "sre": "compile",
    "sre_compile": "compile",
    "sunau": "open",
    "sys": "copyright exit",
    "tarfile": "open",
    "thread": "exit",
    "threading": "enumerate",
    "tokenize": "open",
    "turtle": "pow",
    "wave": "open",
    "webbrowser": "open",
}


def is_standard(module: str) -> bool:
    """Whether a dotted module name is that of the standard library, Python 2's or 3's; never for a relative one."""
    return module.split(".", 1)[0] in STANDARD_MODULES


def star_may_bind(module: str, name: str) -> bool:
    """Whether `from module import *` may bind the builtin's name `name`. Of unknown modules nothing is known."""
    return name in _REPLACED_BY_STAR.get(module, "").split() if is_standard(module) else True
