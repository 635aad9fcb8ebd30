"""Who reads a text: people, a machine, or nobody knows."""

from __future__ import annotations

import pytest

from analysed import Analysed
from netfix.analysis.text.messages import Messages, Reader


def reader(program: str) -> Reader:
    """Say who reads the text `probe("…")` of a program, as if the call were its argument."""
    analysed = Analysed(program.replace("TEXT", 'probe("a %s text" % x)'))
    call = analysed.tree.parent(analysed.tree.parent(analysed.expression))  # type: ignore[arg-type]
    return Messages(analysed).audience(call).reader  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "program",
    [
        "print(TEXT)",
        "print(1, TEXT, sep='')",
        "import sys\nprint(TEXT, file=sys.stderr)",
        "import sys\nprint(TEXT, file=sys.stdout)",
        "print('a' + TEXT + 'b')",
        "print(TEXT if x else 'none')",
        "print(x or TEXT)",
        "print(TEXT.strip())",
        "print(str(TEXT))",
        "import logging\nlogging.info(TEXT)",
        "from logging import warning\nimport logging as l\nl.warning(TEXT)",
        "import logging\nlogging.getLogger('x').info(TEXT)",
        "log.warning(TEXT)",
        "self.logger.exception(TEXT)",
        "app.request_log.info(TEXT)",
        "LOG.error('a %s', TEXT)",
        "log.msg(TEXT)",
        "log.err(failure, TEXT)",
        "from twisted.python import log as l\nl.msg(TEXT)",
        "class H:\n    def f(self):\n        self.log_message(TEXT)",
        "import warnings\nwarnings.warn(TEXT, DeprecationWarning)",
        "from warnings import warn\nwarn(message=TEXT)",
        "import sys\nsys.stderr.write(TEXT)",
        "import sys\nsys.exit(TEXT)",
        "from sys import stderr\nstderr.write(TEXT + '\\n')",
        "exit(TEXT)",
        "parser.error(TEXT)",
        "self.arg_parser.exit(2, TEXT)",
        "raise ValueError(TEXT)",
        "raise x.Rejected(TEXT, 5) from None",
        "raise Rejected(reason=TEXT)",
        "return_value = ProtocolError(TEXT)",
        "defer.fail(error.LookupError(TEXT))",
        "class E(Exception):\n    def __init__(self):\n        super().__init__(TEXT)",
        "class E(Exception):\n    def __init__(self):\n        Exception.__init__(self, TEXT)",
        "assert x, TEXT",
        "assert x, 'a' + TEXT",
        "self.assertEqual(a, b, TEXT)",
        "self.assertTrue(a, TEXT)",
        "self.assertIn(a, b, msg=TEXT)",
        "import pytest\npytest.skip(TEXT)",
        "import syslog\nsyslog.syslog(TEXT)",
    ],
)
def test_people(program: str) -> None:
    assert reader(program) is Reader.PEOPLE


@pytest.mark.parametrize(
    "program",
    [
        "cursor.execute(TEXT)",
        "cursor.execute('a' + build(TEXT))",
        "sql = TEXT",
        "self.update_query = TEXT",
        "statement = TEXT\ncursor.execute(statement)",
        "def f():\n    line = TEXT\n    other = line\n    os.system(other)",
        "os.system(TEXT)",
        "subprocess.call(['sh', '-c', TEXT])",
        "subprocess.Popen(args=[TEXT])",
        "re.match(TEXT, x)",
        "json.loads(TEXT)",
        "eval(TEXT)",
        "x == TEXT",
        "TEXT in x",
        "x[TEXT]",
        "{TEXT: 1}",
        "d.get(TEXT)",
        "_(TEXT)",
        "print(_(TEXT))",
        "ngettext(TEXT, x, 2)",
        "self.tr(TEXT)",
        "sock.send(TEXT)",
        "transport.write(TEXT)",
        "self.sendLine(TEXT)",
        "self.send_reply(TEXT)",
        "handler.wfile.write(TEXT)",
        "print(TEXT, file=output)",
        "TEXT.encode()",
        "print(TEXT.split())",
        "TEXT % y",
        "print(TEXT % y)",
        "line.replace(x, TEXT)",
        "line.startswith(TEXT)",
        "f(sql=TEXT)",
        "def build_sql():\n    return TEXT",
        "config['path'] = TEXT",
        "config = {'path': TEXT}",
        "self.assertEqual(TEXT, x)",
        "self.assertRaisesRegex(ValueError, TEXT)",
        "def f(path=TEXT): pass",
        "expected = TEXT",
        "assert x == TEXT",
    ],
)
def test_machines(program: str) -> None:
    assert reader(program) is Reader.MACHINE


@pytest.mark.parametrize(
    "program",
    [
        "message = TEXT",
        "self.message = TEXT",
        "message = TEXT\nprint(message)",
        "def f():\n    return TEXT",
        "f(TEXT)",
        "print(f(TEXT))",
        "print([TEXT])",
        "print(', '.join(TEXT for x in y))",
        "raise ValueError(f(TEXT))",
        "raise StopIteration(TEXT)",
        "raise HTTPFound(TEXT)",
        "errors.append(TEXT)",
        "config['message'] = TEXT",
        "lambda: TEXT",
        "yield_ = [TEXT]",
        "import sys\nsys.stdout.write(TEXT)",
        "self.send_error(404, TEXT)",
        "def print(x): pass\nprint(TEXT)",
        "print('Content-Type: text/plain')\nprint(TEXT)",
        "TEXT",
        "log(TEXT)",
        "self.warning(TEXT)",
        "def f(message=TEXT): pass",
    ],
)
def test_nobody_knows(program: str) -> None:
    assert reader(program) is Reader.UNKNOWN


def test_what_is_not_found_is_raised_to_be_read() -> None:
    assert reader("raise ResourceNotFound(TEXT)") is Reader.PEOPLE
