from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app import __version__, application
from app.application import start_problem
from app.main_window import MainWindow
from app.platform.crash_reports import ExceptionReporter, log_path
from app.platform.system_libraries import X11, Library
from tests.app.hand import DIGITS, draw
from tests.app.parts import canvas_of, message_of

ROOT = Path(__file__).resolve().parents[2]


def run_program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``python main.py`` with no screen but what ``environment`` gives."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    inherited = {name: value for name, value in os.environ.items() if name not in screens}
    return subprocess.run(
        [sys.executable, "main.py", *arguments],
        cwd=ROOT,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a screen")
def test_without_a_screen_one_sentence_points_to_the_demo() -> None:
    result = run_program()
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "make demo" in result.stderr


@pytest.mark.parametrize(("option", "part"), [("--version", __version__), ("--help", "--data")])
def test_the_command_line_answers_without_a_screen(option: str, part: str) -> None:
    result = run_program(option)
    assert result.returncode == 0
    assert part in result.stdout


def test_an_option_that_is_unknown_is_refused_with_code_2() -> None:
    assert run_program("--nonsense").returncode == 2


@pytest.mark.parametrize(
    "environment",
    [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "offscreen"}],
)
def test_any_screen_will_do(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "missing_libraries", lambda libraries: [])
    assert start_problem(environment, "linux") is None


def test_windows_and_macos_need_no_display_variable() -> None:
    assert start_problem({}, "win32") is None
    assert start_problem({}, "darwin") is None


@pytest.mark.parametrize(
    ("environment", "is_asked_for"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, False),
        ({"QT_QPA_PLATFORM": "xcb"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_libraries_of_x11_are_asked_for_where_qt_will_load_them(
    environment: dict[str, str], is_asked_for: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacks_x11(libraries: tuple[Library, ...]) -> list[Library]:
        return [library for library in libraries if library is X11[0]]

    monkeypatch.setattr(application, "missing_libraries", lacks_x11)
    problem = start_problem(environment, "linux")
    if is_asked_for:
        assert problem is not None
        assert X11[0].debian in problem
        assert X11[0].fedora in problem
    else:
        assert problem is None


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        application, "find_spec", lambda name: None if name == "PySide6" else object()
    )
    problem = start_problem({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert problem is not None
    assert "PySide6" in problem
    assert "make run" in problem


def test_an_unexpected_exception_is_one_sentence_in_the_window_and_all_of_it_in_the_log(
    window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    draw(canvas_of(window), DIGITS[7])
    try:
        raise RuntimeError("the reason")
    except RuntimeError as error:
        ExceptionReporter(window.show_error)(RuntimeError, error, error.__traceback__)
    assert "RuntimeError" in message_of(window)
    assert str(log_path()) in message_of(window)
    assert "Traceback" not in message_of(window)
    assert "the reason" in caplog.text
    assert window.isVisible()
    assert not canvas_of(window).drawing.is_empty


START_AND_INTERRUPT = """
import runpy, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
run = QApplication.exec
def interrupt_at_once(*_):
    QTimer.singleShot(0, lambda: signal.raise_signal(signal.SIGINT))
    return run()
QApplication.exec = interrupt_at_once
sys.argv = ["main.py"]
runpy.run_path("main.py", run_name="__main__")
"""


def test_ctrl_c_closes_the_window_and_remembers_as_at_any_other_end(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", START_AND_INTERRUPT],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "DIGITS_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "settings.json").exists()


INTERRUPT_AN_IMPORT = """
import runpy, signal, sys
module = sys.argv.pop()
class Interrupting:
    @staticmethod
    def find_spec(name, *_):
        if name == module:
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Interrupting)
runpy.run_path("main.py", run_name="__main__")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there another exit code tells of Ctrl-C")
@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("app.application", -signal.SIGINT),
        ("PySide6.QtWidgets", -signal.SIGINT),
        ("app.platform.signals", -signal.SIGINT),
        ("app.main_window", 0),
    ],
)
def test_ctrl_c_during_the_start_leaves_no_traceback(
    module: str, code: int, tmp_path: Path
) -> None:
    result = subprocess.run(
        [sys.executable, "-c", INTERRUPT_AN_IMPORT, module],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "DIGITS_HOME": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert (result.returncode, result.stderr) == (code, "")


def test_a_home_that_cannot_be_made_is_told_in_the_window_which_works_all_the_same(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").touch()
    program = (
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from app.ui.message_bar import MessageBar\n"
        "run = QApplication.exec\n"
        "def look_and_close(*_):\n"
        "    (bar,) = [w for w in QApplication.allWidgets() if isinstance(w, MessageBar)]\n"
        "    QTimer.singleShot(0, lambda: (print(bar.text), QApplication.closeAllWindows()))\n"
        "    return run()\n"
        "QApplication.exec = look_and_close\n"
        "from app.application import run as start\n"
        "sys.exit(start())\n"
    )
    home = tmp_path / "file" / "home"
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "DIGITS_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert str(home) in result.stdout
    assert "DIGITS_HOME" in result.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_program_starts_shows_its_window_and_ends(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "run = QApplication.exec\n"
        "def close_at_once(*_):\n"
        "    QTimer.singleShot(0, QApplication.closeAllWindows)\n"
        "    return run()\n"
        "QApplication.exec = close_at_once\n"
        "from app.application import run as start\n"
        "sys.exit(start())\n"
    )
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "DIGITS_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "settings.json").exists()


def test_a_command_is_that_of_the_command_line(tmp_path: Path) -> None:
    sheet = tmp_path / "styles.png"
    made = run_program("synthesise", "--sheet", str(sheet))
    assert made.returncode == 0, made.stderr
    assert sheet.exists()
