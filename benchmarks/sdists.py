"""Source distributions from PyPI, unpacked, without running a line of what was downloaded.

`pip download` wants a package's metadata, and for that it runs the package's own build, which for a Python 2 package
fails under Python 3. So pip is given a stand-in for the build: a module that answers with the name and version which
were asked for anyway.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

#: Build backends that are replaced: those of nearly all packages.
BACKENDS = ("setuptools/build_meta.py", "hatchling/build.py", "flit_core/buildapi.py", "poetry/core/masonry/api.py")

STAND_IN = """
import os, pathlib, sys

def get_requires_for_build_wheel(config_settings=None):
    return []

def build_wheel(*arguments, **options):
    raise NotImplementedError("only metadata")

def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    name, version = os.environ["NETFIX_SDIST"].split("==")
    folder = pathlib.Path(metadata_directory, f"{name}-{version}.dist-info")
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n")
    return folder.name

__legacy__ = sys.modules[__name__]
"""


def unpacked_sdist(requirement: str, cache: Path) -> Path:
    """Give the folder of an unpacked sdist, `requirement` being `name==version`; fetched unless `cache` has it.

    Raises subprocess.CalledProcessError if pip fails, with what it said in `stderr`.
    """
    target = cache / requirement
    if not target.exists():
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            sdist = _download(requirement, Path(folder))
            unpacked = Path(folder, "unpacked")
            _unpack(sdist, unpacked)
            (top,) = unpacked.iterdir()
            top.rename(target)
    return target


def _unpack(sdist: Path, folder: Path) -> None:
    """Unpack an archive, no member of which may land outside the folder (zip files see to that themselves)."""
    if sdist.suffix == ".zip":
        shutil.unpack_archive(sdist, folder)
    else:
        shutil.unpack_archive(sdist, folder, filter="data")


def _download(requirement: str, folder: Path) -> Path:
    """Have pip download an sdist, and give its path."""
    stand_ins = folder / "stand_ins"
    for backend in BACKENDS:
        path = stand_ins / backend
        path.parent.mkdir(parents=True)
        for package in path.relative_to(stand_ins).parents:
            (stand_ins / package / "__init__.py").touch()
        path.write_text(STAND_IN, encoding="utf-8")
    options = ("--quiet", "--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--use-pep517")
    target = folder / "downloaded"
    subprocess.run(
        [sys.executable, "-m", "pip", "download", *options, "--dest", target, requirement],
        env={**os.environ, "PYTHONPATH": str(stand_ins), "NETFIX_SDIST": requirement},
        check=True,
        capture_output=True,
        text=True,
    )
    (sdist,) = target.iterdir()
    return sdist
