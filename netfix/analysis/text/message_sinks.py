"""Functions that a text can be given to: which show it to people, and which read it by a grammar or send it away.

Names are the last part of what is called, unless dotted. Sources: the library references of Python 2.7 and 3.13, of
Twisted 24 and of the commonest packages on PyPI for each purpose.
"""

from __future__ import annotations

import re

from netfix.analysis.names.written_names import names, words

#: Marks a text for translation: another text would miss its entry in the catalogue.
TRANSLATES = names(
    "_ __ gettext ngettext pgettext npgettext ugettext ungettext lgettext lngettext ldgettext dgettext dngettext",
    "dpgettext gettext_lazy ngettext_lazy pgettext_lazy npgettext_lazy ugettext_lazy ungettext_lazy gettext_noop",
    "ugettext_noop lazy_gettext lazy_ngettext lazy_pgettext N_ n_ _n _N _l L_ _L _p P_ _P _t tr trUtf8 translate trans",
    "_lazy ugt _ugt",
)

_STRICT = {
    "a shell or a program": names(
        "system popen popen2 popen3 popen4 Popen Popen3 Popen4 call check_call check_output getoutput getstatusoutput",
        "run execute_command exec_command run_command run_cmd runcmd execv execve execvp execvpe execl execlp spawnv",
        "spawnve spawnvp spawnl spawnlp spawn spawnProcess spawnProcessAndNullify getProcessOutput getProcessValue",
        "getProcessOutputAndValue create_subprocess_shell create_subprocess_exec sudo local shell bash sh",
    ),
    "a database": names(
        "execute executemany executescript execute_sql execute_query runQuery runOperation runInteraction mogrify",
        "query raw sql fetchone fetchall fetchval fetchrow text extra literal_column",
    ),
    "a parser": names(
        "loads load parse parse_string parseString fromstring XML HTML fromstringlist safe_load feed from_string",
        "eval exec compile literal_eval execfile xpath cssselect find findall findtext iterfind select select_one",
        "find_element find_elements find_element_by_xpath find_elements_by_xpath getElementsByTagName querySelector",
        "parse_args read_string readfp Template Markup mark_safe format_html SafeString safe strptime strftime glob",
        "iglob fnmatch unpack pack calcsize",
    ),
    "a regular expression": names("match fullmatch search sub subn finditer"),
    "what is written or sent": names(
        "write writelines writeSequence write_text write_bytes send sendall sendto sendmsg sendLine sendline send_line",
        "sendMessage send_message sendData sendString sendPacket sendCommand sendcmd send_command send_string voidcmd",
        "docmd putcmd storbinary storlines retrbinary retrlines transmit publish push put enqueue dump dumps emit",
        "request urlopen urlretrieve Request get post patch head options putheader putrequest send_header redirect",
        "send_response add_header setHeader set_header setRawHeaders setResponseCode addCookie set_cookie connect",
        "expect reply respond notice privmsg say b64encode hexlify md5 sha1 sha256 update digest bytes bytearray",
    ),
    "a name or a path": names(
        "open file getattr setattr hasattr delattr __import__ import_module Path path isfile exists"
    ),
}

#: What a function does with a text that it is given, where another text would not do: by the function's name.
STRICT = {name: purpose for purpose, functions in reversed(_STRICT.items()) for name in functions}

#: Methods of a text whose result is data, or depends on each character.
TAKES_APART = names(
    "encode split rsplit splitlines partition rpartition replace translate join startswith endswith find rfind index",
    "rindex count format format_map",
)
#: Those of them which do so with the text that they are called on, not with one that they are given.
PUTS_TOGETHER = frozenset({"encode", "join", "format", "format_map"})
#: Methods of a text whose result is the same message.
KEEPS = frozenset({"strip", "lstrip", "rstrip", "expandtabs", "capitalize"})

#: Methods of a logger, standard or Twisted's; all but `msg` and `err` format their further arguments into the text.
LOGS = names("debug info warning warn error exception critical fatal log trace failure msg err")
#: Methods by which a request handler of the standard library logs, in the same way.
HANDLER_LOGS = frozenset({"log_message", "log_error"})
LOGGER_NAME = re.compile(r"_*(?:\w+_)?(?:log|logger|logging)", re.IGNORECASE)

#: Arguments of a logging call that are not for its text.
LOG_OPTIONS = frozenset({"exc_info", "extra", "stack_info", "stacklevel"})

#: Functions by qualified name whose first argument, or any, is for people.
SHOWN = {
    "warnings.warn": "a warning",
    "warnings.warn_explicit": "a warning",
    "sys.exit": "an exit message",
    "syslog.syslog": "a log message",
    "click.echo": "printed text",
    "click.secho": "printed text",
    "twisted.python.log.msg": "a log message",
    "twisted.python.log.err": "a log message",
    "pytest.fail": "a test's message",
    "pytest.skip": "a test's message",
    "pytest.xfail": "a test's message",
}
#: Keyword arguments that hold the text of a message.
MESSAGE_ARGUMENTS = frozenset({"msg", "message", "format", "reason", "detail", "_why", "why", "text"})

#: Names of what is not raised to say something, but to carry something.
CARRIERS = re.compile(
    r"StopIteration|StopAsyncIteration|GeneratorExit|Return|Redirect|SeeOther|Moved|Response|Result|(?:^|HTTP)Found$"
)

#: Parts of names of what holds text for machines: a variable, an argument, a function that returns it.
_MACHINE_WORDS = names(
    "sql query queries stmt cmd cmds command commands cmdline argv args shell script html xml xpath css js javascript",
    "json yaml toml code src source pattern patterns regex regexp re url urls uri href path paths filename header",
    "headers payload packet packets data body template tmpl fmt selector where clause expr expression key keys cookie",
    "attr attrs attribute attributes tag tags markup quote quoted escape escaped digest hash slug csv dsn tpl lua",
    "stylesheet style qss signature doc docstring expected expect expects match want wanted golden",
)


def is_machine_name(name: str) -> bool:
    """Whether a name speaks of text in a language: `sql`, `shell_cmd`, `htmlBody`, `UPDATE_QUERY`."""
    return not _MACHINE_WORDS.isdisjoint(words(name))
