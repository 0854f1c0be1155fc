"""Says that changed settings wait for the next training, and offers to begin it at once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui.theme import UNIT
from nn.training.settings import TrainingSettings


class RestartNotice(QWidget):
    """Hidden while the training that runs is the one that is set; ``button`` restarts it."""

    restart_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = QLabel(self)
        self._sentence.setObjectName("restartNotice")
        self._sentence.setWordWrap(True)
        self.button = QPushButton(self.tr("Restart"), self)
        self.button.setObjectName("restartButton")
        self.button.setToolTip(self.tr("Begin again from fresh weights, with these settings"))
        self.button.clicked.connect(self.restart_pressed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self._sentence, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def compare(self, wanted: TrainingSettings, running: TrainingSettings | None) -> None:
        """Speak up where the settings that are wanted differ from those in force."""
        waiting = [] if running is None else waiting_for_restart(wanted, running)
        self.setVisible(bool(waiting))
        self._sentence.setText(
            self.tr("Takes effect at a restart: {0}.").format(self.tr(", ").join(waiting))
        )


def waiting_for_restart(wanted: TrainingSettings, running: TrainingSettings) -> list[str]:
    """What was changed and does not apply to a training that runs, in the user's words."""
    if wanted.recipe != running.recipe:
        return [QCoreApplication.translate("RestartNotice", "the recipe")]
    names = {
        "batch_size": QCoreApplication.translate("RestartNotice", "the batch size"),
        "epochs": QCoreApplication.translate("RestartNotice", "the number of epochs"),
        "augmentation": QCoreApplication.translate("RestartNotice", "varying the images"),
        "seed": QCoreApplication.translate("RestartNotice", "the seed"),
    }
    return [
        name for field, name in names.items() if getattr(wanted, field) != getattr(running, field)
    ]
