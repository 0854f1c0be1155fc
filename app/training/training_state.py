"""What the training panel is in the middle of, and which of its buttons can then be pressed.

The state alone decides, so two quick clicks cannot start two trainings, and a button that would
do nothing cannot be pressed.

    IDLE ──run──► STARTING ──first report──► RUNNING ⇄ PAUSED
      │ reset         ⇅ DOWNLOADING             └──────┴── end ──► IDLE
      ▼
    UNTRAINED ──run──► STARTING …
"""

from __future__ import annotations

from enum import Enum, StrEnum, auto


class State(Enum):
    """What the panel's training is doing."""

    IDLE = auto()
    """Nothing; the network in use answers."""
    UNTRAINED = auto()
    """Nothing; a network with fresh weights answers and waits to be trained."""
    DOWNLOADING = auto()
    """The training images are on their way from the network."""
    STARTING = auto()
    """The process starts and reads or draws its training images."""
    RUNNING = auto()
    PAUSED = auto()

    @property
    def is_training(self) -> bool:
        """Whether there is a training that could be stopped."""
        return self not in (State.IDLE, State.UNTRAINED)


class Control(StrEnum):
    """The buttons, by their object names."""

    RUN = "retrainButton"
    PAUSE = "pauseButton"
    STEP = "stepButton"
    STOP = "stopButton"
    RESET = "resetButton"


ENABLED: dict[State, frozenset[Control]] = {
    State.IDLE: frozenset({Control.RUN, Control.STEP, Control.RESET}),
    State.UNTRAINED: frozenset({Control.RUN, Control.STEP, Control.STOP, Control.RESET}),
    State.DOWNLOADING: frozenset({Control.STOP}),
    State.STARTING: frozenset({Control.STOP}),
    State.RUNNING: frozenset({Control.PAUSE, Control.STOP, Control.RESET}),
    State.PAUSED: frozenset({Control.PAUSE, Control.STEP, Control.STOP, Control.RESET}),
}
"""The buttons that do something in each state."""
