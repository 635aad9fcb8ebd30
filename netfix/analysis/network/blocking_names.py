"""What blocks a program: functions of the standard library and of requests that wait, and what to use with Twisted."""

from __future__ import annotations

_PAUSE = "use `task.deferLater` and return its Deferred"
_WEB = "use treq or `twisted.web.client.Agent`, or `deferToThread`"
_PROCESS = "use `twisted.internet.utils.getProcessOutput` or `reactor.spawnProcess`"
_ADDRESS = "use `reactor.resolve` or `twisted.names.client`"
_CONNECTION = "use an endpoint and a protocol, or `deferToThread`"
_KEYBOARD = "use `twisted.internet.stdio`"
_THREAD = "use `deferToThread`"

SLEEP = "time.sleep"

#: Dotted names, with what to do instead.
BLOCKING = {
    SLEEP: _PAUSE,
    "select.select": "the reactor does that; have it watch the file",
    "urllib.urlopen": _WEB,
    "urllib.urlretrieve": _WEB,
    "urllib2.urlopen": _WEB,
    "urllib.request.urlopen": _WEB,
    "urllib.request.urlretrieve": _WEB,
    "os.system": _PROCESS,
    "os.popen": _PROCESS,
    "subprocess.call": _PROCESS,
    "subprocess.check_call": _PROCESS,
    "subprocess.check_output": _PROCESS,
    "subprocess.run": _PROCESS,
    "subprocess.getoutput": _PROCESS,
    "subprocess.getstatusoutput": _PROCESS,
    "commands.getoutput": _PROCESS,
    "commands.getstatusoutput": _PROCESS,
    "socket.gethostbyname": _ADDRESS,
    "socket.gethostbyname_ex": _ADDRESS,
    "socket.gethostbyaddr": _ADDRESS,
    "socket.getaddrinfo": _ADDRESS,
    "socket.getfqdn": _ADDRESS,
    "socket.create_connection": _CONNECTION,
    "smtplib.SMTP": _THREAD,
    "smtplib.SMTP_SSL": _THREAD,
    "ftplib.FTP": _THREAD,
    "imaplib.IMAP4": _THREAD,
    "imaplib.IMAP4_SSL": _THREAD,
    "poplib.POP3": _THREAD,
    "poplib.POP3_SSL": _THREAD,
    "telnetlib.Telnet": _THREAD,
    **{f"requests.{name}": _WEB for name in ("get", "post", "put", "delete", "head", "patch", "options", "request")},
}

#: Builtins that wait for the keyboard.
KEYBOARD = {"input": _KEYBOARD, "raw_input": _KEYBOARD}
