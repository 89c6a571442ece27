"""The wheel, installed away from the checkout, does the main job."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def call(*command: str | Path, cwd: Path) -> str:
    """Runs a program with nothing in its environment that leads back to the checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=cwd, env=kept, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", made, cwd=ROOT)
    (found,) = made.glob("quotes-*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment into which the wheel is installed.

    Its dependencies are those of the environment of the tests. They are added behind its own
    packages as a plain folder, so that an editable install of the checkout does not come along.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    own = Path(paths["purelib"])
    own.joinpath("dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = Path(paths["scripts"]) / ("python.exe" if os.name == "nt" else "python")
    install = "-m pip --python {} install --quiet --no-deps --no-index --disable-pip-version-check"
    call(sys.executable, *install.format(python).split(), wheel, cwd=folder)
    return Path(paths["scripts"])


def test_model_migrations_and_samples_are_inside(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert any(name.startswith("quotes/reader/weights/") for name in names)
    assert any(name.endswith(".onnx") for name in names)
    assert any(name.startswith("quotes/migrations/versions/") for name in names)
    assert any(name.startswith("quotes/seeds/articles/") for name in names)
    lists = {f"quotes/data/{file.name}" for file in (ROOT / "quotes" / "data").iterdir()}
    assert lists
    assert lists <= names
    assert "quotes/report/templates/base.css" in names
    assert "quotes/report/templates/outline.html" in names
    assert "quotes/py.typed" in names
    assert not any(name.startswith(("tests/", "scripts/")) for name in names)


def test_the_installed_program_does_the_main_job(installed: Path, tmp_path: Path) -> None:
    python, quotes = installed / "python", installed / "quotes"
    where = call(python, "-c", "import quotes; print(quotes.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)

    call(quotes, "init", cwd=tmp_path)
    assert " 0 failed" in call(quotes, "seed", cwd=tmp_path)
    found = json.loads(call(quotes, "search", "--kind", "direct", "--json", cwd=tmp_path))
    assert found
    assert all(row["article"]["source"].startswith(str(installed.parent)) for row in found)
    assert found[0]["id"] in call(quotes, "show", found[0]["id"], cwd=tmp_path)
    assert "up to date" in call(quotes, "db", "current", cwd=tmp_path)
