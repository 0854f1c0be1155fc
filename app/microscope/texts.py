"""What is said at each stop: a title, a sentence, the formula, and the chosen unit's numbers.

walk, chosen unit and output → StopTexts.of → Explanation (rich text)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.microscope.numbers import Notation, array, variable
from app.text.formats import rounded_percent
from nn.explain.one_step import OneStep, Stop, WeightedSum, weighted_sum
from nn.preprocessing.pipeline import SIZE

_H, _O, _E, _W, _X, _Z, _T = (variable(name) for name in "hoewxzt")
_RATE = variable("η")
_SIGMA = "σ"
_ERROR = variable("E")
_WIH, _WHO = array("W", "ih"), array("W", "ho")
_DELTA = "Δ"
_JOINED = "\u00a0"
_PRIME = "\u2032"
"""Of what belongs to the weights after the step."""

TERMS = 5
"""Products of a weighted sum that are spelled out."""


@dataclass(frozen=True)
class Choice:
    """The hidden unit and the output whose numbers are put in."""

    unit: int
    output: int


@dataclass(frozen=True)
class Explanation:
    """Rich text: ``formula`` in two lines, ``shapes`` in the code's words, ``numbers`` by the line.

    ``note`` is empty where nothing needs to be added.
    """

    title: str
    sentence: str
    formula: tuple[str, str]
    shapes: str
    numbers: tuple[str, ...]
    note: str = ""


class StopTexts(QObject):
    """The texts in the language, the numbers and the colours of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget

    def name(self, stop: Stop) -> str:
        """A word for the stop."""
        return {
            Stop.HIDDEN: self.tr("Hidden"),
            Stop.OUTPUTS: self.tr("Outputs"),
            Stop.ERROR: self.tr("Error"),
            Stop.BACK: self.tr("Backward"),
            Stop.UPDATE: self.tr("Update"),
            Stop.AGAIN: self.tr("Again"),
        }[stop]

    def sentence(self, stop: Stop) -> str:
        """What happens at the stop, the same for every sample."""
        return {
            Stop.HIDDEN: self.tr(
                "Each hidden unit multiplies every pixel by its own weight and adds everything up "
                "to z; the sigmoid σ squeezes z between 0 and 1."
            ),
            Stop.OUTPUTS: self.tr(
                "The ten outputs do the same with the values of the hidden units. They see no "
                "pixel."
            ),
            Stop.ERROR: self.tr(
                "The target is 1 for the digit that it is and 0 for all others. What an output "
                "lacks to its target is its error."
            ),
            Stop.BACK: self.tr(
                "The errors go back through the same weights: a hidden unit answers for the "
                "outputs that it moved, as much as it moved them."
            ),
            Stop.UPDATE: self.tr(
                "Every weight moves a little: learning rate × error × slope of the sigmoid × the "
                "value that came in. Where nothing came in, nothing changes."
            ),
            Stop.AGAIN: self.tr("The same sample once more, through the weights as they are now."),
        }[stop]

    def of(self, stop: Stop, step: OneStep, choice: Choice) -> Explanation:
        """The explanation of a stop with the numbers of this step put in."""
        explain: Callable[[OneStep, Choice, Notation], Explanation] = {
            Stop.HIDDEN: self._hidden,
            Stop.OUTPUTS: self._outputs,
            Stop.ERROR: self._error,
            Stop.BACK: self._back,
            Stop.UPDATE: self._update,
            Stop.AGAIN: self._again,
        }[stop]
        return explain(step, choice, Notation(self._widget.locale(), self._widget.palette()))

    def _hidden(self, step: OneStep, choice: Choice, write: Notation) -> Explanation:
        unit, forward = choice.unit, step.forward
        hidden, inputs = step.weights.wih.shape
        z = float(forward.hidden_in[unit])
        found = weighted_sum(step.weights.wih[unit], step.sample.inputs, z, most=TERMS)
        return Explanation(
            self.tr("Forward: the hidden units"),
            self.sentence(Stop.HIDDEN),
            (f"{array('h')} = {_SIGMA}({_WIH} {array('x')})", _sigmoid()),
            f"wih ({hidden} × {inputs}) @ inputs ({inputs}) → hidden ({hidden})",
            (
                f"{variable('z', unit)} = Σ {_W}·{_X} = {self._sum(found, write)} = "
                f"<b>{write.number(z)}</b>",
                f"{variable('h', unit)} = {_SIGMA}({write.number(z)}) = "
                f"<b>{write.number(float(forward.hidden[unit]))}</b>",
            ),
        )

    def _outputs(self, step: OneStep, choice: Choice, write: Notation) -> Explanation:
        output, forward = choice.output, step.forward
        outputs, hidden = step.weights.who.shape
        z = float(forward.outputs_in[output])
        found = weighted_sum(step.weights.who[output], forward.hidden, z, most=TERMS)
        return Explanation(
            self.tr("Forward: the outputs"),
            self.sentence(Stop.OUTPUTS),
            (f"{array('o')} = {_SIGMA}({_WHO} {array('h')})", _sigmoid()),
            f"who ({outputs} × {hidden}) @ hidden ({hidden}) → outputs ({outputs})",
            (
                f"{variable('z', output)} = Σ {_W}·{_H} = {self._sum(found, write)} = "
                f"<b>{write.number(z)}</b>",
                f"{variable('o', output)} = {_SIGMA}({write.number(z)}) = "
                f"<b>{write.number(float(forward.outputs[output]))}</b>",
            ),
        )

    def _error(self, step: OneStep, choice: Choice, write: Notation) -> Explanation:
        output, forward = choice.output, step.forward
        count = len(forward.outputs)
        target, error = float(step.sample.targets[output]), float(forward.output_errors[output])
        value = float(forward.outputs[output])
        squares = weighted_sum(
            forward.output_errors, forward.output_errors, 2 * forward.error, most=3
        )
        summands = [f"{write.factor(term.value)}²" for term in squares.terms]
        if squares.others:
            summands.append(self._rest(squares.others).format(write.number(squares.rest)))
        return Explanation(
            self.tr("The error"),
            self.sentence(Stop.ERROR),
            (
                f"{array('e')} = {array('t')} − {array('o')}",
                f"{_ERROR} = ½ Σ {variable('e', above='2')}",
            ),
            f"targets ({count}) − outputs ({count}) → output_errors ({count})",
            (
                f"{variable('e', output)} = {variable('t', output)} − {variable('o', output)} = "
                f"{write.given(target)} − {write.number(value)} = "
                f"<b>{write.signed(error, write.number(error))}</b>",
                f"{_ERROR} = ½ ({' + '.join(summands)}) = <b>{write.number(forward.error)}</b>",
            ),
        )

    def _back(self, step: OneStep, choice: Choice, write: Notation) -> Explanation:
        unit, backward = choice.unit, step.backward
        outputs, hidden = step.weights.who.shape
        error = float(backward.hidden_errors[unit])
        exact = float(backward.chain_rule_errors[unit])
        found = weighted_sum(
            step.weights.who[:, unit], step.forward.output_errors, error, most=TERMS
        )
        return Explanation(
            self.tr("Backward: the errors of the hidden units"),
            self.sentence(Stop.BACK),
            (
                f"{array('e', 'h')} = {_WHO}<sup>T</sup> {array('e')}",
                self.tr("by calculus: {0}").format(f"{_WHO}<sup>T</sup> ({_E} · {_O} (1 − {_O}))"),
            ),
            f"who.T ({hidden} × {outputs}) @ output_errors ({outputs}) → hidden_errors ({hidden})",
            (
                f"{variable('e', f'h,{unit}')} = Σ {_W}·{_E} = {self._sum(found, write)} = "
                f"<b>{write.signed(error, write.number(error))}</b>",
            ),
            self.tr(
                "The article sends the bare errors back. By the chain rule of calculus, each would "
                "first be multiplied by the slope o (1 − o) of its output's sigmoid; this unit's "
                "error would then be {0} and not {1}. It learns either way: what matters most is "
                "the direction."
            ).format(write.number(exact), write.number(error)),
        )

    def _update(self, step: OneStep, choice: Choice, write: Notation) -> Explanation:
        outputs, hidden = step.weights.who.shape
        inputs = step.weights.wih.shape[1]
        return Explanation(
            self.tr("The update"),
            self.sentence(Stop.UPDATE),
            (
                f"{_DELTA}{variable('w', 'ho')} = {_RATE} · {_E} · {_O} (1 − {_O}) · {_H}",
                f"{_DELTA}{variable('w', 'ih')} = {_RATE} · {variable('e', 'h')} · "
                f"{_H} (1 − {_H}) · {_X}",
            ),
            f"who ({outputs} × {hidden}), wih ({hidden} × {inputs})",
            (
                *self._output_weight(step, choice, write),
                *self._hidden_weight(step, choice.unit, write),
            ),
        )

    def _output_weight(self, step: OneStep, choice: Choice, write: Notation) -> tuple[str]:
        """How the weight between the chosen unit and the chosen output moves."""
        place = (choice.output, choice.unit)
        change = float(step.update.who_change[place])
        error = float(step.forward.output_errors[choice.output])
        value = float(step.forward.outputs[choice.output])
        before, after = (float(w.who[place]) for w in (step.weights, step.update.weights))
        return (
            self.tr("Unit {0} to output {1}:").format(choice.unit, choice.output)
            + f"<br>{_DELTA}{_W} = {_product(step.learning_rate, error, value, write)} · "
            f"{write.number(float(step.forward.hidden[choice.unit]))} = "
            f"<b>{write.signed(change, write.number(change))}</b>"
            f"<br>{_W}: {write.change(before, after)}",
        )

    def _hidden_weight(self, step: OneStep, unit: int, write: Notation) -> tuple[str]:
        """How the weight between the pixel with most ink and the chosen unit moves."""
        pixel = darkest_pixel(step)
        change = float(step.wih_change(unit)[pixel])
        error = float(step.backward.hidden_errors[unit])
        value = float(step.forward.hidden[unit])
        before, after = (float(w.wih[unit, pixel]) for w in (step.weights, step.update.weights))
        row, column = divmod(pixel, SIZE)
        return (
            self.tr("Pixel in row {0}, column {1} to unit {2}:").format(row + 1, column + 1, unit)
            + f"<br>{_DELTA}{_W} = {_product(step.learning_rate, error, value, write)} · "
            f"{write.number(float(step.sample.inputs[pixel]))} = "
            f"<b>{write.signed(change, write.number(change))}</b>"
            f"<br>{_W}: {write.change(before, after)}",
        )

    def _again(self, step: OneStep, choice: Choice, write: Notation) -> Explanation:
        before, after = step.forward, step.again
        output = choice.output
        return Explanation(
            self.tr("The same sample again"),
            self.sentence(Stop.AGAIN),
            (
                f"{array('o' + _PRIME)} = {_SIGMA}({array('W' + _PRIME, 'ho')} "
                f"{_SIGMA}({array('W' + _PRIME, 'ih')} {array('x')}))",
                f"{variable('E' + _PRIME)} = ½ Σ ({_T} − {variable('o' + _PRIME)})²",
            ),
            f"inputs ({len(step.sample.inputs)}) → outputs ({len(after.outputs)})",
            (
                f"{variable('o', output)}: "
                + write.change(float(before.outputs[output]), float(after.outputs[output])),
                f"{_ERROR}: <b>{write.change(before.error, after.error)}</b>",
            ),
            self._verdict(before.error, after.error),
        )

    def _verdict(self, before: float, after: float) -> str:
        share = rounded_percent(abs(after - before) / max(before, 1e-12), self._widget.locale(), 1)
        if after < before:
            return self.tr(
                "The error is {0} smaller. One step of many: another sample will pull some of "
                "these weights back."
            ).format(share)
        if after > before:
            return self.tr(
                "The error is {0} larger: the step went too far. Go back and try a smaller "
                "learning rate."
            ).format(share)
        return self.tr("The error is the same: the step was too small to matter.")

    def _sum(self, found: WeightedSum, write: Notation) -> str:
        return write.sum_of(found, self._rest(found.others))

    def _rest(self, others: int) -> str:
        """The rest of a sum, with its number in {0}."""
        return self.tr("{0} (from {1} more)").format("{0}", others)


def darkest_pixel(step: OneStep) -> int:
    """The first of the pixels with most ink: the weights from it move most."""
    return int(step.sample.inputs.argmax())


def _sigmoid() -> str:
    return f"{_SIGMA}({_Z}) = 1 / (1 + exp(−{_Z}))"


def _product(rate: float, error: float, value: float, write: Notation) -> str:
    """Learning rate, error and slope, as numbers."""
    number = write.number(value)
    slope = f"{number} (1 − {number})".replace(" ", _JOINED)
    return f"{write.given(rate)} · {write.factor(error)} · {slope}"
