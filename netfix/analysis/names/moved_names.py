"""Where modules of Python 2's standard library are in Python 3.

Source: PEP 3108 and the documentation of Python 2.7, which names for each module its successor.
"""

from __future__ import annotations

#: Modules that are the same under another name.
MOVED = {
    "BaseHTTPServer": "http.server", "CGIHTTPServer": "http.server", "SimpleHTTPServer": "http.server",
    "ConfigParser": "configparser", "Cookie": "http.cookies", "cookielib": "http.cookiejar",
    "DocXMLRPCServer": "xmlrpc.server", "SimpleXMLRPCServer": "xmlrpc.server", "xmlrpclib": "xmlrpc.client",
    "HTMLParser": "html.parser", "htmlentitydefs": "html.entities", "httplib": "http.client", "Queue": "queue",
    "SocketServer": "socketserver", "StringIO": "io", "cStringIO": "io", "cPickle": "pickle", "copy_reg": "copyreg",
    "__builtin__": "builtins", "_winreg": "winreg", "anydbm": "dbm", "whichdb": "dbm", "dumbdbm": "dbm.dumb",
    "gdbm": "dbm.gnu", "robotparser": "urllib.robotparser", "thread": "_thread", "dummy_thread": "_dummy_thread",
    "UserList": "collections", "UserString": "collections", "commands": "subprocess",
    "Tkinter": "tkinter", "Tix": "tkinter.tix", "ttk": "tkinter.ttk", "ScrolledText": "tkinter.scrolledtext",
    "tkFileDialog": "tkinter.filedialog", "tkMessageBox": "tkinter.messagebox",
    "tkSimpleDialog": "tkinter.simpledialog", "tkColorChooser": "tkinter.colorchooser", "tkFont": "tkinter.font",
}  # fmt: skip

#: What those of them have there of which not everything has moved.
ONLY = {
    "StringIO": {"StringIO"}, "cStringIO": {"StringIO"}, "commands": {"getoutput", "getstatusoutput"},
    "UserList": {"UserList"}, "UserString": {"UserString"}, "whichdb": {"whichdb"},
}  # fmt: skip


def _by_member(rows: dict[str, str]) -> dict[str, str]:
    return {name: module for module, names in rows.items() for name in names.split()}


_PARSE = (
    "quote quote_plus unquote unquote_plus urlencode splitattr splithost splitnport splitpasswd splitport splitquery "
    "splittag splittype splituser splitvalue"
)
#: Modules whose members have gone to different ones.
SPLIT = {
    "urllib": _by_member({
        "urllib.request": "URLopener FancyURLopener urlretrieve urlopen urlcleanup pathname2url url2pathname "
        "getproxies proxy_bypass",
        "urllib.parse": _PARSE,
        "urllib.error": "ContentTooShortError",
    }),
    "urllib2": _by_member({
        "urllib.request": "urlopen install_opener build_opener Request OpenerDirector BaseHandler "
        "HTTPDefaultErrorHandler HTTPRedirectHandler HTTPCookieProcessor ProxyHandler HTTPPasswordMgr "
        "HTTPPasswordMgrWithDefaultRealm AbstractBasicAuthHandler HTTPBasicAuthHandler ProxyBasicAuthHandler "
        "AbstractDigestAuthHandler HTTPDigestAuthHandler ProxyDigestAuthHandler HTTPHandler HTTPSHandler FileHandler "
        "FTPHandler CacheFTPHandler UnknownHandler HTTPErrorProcessor parse_http_list parse_keqv_list",
        "urllib.error": "URLError HTTPError",
        "urllib.parse": _PARSE,
    }),
    "urlparse": _by_member({
        "urllib.parse": "urlparse urlsplit urlunparse urlunsplit urljoin urldefrag parse_qs parse_qsl ParseResult "
        "SplitResult uses_netloc uses_relative uses_params uses_query uses_fragment",
    }),
}  # fmt: skip

#: What an import of a split module becomes if none of it is used.
MAIN_PART = {"urllib": "urllib.request", "urllib2": "urllib.request", "urlparse": "urllib.parse"}
