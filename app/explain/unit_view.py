"""One unit enlarged, as the section "Layers" shows the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.explain.activations import UnitActivation
from app.explain.section import LiveCaption
from app.text.formats import in_a_row, signed
from app.ui.array_images import PixelView, evidence_image, signed_image
from app.ui.theme import UNIT
from app.ui.type_scale import scale_type
from nn.network import DIGITS
from nn.preprocessing.frame import SIZE


class UnitView(QWidget):
    """One unit enlarged: a picture, a second one for a map, and a sentence on what they mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit: UnitActivation | None = None
        self._picture = self._view("unitPicture", largest=6 * SIZE)
        self._second = self._view("unitSecondPicture", largest=6 * SIZE)
        self._title = QLabel(self)
        scale_type(self._title, 1.0, bold=True)
        self._sentence = LiveCaption(self)
        self._sentence.setObjectName("unitSentence")
        pictures = QHBoxLayout()
        pictures.setSpacing(UNIT)
        pictures.addWidget(self._picture, 3)
        pictures.addWidget(self._second, 3)
        pictures.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, UNIT, 0, UNIT)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(self._title)
        layout.addLayout(pictures)
        layout.addWidget(self._sentence)

    @property
    def sentence(self) -> str:
        """What is said about the unit."""
        return self._sentence.text

    def show_unit(self, unit: UnitActivation) -> None:
        """Show another unit, or the same for another drawing."""
        self._unit = unit
        self._title.setText(self._name(unit))
        self._sentence.set_text(self._explain(unit))
        self._picture.setAccessibleName(self._name(unit))
        is_kernel = unit.kernel is not None
        second = self.tr("Its pattern") if is_kernel else self.tr("Its answers everywhere")
        self._second.setAccessibleName(second)
        self._paint(unit)

    def _view(self, name: str, *, largest: int) -> PixelView:
        view = PixelView(self, largest=largest)
        view.setObjectName(name)
        view.setMaximumWidth(largest)
        return view

    def _paint(self, unit: UnitActivation) -> None:
        colours = self.palette()
        is_weights = unit.level.sees_image and unit.map is None
        picture = (
            signed_image(unit.picture, colours)
            if is_weights
            else evidence_image(unit.picture, unit.image, colours)
        )
        frame = None
        if unit.seen is not None:
            frame = QRectF(unit.seen.left, unit.seen.top, unit.seen.side, unit.seen.side)
        self._picture.show_image(picture, frame=frame)
        second = unit.kernel if unit.kernel is not None else unit.map
        self._second.setVisible(second is not None)
        if second is not None:
            self._second.show_image(signed_image(second, colours))

    def _name(self, unit: UnitActivation) -> str:
        number = unit.choice.unit
        if unit.level.kind == "output":
            if number == DIGITS:
                return self.tr("Output for \u201cnot a digit\u201d")
            return self.tr("Output for {0}").format(number)
        if unit.map is not None:
            return self.tr("Map {0}").format(number)
        return self.tr("Unit {0}").format(number)

    def _explain(self, unit: UnitActivation) -> str:
        if unit.is_silent:
            return in_a_row(self._explain_picture(unit), self.tr("It is silent at this drawing."))
        value = signed(unit.value, 2, self.locale())
        ranked = self.tr("It gives {0} here: place {1} of {2}.").format(
            value, unit.rank, unit.level.units
        )
        return in_a_row(self._explain_picture(unit), ranked)

    def _explain_picture(self, unit: UnitActivation) -> str:
        if unit.seen is not None and unit.is_silent:
            return self.tr(
                "It comes closest to answering in the frame, the {0} × {0} pixels that it sees "
                "there: more ink on blue would bring it closer, more ink on orange take it away."
            ).format(unit.seen.side)
        if unit.kernel is not None:
            return self.tr(
                "It slides the pattern on the right over the picture and answers where ink lies on "
                "blue and none on orange. The frame is where it answers most strongly."
            )
        if unit.seen is not None:
            return self.tr(
                "It answers most strongly in the frame, the {0} × {0} pixels that it sees there: "
                "more ink on blue would raise the answer, more ink on orange lower it. On the "
                "right its answers everywhere."
            ).format(unit.seen.side)
        if unit.level.sees_image:
            return self.tr(
                "It adds up the ink that lies on blue and takes off what lies on orange."
            )
        return self.tr(
            "More ink on blue would raise it at this drawing, more ink on orange lower it."
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._unit is not None:
            self._paint(self._unit)
