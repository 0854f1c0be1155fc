from __future__ import annotations

from app.network_picture.content import Wishes
from app.network_picture.scene import Scene
from tests.app.network_picture.parts import DENSE, SIGMOIDS, image, network, room


def test_without_a_network_there_is_nothing_to_compose() -> None:
    scene = Scene()
    scene.show_image(image())
    assert not scene.compose(room(), Wishes())
    assert scene.content is None


def test_a_network_of_the_same_layers_keeps_the_places() -> None:
    scene = Scene()
    assert scene.show_network(network(DENSE), learns=False)
    scene.show_image(image())
    assert scene.compose(room(), Wishes())
    before = scene.arrangement
    assert not scene.show_network(network(DENSE), learns=False)
    scene.compose(room(), Wishes())
    assert scene.arrangement is before
    assert scene.show_network(network(SIGMOIDS), learns=False)
    scene.compose(room(), Wishes())
    assert scene.arrangement is not before


def test_changes_are_told_only_while_it_learns() -> None:
    scene = Scene()
    first = network(DENSE)
    moved = first.with_parameters(first.parameters + 1)
    scene.show_network(first, learns=False)
    scene.show_network(moved, learns=True)
    scene.compose(room(), Wishes())
    assert scene.content is not None
    assert scene.content.changed
    scene.forget_changes()
    scene.compose(room(), Wishes())
    assert not scene.content.changed


def test_until_it_is_composed_anew_the_old_places_are_shown() -> None:
    scene = Scene()
    scene.show_network(network(DENSE), learns=False)
    scene.compose(room(), Wishes())
    before = scene.arrangement
    scene.place_anew()
    assert scene.arrangement is before
    scene.compose(room(900, 700), Wishes())
    assert scene.arrangement is not before


def test_the_same_drawing_is_no_change() -> None:
    scene = Scene()
    assert scene.show_image(image())
    assert not scene.show_image(image())
    assert scene.show_image(None)
    assert not scene.show_image(None)
    assert not scene.is_drawn_on
