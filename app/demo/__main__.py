"""The real window at work without a screen: ``make demo``.

Draws digits with real mouse events, says how they were read, retrains the network, keeps digits
and learns them, and writes pictures of every panel in both themes and both languages. It trains on
MNIST where the machine has it, otherwise on the built-in digits. Nothing of the user's is read or
changed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.application import name_application, start_problem

if TYPE_CHECKING:
    from app.settings import Language


def main() -> int:
    """Run the demo; 1 where it cannot run or the window did not do what it should."""
    parser = argparse.ArgumentParser(prog="python -m app.demo", description=__doc__)
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("build") / "screenshots",
        metavar="FOLDER",
        help="where to write the pictures (default: %(default)s)",
    )
    parser.add_argument("--recipe", default="mlp", help="what to retrain (default: %(default)s)")
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = "2"
    problem = start_problem(os.environ, sys.platform)
    if problem is None:
        arguments.out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            os.environ["DIGITS_HOME"] = folder
            problem = _demonstrate(arguments.out, arguments.recipe, _training_data(Path(folder)))
    if problem is not None:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _demonstrate(out: Path, recipe: str, data: Path | None) -> str | None:
    """Run through what the window can do, in both languages; returns what went wrong."""
    from PySide6.QtWidgets import QApplication

    from app.demo.hand import DemonstrationError
    from app.settings import Language

    # One window after the other, and none in between is no reason to end.
    application = QApplication(["demo"])
    application.setQuitOnLastWindowClosed(False)
    name_application()
    try:
        if (warning := missing_font()) is not None:
            print(warning)
        _in_language(Language.ENGLISH, out, recipe, data)
        _in_language(Language.CHINESE, out, None, data)
    except DemonstrationError as error:
        return str(error)
    finally:
        application.processEvents()
    return None


def missing_font() -> str | None:
    """What to say where no font can write Chinese."""
    from PySide6.QtGui import QFontDatabase

    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return None
    return (
        "No font on this machine has Chinese characters: the Chinese pictures will show boxes in "
        "their place. Install one, such as Noto Sans CJK, and run this again."
    )


def _in_language(language: Language, out: Path, recipe: str | None, data: Path | None) -> None:
    """Open a window and take its pictures; without a recipe it has been used before."""
    from app.demo.album import SIZE
    from app.demo.demonstration import Demonstration
    from app.main_window import MainWindow
    from app.text.language import speak

    speak(language)
    window = MainWindow(data)
    window.resize(SIZE)
    window.show()
    try:
        demonstration = Demonstration(window, out / language.value, print)
        if recipe is None:
            demonstration.show_panels()
        else:
            demonstration.run(recipe)
    finally:
        window.close()


def _training_data(folder: Path) -> Path | None:
    """None where MNIST is in its usual places, otherwise a file of synthesised digits."""
    from nn.data.download import keras_cache

    if os.environ.get("DIGITS_MNIST") or keras_cache().exists():
        return None
    from nn.data.files import write_arrays
    from nn.synthesis.digits import built_in_data

    print("MNIST is not on this machine: training on the built-in digits.")
    data = built_in_data()
    path = folder / "built-in.npz"
    arrays = {"x_train": data.train.images, "y_train": data.train.labels}
    write_arrays(path, arrays | {"x_test": data.test.images, "y_test": data.test.labels})
    return path


if __name__ == "__main__":
    sys.exit(main())
