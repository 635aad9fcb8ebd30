"""Libraries whose objects do not keep the rules that hold for built-in types.

Where one of them is imported, a method's name says less about what it returns, `==` may not compare, and truth may not
be length. Codemods ask which groups are in play and step back.
"""

from __future__ import annotations

from enum import Flag, auto
from typing import TYPE_CHECKING

from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.values.program import Program


class Library(Flag):
    """What the objects of a library do differently. A file may import several such libraries."""

    NONE = 0
    ARRAY = auto()  # truth refused or of the one element; `==` and methods work element by element
    ORM = auto()  # `==` builds a query
    ELEMENT = auto()  # truth or length of an element speaks of its children
    PACKET = auto()  # always true, whatever the length
    MOCK = auto()  # any method may return anything; length 0 and true
    MESSAGE = auto()  # `recv` returns any object
    PROXY = auto()  # stands for another object: equal to None without being it


_PACKAGES = {
    Library.ARRAY: (
        "numpy numarray Numeric scipy pandas polars torch tensorflow jax jaxlib cupy cudf dask xarray h5py tables zarr "
        "netCDF4 rasterio rioxarray cv2 PIL skimage sklearn scikits statsmodels soundfile librosa pyarrow vaex modin "
        "geopandas numba theano mxnet keras sympy pylab matplotlib seaborn pyspark transformers tokenizers "
        "sentence_transformers astropy fitsio imageio tifffile pydicom nibabel SimpleITK awkward sparse pint ibis "
        "datasets duckdb"
    ),
    Library.ORM: (
        "sqlalchemy flask_sqlalchemy sqlmodel geoalchemy2 sqlobject elixir storm django rest_framework peewee "
        "playhouse pony mongoengine mongokit umongo odmantic beanie elasticsearch_dsl "
        "redis_om tortoise gino ormar piccolo orm "
        "pynamodb pypika neomodel cassandra.cqlengine google.appengine.ext google.cloud.ndb pydal gluon odoo openerp "
        "boto3.dynamodb"
    ),
    Library.ELEMENT: (
        "xml.etree elementtree cElementTree ElementTree lxml defusedxml bs4 BeautifulSoup html5lib pyquery parsel"
    ),
    Library.PACKET: "scapy kamene impacket pypacker",
    Library.MOCK: (
        "mock unittest.mock asynctest flexmock mockito minimock mox mocker fudge doublex pretend pytest_mock "
        "testfixtures"
    ),
    Library.MESSAGE: (
        "multiprocessing _multiprocessing multiprocess billiard torch.multiprocessing zmq eventlet.green.zmq "
        "gevent_zmq pynng nnpy mpi4py can pymavlink rpyc execnet stackless aioprocessing"
    ),
    Library.PROXY: (
        # xmlrpclib: in Python 2 its ServerProxy sends whatever method it is asked for, `__eq__` too.
        "werkzeug flask quart celery lazy_object_proxy wrapt zope.proxy zope.security Acquisition objproxies peak "
        "email.charset xmlrpclib jsonrpclib SOAPpy Pyro Pyro4 lxml.objectify win32com comtypes"
    ),
}

_GROUPS = {package: group for group, packages in _PACKAGES.items() for package in packages.split()}


class Libraries:
    """Which of these libraries a file imports, anywhere in it.

    `groups` says what is in play, `packages` by which imports. pytest-mock's fixture `mocker` counts as a mock.
    """

    def __init__(self, program: Program) -> None:
        self.packages: dict[Library, frozenset[str]] = {}
        self.groups = Library.NONE
        for imported in program.scopes.imports:
            self._note(imported.module)
            if imported.name is not None:
                self._note(f"{imported.module}.{imported.name}")
        if any(parameter.name.value == "mocker" for parameter in program.tree.of_kind(cst.Param)):
            self._add(Library.MOCK, "pytest_mock")

    def _note(self, module: str) -> None:
        while module:
            if module in _GROUPS:
                self._add(_GROUPS[module], module)
            module = module.rpartition(".")[0]

    def _add(self, group: Library, package: str) -> None:
        self.groups |= group
        self.packages[group] = self.packages.get(group, frozenset()) | {package}

    def has(self, *groups: Library) -> bool:
        """Whether a library of one of these groups is imported."""
        return any(self.groups & group for group in groups)

    def names(self, *groups: Library) -> str:
        """Give the imported libraries of these groups for a sentence; empty if there are none."""
        found = sorted(package for group in groups for package in self.packages.get(group, ()))
        return " and ".join(found)
