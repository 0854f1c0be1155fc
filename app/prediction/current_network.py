"""Which network answers: the one in use, or the one in training; and what becomes of either.

    start-up       the user's own network, or the shipped one
    reset          one with fresh random weights, that has learned nothing yet
    in training    the network in training answers while it learns
    an epoch       of a training answers while the user looks back at it
    finished       it is kept, and answers from now on; if it learned nothing, as stopped
    stopped        the earlier one answers again, and the user may still keep the new one
    failed         the earlier one answers again

Every swap is one assignment in the GUI thread.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from app.prediction.model_store import Loaded, ModelStore
from app.prediction.recognizer import Recognizer
from app.text.formats import rounded_percent
from app.text.translate import recipe_title
from nn.model_file import Model
from nn.network import Network
from nn.reader import Calibration, Reader


@dataclass(frozen=True)
class _Answer:
    """Who answers, what is said of it, and the name of its recipe."""

    reader: Reader
    sentence: str
    recipe: str


class CurrentNetwork(QObject):
    """Gives the recognizer its network.

    ``described`` says which network answers; ``problem`` what went wrong; ``offered`` that a
    network which was not put into use can still be kept, by :meth:`keep_stopped`.
    ``reader_changed`` carries the :class:`nn.reader.Reader` that answers from now on, whatever
    the reason; ``model_changed`` the :class:`nn.model_file.Model` that answers when nothing is in
    training, whenever it is another one.
    """

    reader_changed = Signal(object)
    model_changed = Signal(object)
    described = Signal(str)
    problem = Signal(str)
    offered = Signal(str)
    centring_changed = Signal(bool)

    def __init__(
        self, recognizer: Recognizer, store: ModelStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._recognizer = recognizer
        self._store = store
        self._model: Model | None = None
        self._is_own = False
        self._offered: Model | None = None
        self._now: _Answer | None = None
        self._spoken: _Answer | None = None
        self._recipe = ""
        self._is_centred = True
        self._looks_back = False
        self._is_seen = True
        self._is_behind = False

    @property
    def model(self) -> Model | None:
        """The model in use when nothing is in training."""
        return self._model

    @property
    def recipe(self) -> str:
        """The name of the recipe that ``described`` has named last; empty where it named none."""
        return self._recipe

    @property
    def is_own(self) -> bool:
        """Whether the user trained it."""
        return self._is_own

    @property
    def has_own(self) -> bool:
        """Whether there is one that the user trained, in use or not."""
        return self._store.has_own

    def set_seen(self, is_seen: bool) -> None:
        """Whether anybody sees the answers. Else none is given, and the newest one afterwards."""
        self._is_seen = is_seen
        if is_seen and self._is_behind and self._spoken is not None:
            self._speak(self._spoken)

    def load(self) -> None:
        """Take the network that was last in use."""
        self._take(self._store.load())

    @Slot()
    def use_shipped(self) -> None:
        """Go back to the network that came with the program; the own one is kept."""
        self._take(self._store.choose(shipped=True))

    @Slot()
    def use_own(self) -> None:
        """Go back to the network that the user trained."""
        self._take(self._store.choose(shipped=False))

    def follow(self, model: Model) -> None:
        """Answer with the network in training as it is now; it is not calibrated yet."""
        sentence = self.tr("In training: {0}").format(recipe_title(model.recipe))
        self._answer(_Answer(Reader(model.network), sentence, model.recipe))

    def show_untrained(self, network: Network, recipe: str) -> None:
        """Answer with a network of fresh weights, until a training or :meth:`go_back`."""
        self._looks_back = False
        sentence = self.tr("Untrained: {0}").format(recipe_title(recipe))
        self._answer(_Answer(Reader(network), sentence, recipe))

    def look_back(self, network: Network, recipe: str, epoch: float) -> None:
        """Answer with a network as it was at that epoch, until :meth:`look_at_now`."""
        self._looks_back = True
        at = QLocale().toString(epoch, "f", 2 if epoch < 1 else 1)
        sentence = self.tr("Epoch {0}: {1}").format(at, recipe_title(recipe))
        self._speak(_Answer(Reader(network), sentence, recipe))

    @Slot()
    def look_at_now(self) -> None:
        """Let the network answer again that would have without looking back."""
        if self._looks_back:
            self._looks_back = False
            if self._now is not None:
                self._speak(self._now)

    def take_finished(self, model: Model) -> None:
        """Answer with a network whose training is complete, and keep it.

        One that has learned nothing takes no other one's place; it can be kept all the same.
        """
        if model.has_learned or self._model is None:
            self.use(model)
            return
        text = self.tr(
            "The new network reads no better than guessing ({0} of the validation images); "
            "the earlier one answers again."
        )
        self._offer(model, text)

    @Slot(object)
    def use(self, model: Model) -> None:
        """Answer with this network from now on, and keep it as the user's own."""
        self._offered = None
        self._use(model, is_own=True)
        try:
            self._store.keep(model)
        except OSError as error:
            self.problem.emit(
                self.tr(
                    "The new network could not be saved and will be gone at the next start: {0}. "
                    "Save it elsewhere with Save Network As."
                ).format(error.strerror or error)
            )

    def take_stopped(self, model: Model | None) -> None:
        """Answer with the earlier network again, and offer what the stopped training learned."""
        if model is None or model.metadata.get("validation_accuracy") is None:
            self.go_back()
            return
        text = self.tr(
            "Training stopped at {0} validation accuracy; the earlier network answers again."
        )
        self._offer(model, text)

    @Slot()
    def keep_stopped(self) -> None:
        """Keep the network that was offered after all."""
        if self._offered is not None:
            self.use(self._offered)

    @Slot()
    def go_back(self) -> None:
        """Answer with the earlier network again: the one in training came to nothing."""
        self._offered = None
        if self._model is not None:
            self._use(self._model, is_own=self._is_own)

    @Slot(object)
    def show_altered(self, reader: Reader | None) -> None:
        """Answer with this network, which was broken on purpose; None for the sound one again."""
        if reader is not None:
            self._recognizer.set_reader(reader.with_centring(self._is_centred))
            self._describe(self.tr("Broken on purpose, to see what it needs"))
        elif self._spoken is not None:
            self._recognizer.set_reader(self._spoken.reader.with_centring(self._is_centred))
            self._describe(self._spoken.sentence, self._spoken.recipe)

    @property
    def is_centred(self) -> bool:
        """Whether drawings are brought into MNIST's frame before they are read."""
        return self._is_centred

    @Slot(bool)
    def set_centring(self, is_centred: bool) -> None:
        """Bring drawings into MNIST's frame before they are read, or read the sheet as it is."""
        if is_centred != self._is_centred:
            self._is_centred = is_centred
            self.centring_changed.emit(is_centred)
            if self._spoken is not None:
                self._speak(self._spoken)

    def _offer(self, model: Model, text: str) -> None:
        """Go back, and let the user decide about this network; {0} is its accuracy."""
        self.go_back()
        self._offered = model
        accuracy = model.metadata["validation_accuracy"]
        self.offered.emit(text.format(rounded_percent(accuracy, QLocale(), 1)))

    def _take(self, loaded: Loaded) -> None:
        if loaded.problems:
            self.problem.emit("\n".join(loaded.problems))
        if loaded.model is None:
            self._describe(self.tr("No network: retrain to make one"))
        else:
            self._use(loaded.model, is_own=loaded.is_own)

    def _use(self, model: Model, *, is_own: bool) -> None:
        is_another = model is not self._model
        self._model, self._is_own = model, is_own
        self._looks_back = False
        reader = Reader(model.network, Calibration.from_metadata(model.metadata))
        sentence = self._description(model, is_own=is_own)
        self._answer(_Answer(reader, sentence, model.recipe))
        if is_another:
            self.model_changed.emit(model)

    def _description(self, model: Model, *, is_own: bool) -> str:
        title, accuracy = recipe_title(model.recipe), model.metadata.get("validation_accuracy")
        if accuracy is None:
            plain = self.tr("Your network: {0}") if is_own else self.tr("Shipped network: {0}")
            return plain.format(title)
        measured = (
            self.tr("Your network: {0}, {1} right in validation")
            if is_own
            else self.tr("Shipped network: {0}, {1} right in validation")
        )
        return measured.format(title, rounded_percent(accuracy, QLocale(), 2))

    def _answer(self, answer: _Answer) -> None:
        """Answer with this one, at once or after the look back."""
        self._now = answer
        if not self._looks_back:
            self._speak(answer)

    def _speak(self, answer: _Answer) -> None:
        self._spoken = answer
        self._is_behind = not self._is_seen
        if self._is_seen:
            reader = answer.reader.with_centring(self._is_centred)
            self._recognizer.set_reader(reader)
            self.reader_changed.emit(reader)
        self._describe(answer.sentence, answer.recipe)

    def _describe(self, sentence: str, recipe: str = "") -> None:
        self._recipe = recipe
        self.described.emit(sentence)
