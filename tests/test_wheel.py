"""The wheel in an empty environment does what the checkout does: it brings the packs, and needs no file beside it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from figures import __version__
from tests.test_seeds import COLUMNS, TABLES

ROOT = Path(__file__).resolve().parent.parent
GOLDENS = Path(__file__).resolve().parent / "goldens" / "seeds"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command in a folder from which no checkout is seen."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist, made from the checkout, and the wheel, made from the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


def tracked(*folders: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_package_and_the_packs_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    meta = f"prose_figures-{__version__}.dist-info/"
    packs = {f"figures/{name}" for name in tracked("grammars")}
    assert {name for name in names if not name.startswith(meta)} == tracked("figures") | packs
    assert {"figures/py.typed", "figures/grammars/en/pack.toml"} <= set(names)


def test_the_sdist_holds_what_a_checkout_needs(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert tracked("figures", "grammars", "seeds", "tests", "docs") <= names
    assert {"README.md", "LICENSE", "Makefile", "pyproject.toml"} <= names


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment with the wheel, whose dependencies are those of this one.

    They come by a plain path line of a .pth file: such a line adds a folder without reading the .pth files in it, so
    the editable install of this environment is not seen there.
    """
    folder = tmp_path_factory.mktemp("empty") / "venv"
    venv.create(folder, with_pip=False)
    bin_ = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--python", bin_ / "python", "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=folder)
    own = run(
        bin_ / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder
    ).stdout.strip()
    here = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    Path(own, "dependencies.pth").write_text("".join(f"{path}\n" for path in here), encoding="utf-8")
    return bin_


def test_the_wheel_is_what_is_imported(environment: Path, tmp_path: Path) -> None:
    code = "import figures, figures.grammar.pack as p; print(figures.__file__); print(p.default_folder())"
    for line in run(environment / "python", "-W", "error", "-c", code, cwd=tmp_path).stdout.splitlines():
        assert Path(line).is_relative_to(environment.parent)
    assert run(environment / "figures", "--version", cwd=tmp_path).stdout == f"figures {__version__}\n"


def test_the_installed_command_gives_the_tables_as_written_down(environment: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    run(environment / "figures", "extract", "seeds", "-o", "figures.csv", "--columns", COLUMNS, cwd=tmp_path)
    for name in TABLES:
        found = (tmp_path / name).read_bytes().decode()
        assert re.sub(r"\+[0-9a-f]{12}", "+HASH", found) == (GOLDENS / name).read_bytes().decode(), name
