"""What a text with placeholders looks like: prose for people, or a language that a machine reads.

In SQL, HTML, JSON, a shell command or program text a quote is syntax, and only the one quote with the one way to
escape it will do. Pure text: placeholders come in as U+FFFC (`quotation.VALUE`). The answers err on the machine's side:
some prose is taken for SQL, little SQL for prose.
"""

from __future__ import annotations

import re
from functools import cache

_CONDITION = r"[\w.\ufffc\"`]+\s*(?:[<>=]|(?:not\s+)?(?:like\s+['\"]|in\s*\(|between\s)|is\s+(?:not\s+)?null\b)"
_CLAUSE = r"where|having|and|or|on|set|order\s+by|group\s+by|values|(?:left|inner|outer|right|cross)\s+join"
_DATABASE_OBJECT = (
    r"(?:table|index|view|database|schema|user|role|trigger|function|sequence|column|temporary|temp|unique)"
)
_COMMAND = (
    r"(?:sudo|rm|cp|mv|tar|grep|sed|awk|find|ssh|scp|rsync|cat|echo|chmod|chown|mkdir|ln|kill|git|svn|hg|bzr|cvs|curl"
    r"|wget|python\d*|perl|sh|bash|gcc|make|mysql|psql|mount|cd|ls|export|source|exec|xargs|unzip|gzip|openssl|ip|apt-get"
    r"|yum|systemctl|service|docker)"
)

#: What gives each language away.
_SIGNS: dict[str, tuple[str, ...]] = {
    "SQL": (
        r"(?i)^[\s(]*select\b.*\bfrom\b",
        r"(?i)^[\s(]*(?:insert\s+(?:or\s+\w+\s+)?into|delete\s+from|replace\s+into|update\s+\S+\s+set)\b",
        rf"(?i)^[\s(]*(?:create|drop|alter|truncate)\s+(?:or\s+replace\s+)?{_DATABASE_OBJECT}\b",
        r"^[\s(]*(?:GRANT|REVOKE|COPY)\b|(?i:\bidentified\s+by\b)",
        rf"(?i)^[\s(]*(?:{_CLAUSE})[\s(]+{_CONDITION}",
        rf"(?i)\bwhere\s+{_CONDITION}",
        r"(?i)\bvalues?\s*\(\s*['\"\ufffc]",
        r"\bSELECT\b.*\bFROM\b|\b(?:INSERT|REPLACE)\s+INTO\b|\bUPDATE\b.*\bSET\b|\bDELETE\s+FROM\b|\bWHERE\b|\bVALUES\b",
        r"\b(?:ORDER|GROUP)\s+BY\b|\bI?LIKE\s+['\"]|\b(?:CREATE|ALTER|DROP)\s+[A-Z]{3,}\b|\bIN\s*\(['\"]",
    ),
    "HTML or XML": (
        r"</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>",
        r"<!--|-->|<[?!%]\s?[A-Za-z]|[?%]>|/>|</",
        r"<[A-Za-z][\w:.-]*\s[^<>]*$",
        r"&(?:[a-z]{2,6}|#\w+);",
        r"\b(?:PUBLIC|SYSTEM)\s+['\"]",
    ),
    "JSON or a dictionary": (
        r"\{\s*['\"]",
        r"[{,(\[]\s*['\"][^'\"]*['\"]\s*:\s*['\"\[{\ufffc]",
        r"^\s*['\"][^'\"]*['\"]\s*:\s*['\"\[{]",
        r"\[\s*['\"][^'\"]*['\"]\s*,\s*['\"\ufffc]",
    ),
    "a regular expression": (r"\(\?[:=!<P]", r"\.[*+](?:[\s)'\"$]|$)", r"\[\^", r"^\^", r"\$$", r"\)[*+?]"),
    "text with backslashes": (r"\\",),
    "a shell command": (
        r"\s--?\w[\w-]*[=\s]['\"]",
        r"\s(?:\|\|?|&&|[12]?>>?|<<?)\s+\S",
        r"2>&1|\$\(|\$\{|\$\w",
        r"^\s*\$\s|^#!",
        rf"^\s*{_COMMAND}\s+(?:[\w.-]+\s+)?['\"-]",
    ),
    "program text": (
        r"^\s*(?:from\s+\S+\s+)?import\s+['\"\ufffc\w.*(, ]+;?\s*$",
        r"^\s*(?:def|class|function|struct|enum|var|let|const|static|extern|char|int|void|typedef)\s+\S+\s*[=({:;\[]",
        r"^\s*(?:return|yield|raise|print|assert|del|include|require|package|using|namespace|use)\b\s*\(?['\"]\S*['\"]?\)?;?\s*$",
        r"^\s*(?:if|for|while|with|elif|try|else|except|case)\b.*:\s*$",
        r"^\s*#\s*(?:define|include|if|ifdef|ifndef|pragma|line)\b",
        r"[;{]\s*$|^\s*[@}]|^\s*//|/\*|\*/|\w\(\)\s*[;{]",
        r"\s(?:==|!=|===|&&|\|\||:=)\s|\blambda\b[^:]*:|\{%|\{\{|\}\}",
    ),
    "a traceback": (r"(?:^|File )\s*\"\ufffc\", line",),
    "a graph in DOT": (r"^\s*['\"]\ufffc['\"]\s*-[->]",),
    "a URL": (r"^\s*\w+://\S*$", r"[?&]\w+="),
    "protocol text": (
        r"\r\n|\x00|\x1b",
        r"^\s*(?!ERROR|WARN|NOTE|INFO|DEBUG|USAGE|TODO|FAIL|SKIP|PASS)[A-Z]{3,8}\s+['\"]\ufffc['\"](?:\s['\"\ufffc].*)?\s*$",
        r"^\[\ufffc\]",
    ),
}

_WORD = re.compile(r"[^\W\d_]{2,}")
_OPENERS = {")": "(", "]": "[", "}": "{"}


@cache
def _signs() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Compile the signs: when the first text is looked at, not when netfix starts."""
    return {name: tuple(re.compile(sign, re.DOTALL) for sign in signs) for name, signs in _SIGNS.items()}


def language(text: str) -> str | None:
    """Name the language that a text looks like; None if it may be prose."""
    return next((name for name, signs in _signs().items() if any(sign.search(text) for sign in signs)), None)


def has_words(text: str) -> bool:
    """Whether there is a word in the text, beside what it shows."""
    return _WORD.search(text) is not None


def is_syntax(text: str, at: int) -> bool:
    """Whether the quote at offset `at` looks like a string literal in an expression: `x = '…'`, `f('…')`, `a['…']`."""
    before = text[:at].rstrip()
    if before.endswith(("=", "+", "*", "%", "$", "#", "~", "^", "@", "&", "|")):
        return True
    opened = _open_bracket(before)
    if opened is None:
        return False
    return (
        text[opened] == "{"
        or before[:opened].endswith("= ")
        or re.search(r"[\w)\]'\"\ufffc]$", before[:opened]) is not None
    )


def _open_bracket(text: str) -> int | None:
    """Give where the innermost bracket stands that is open at the end of the text."""
    opened: list[int] = []
    for at, character in enumerate(text):
        if character in "([{":
            opened.append(at)
        elif character in _OPENERS and opened and text[opened[-1]] == _OPENERS[character]:
            opened.pop()
    return opened[-1] if opened else None
