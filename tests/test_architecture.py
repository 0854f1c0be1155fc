"""The rules that hold the program together: what may import what, and what no file may contain.

The packages form levels, which the README draws; imports go from a level to lower ones only.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
QT = {"PySide6", "shiboken6", "pyqtgraph"}
SLOW_TO_IMPORT = {"keras", "jax", "jaxlib", "onnx", "onnxruntime"}
UNPICKLERS = {"pickle", "cPickle", "dill", "joblib", "cloudpickle", "shelve", "marshal"}

APP_LEVELS: tuple[tuple[str, ...], ...] = (
    ("demo",),
    ("application",),
    ("main_window",),
    ("files", "window"),
    ("presentation",),
    ("builder", "comparison", "fine_tuning", "lessons", "microscope"),
    ("training", "library", "explain", "mistakes", "drawing", "network_picture"),
    ("data", "prediction"),
    ("ui",),
    ("jobs",),
    ("text", "platform"),
    ("settings",),
)
"""The packages and loose modules of ``app``, from the top. Those of a level know nothing of each
other."""

NN_LEVELS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli",),
    ("classifier",),
    ("interop",),
    ("training",),
    ("recipe_files",),
    ("recipes", "explain"),
    ("evaluation", "classic", "picture_reading"),
    ("model_file", "synthesis", "augmentation", "numbers"),
    ("reader",),
    ("data", "network"),
    ("preprocessing", "losses", "layers"),
    ("strokes", "optimizers"),
    ("arrays", "messages", "regular_files"),
)
"""The packages and loose modules of ``nn``, from the top."""

LIBRARY = sorted((ROOT / "nn").rglob("*.py"))
WINDOW = sorted((ROOT / "app").rglob("*.py"))
PROGRAM = [*LIBRARY, *WINDOW, ROOT / "main.py"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), name_of(path))


def imports(tree: ast.AST) -> Iterator[str]:
    """The top-level packages that are imported anywhere in ``tree``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def imports_when_imported(tree: ast.Module) -> set[str]:
    """The packages that importing the module brings in: those not inside a function."""
    functions = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    return {
        package
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in inside
        for package in imports(node)
    }


def package_of(module: str) -> str:
    """The package or loose module within ``app`` or ``nn`` that a module belongs to."""
    return [*module.split("."), ""][1]


def imported_packages(path: Path, root: str) -> Iterator[str]:
    """The packages of ``root`` (app or nn) that a file of it imports, wherever it does so."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == root:
                names = [f"{root}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            if name.startswith(f"{root}.") and not package_of(name).startswith("__version"):
                yield package_of(name)


@pytest.mark.parametrize(
    ("root", "levels"), [("app", APP_LEVELS), ("nn", NN_LEVELS)], ids=["app", "nn"]
)
def test_imports_go_down_from_level_to_level(
    root: str, levels: tuple[tuple[str, ...], ...]
) -> None:
    height = {name: -depth for depth, names in enumerate(levels) for name in names}
    for path in sorted((ROOT / root).rglob("*.py")):
        package = path.relative_to(ROOT / root).parts[0].removesuffix(".py")
        if package == "__init__":
            continue
        assert package in height, f"{name_of(path)}: give {root}/{package} a level"
        for other in imported_packages(path, root):
            assert other == package or height[other] < height[package], (
                f"{name_of(path)} imports {root}.{other}, which is not below it"
            )


def test_two_modules_lie_loose_in_app() -> None:
    loose = {path.name for path in (ROOT / "app").glob("*.py")}
    assert loose == {"__init__.py", "application.py", "main_window.py"}


@pytest.mark.parametrize(
    "path", sorted([*ROOT.glob("app/*/__init__.py"), *ROOT.glob("nn/*/__init__.py")]), ids=name_of
)
def test_every_package_says_what_it_is_and_who_uses_it(path: Path) -> None:
    lines = (ast.get_docstring(tree_of(path)) or "").splitlines()
    assert len(lines) >= 2, "say what it is, what it offers and who may use it"


@pytest.mark.parametrize("path", LIBRARY, ids=name_of)
def test_library_knows_neither_the_window_nor_qt(path: Path) -> None:
    assert not set(imports(tree_of(path))) & {"app", "main", "tests", *QT}


@pytest.mark.parametrize("path", WINDOW, ids=name_of)
def test_window_knows_neither_its_starter_nor_the_tests(path: Path) -> None:
    assert not set(imports(tree_of(path))) & {"main", "tests"}


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_keras_is_imported_only_where_it_is_used(path: Path) -> None:
    assert not imports_when_imported(tree_of(path)) & SLOW_TO_IMPORT


def test_importing_the_whole_library_imports_no_keras_and_no_qt() -> None:
    modules = [
        name_of(path).removesuffix(".py").replace("/", ".")
        for path in LIBRARY
        if path.name not in ("__init__.py", "__main__.py")
    ]
    program = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = {module.partition(".")[0] for module in result.stdout.split()}
    assert "nn" in loaded
    assert not loaded & {"app", *QT, *SLOW_TO_IMPORT}


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_no_pickle_is_ever_loaded(path: Path) -> None:
    tree = tree_of(path)
    assert not set(imports(tree)) & UNPICKLERS
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if ast.unparse(call.func) in ("np.load", "numpy.load"):
            refused = [ast.unparse(k.value) for k in call.keywords if k.arg == "allow_pickle"]
            assert refused == ["False"], f"{ast.unparse(call)} must say allow_pickle=False"


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_functions_fit_on_a_screen(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"{node.name} in {name_of(path)} has {length} lines"


def test_no_widget_is_asked_for_its_screen() -> None:
    """PySide may destroy the screen with the widget; QGuiApplication's screens are safe."""
    asking = [path for path in (ROOT / "app").rglob("*.py") if ".screen()" in path.read_text()]
    assert asking == []


def test_no_file_names_a_path_of_a_machine() -> None:
    places = re.compile(r"(?<![\w.~}$-])/(?:work|root|home|tmp|Users|opt)/|[A-Z]:\\Users\\")
    for path in text_files():
        found = places.search(path.read_text("utf-8"))
        assert not found, f"{name_of(path)} contains {found}"


def test_requirements_are_exact_and_name_no_package_source() -> None:
    for path in ROOT.glob("requirements*.txt"):
        for line in path.read_text("utf-8").splitlines():
            requirement = line.partition("#")[0].strip()
            allowed = r"|-r requirements\.txt|[\w-]+==[\w.]+(; .+)?"
            assert re.fullmatch(allowed, requirement), f"{path.name}: {line}"


def text_files() -> Iterator[Path]:
    """The repository's own text files."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode != 0:
        pytest.skip("needs a git checkout to know which files belong to it")
    for name in listing.stdout.splitlines():
        path = ROOT / name
        if path.is_file() and b"\0" not in path.read_bytes():
            yield path
