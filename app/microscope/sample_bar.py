"""Which sample is looked at: the next image, or the drawing with what the user says it is."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.microscope.samples import Images
from app.microscope.session import Session
from app.microscope.walk import Walk
from app.text.formats import whole_number
from app.text.translate import translated
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from app.ui.widgets import FlowLayout, WheelGuard
from nn.network import DIGITS


class SampleBar(QWidget):
    """``image_wanted`` asks for the next image; ``label_said`` carries what the drawing is."""

    image_wanted = Signal()
    label_said = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._next = PushButton(self.tr("Take the Next Image"), self)
        self._next.setObjectName("microscopeNextImage")
        self._next.clicked.connect(self.image_wanted)
        self._labels = self._make_labels()
        self._caption = QLabel(self)
        self._caption.setObjectName("microscopeSample")
        self._caption.setWordWrap(True)
        self._caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._lay_out()

    def show_session(self, session: Session) -> None:
        """Show what can be taken, and what is."""
        images, walk = session.images, session.walk
        self._next.setEnabled(images is not None)
        self._labels.setEnabled(images is not None and session.has_drawing)
        self._labels.setToolTip("" if session.has_drawing else self.tr("Draw a digit first."))
        index = 0 if session.label is None else session.label + 1
        if index != self._labels.currentIndex():
            self._labels.setCurrentIndex(index)
        self._caption.setText(self._text(images, walk))

    def _text(self, images: Images | None, walk: Walk | None) -> str:
        if images is None:
            return self.tr("Loading the images…")
        if walk is None:
            return self._source(images)
        label = walk.step.sample.label
        if not walk.moment.is_image:
            return self.tr("Your drawing (label {0})").format(label)
        number = whole_number(walk.moment.image % len(images) + 1, self.locale())
        if images.is_mnist:
            return self.tr("MNIST's training image {0} (label {1})").format(number, label)
        return self.tr("Synthesised digit {0} (label {1})").format(number, label)

    def _source(self, images: Images) -> str:
        """What the next image would be."""
        if images.refusal is not None:
            return self.tr("{0} Digits that the program draws itself take its place.").format(
                translated(images.refusal)
            )
        if images.is_mnist:
            return self.tr("The images are those of MNIST's training part, in their order.")
        return self.tr("There is no MNIST here; the images are digits that the program draws.")

    def _make_labels(self) -> QComboBox:
        labels = QComboBox(self)
        labels.setObjectName("microscopeLabel")
        labels.setAccessibleName(self.tr("My drawing shows"))
        labels.addItem("–")
        labels.addItems([str(digit) for digit in range(DIGITS)])
        # Said by a person, and not where the choice is only shown.
        labels.activated.connect(self._say)
        WheelGuard(self).guard(labels)
        return labels

    def _lay_out(self) -> None:
        drawing = QWidget(self)
        # Its words stand on one line with those of the button beside it.
        drawing.setMinimumHeight(self._next.sizeHint().height())
        row = QHBoxLayout(drawing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        row.addWidget(QLabel(self.tr("or: my drawing shows"), drawing))
        row.addWidget(self._labels)
        choices = QWidget(self)
        flow = FlowLayout(choices)
        flow.addWidget(self._next)
        flow.addWidget(drawing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(choices)
        layout.addWidget(self._caption)

    @Slot(int)
    def _say(self, index: int) -> None:
        if index > 0:
            self.label_said.emit(index - 1)
