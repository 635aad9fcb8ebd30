"""A library is in play where the file imports it, in whatever way."""

from __future__ import annotations

import pytest

from analysed import Analysed
from netfix.analysis.values.libraries import Libraries, Library

IMPORTS = {
    "import numpy": Library.ARRAY,
    "import numpy as np": Library.ARRAY,
    "from numpy import array": Library.ARRAY,
    "import scipy.io.wavfile": Library.ARRAY,
    "from pylab import *": Library.ARRAY,
    "def f():\n    import numpy": Library.ARRAY,
    "try: import Numeric\nexcept ImportError: Numeric = None": Library.ARRAY,
    "np = __import__('numpy')": Library.ARRAY,
    "pytest.importorskip('pandas')": Library.ARRAY,
    "from django.db import models": Library.ORM,
    "from google.appengine.ext import db": Library.ORM,
    "import google.auth": Library.NONE,
    "import xml.etree.ElementTree as ET": Library.ELEMENT,
    "from xml import etree": Library.ELEMENT,
    "from xml.etree import cElementTree": Library.ELEMENT,
    "import xml.dom.minidom": Library.NONE,
    "from lxml import html": Library.ELEMENT,
    "from scapy.all import *": Library.PACKET,
    "from unittest import mock": Library.MOCK,
    "import unittest.mock": Library.MOCK,
    "from unittest.mock import patch": Library.MOCK,
    "import unittest": Library.NONE,
    "def test_it(mocker): pass": Library.MOCK,
    "from multiprocessing import Pipe": Library.MESSAGE,
    "import zmq": Library.MESSAGE,
    "import socket, numpy.linalg, peewee": Library.ARRAY | Library.ORM,
    "from .numpy import array": Library.NONE,
    "numpy = 1": Library.NONE,
}


@pytest.mark.parametrize(("text", "groups"), IMPORTS.items())
def test_an_import_brings_a_librarys_group_into_play(text: str, groups: Library) -> None:
    libraries = Libraries(Analysed(text))
    assert libraries.groups == groups
    assert [group for group in Library if libraries.has(group)] == [group for group in Library if group & groups]


def test_libraries_are_named_for_people() -> None:
    libraries = Libraries(Analysed("import pandas\nimport numpy as np\nimport peewee\n"))
    assert libraries.names(Library.ARRAY) == "numpy and pandas"
    assert libraries.names(Library.ARRAY, Library.ORM) == "numpy and pandas and peewee"
    assert libraries.names(Library.MOCK) == ""
