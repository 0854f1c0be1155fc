"""What is on the stage: the network, the drawing, and from them the arrangement and the content.

    show_network, show_image → compose(room) → arrangement, content

A choice of units, once made, is kept for as long as the network has the same layers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from app.network_picture.arrangement import Arrangement, Room, arrange
from app.network_picture.content import (
    Content,
    NetworkFacts,
    Wishes,
    changes_between,
    content_of,
)
from app.network_picture.link_painting import Ways
from nn.arrays import Array
from nn.network import Network


class Scene:
    """Holds what is shown. ``arrangement``, ``ways``, ``content``: None until :meth:`compose`."""

    def __init__(self) -> None:
        self.arrangement: Arrangement | None = None
        self.content: Content | None = None
        self.ways: Ways | None = None
        self._facts: NetworkFacts | None = None
        self._before: NetworkFacts | None = None
        self._image: Array | None = None
        self._shown: Mapping[int, tuple[int, ...]] = {}
        self._is_out_of_place = True

    @property
    def is_drawn_on(self) -> bool:
        """Whether there is a drawing."""
        return self._image is not None

    def show_network(self, network: Network, *, learns: bool) -> bool:
        """Show another network; True where it has other layers, so that all is placed anew.

        One that ``learns`` is compared with the one before.
        """
        before, self._facts = self._facts, NetworkFacts(network)
        if before is not None and before.is_alike(self._facts):
            self._before = before if learns else None
            return False
        self._shown = {}
        self._before = None
        self._is_out_of_place = True
        return True

    def show_image(self, image: Array | None) -> bool:
        """Show another drawing (28, 28), None for an empty one; False where it is the same."""
        if _same(image, self._image):
            return False
        self._image = image
        return True

    def forget_changes(self) -> None:
        """The network learns no more."""
        self._before = None

    def place_anew(self) -> None:
        """The room has changed; until the next content, the old one is shown where it was."""
        self._is_out_of_place = True

    def compose(self, room: Room, wishes: Wishes) -> bool:
        """Find the content for the newest network and drawing; False where there is no network."""
        if self._facts is None:
            return False
        if self.arrangement is None or self._is_out_of_place:
            self._is_out_of_place = False
            self.arrangement = arrange(self._facts.network, self._facts.levels, room)
            self.ways = Ways(self.arrangement, self._facts.network)
        content = content_of(self._facts, self._image, self.arrangement, self._shown, wishes)
        if self._before is not None:
            changed = changes_between(self._before, content, self.arrangement)
            content = replace(content, changed=changed)
        self.content, self._shown = content, content.shown
        return True


def _same(first: Array | None, second: Array | None) -> bool:
    if first is None or second is None:
        return first is second
    return np.array_equal(first, second)
