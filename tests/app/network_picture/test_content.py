from __future__ import annotations

import numpy as np
import pytest

from app.network_picture.arrangement import arrange
from app.network_picture.content import NetworkFacts, Wishes, changes_between, content_of
from nn.explain.contributions import unit_numbers
from nn.layers import Layer
from tests.app.network_picture.parts import (
    CONVOLUTIONAL,
    DEEP,
    DENSE,
    SIGMOIDS,
    composed,
    image,
    network,
    room,
)


@pytest.mark.parametrize("layers", [DENSE, CONVOLUTIONAL, SIGMOIDS, DEEP])
def test_every_column_has_a_unit_in_each_slot(layers: tuple[Layer, ...]) -> None:
    for drawn in (None, image()):
        arrangement, content = composed(layers, drawn)
        for column in arrangement.columns[1:]:
            units = content.shown[column.level]
            assert len(set(units)) == len(units) == column.count


def test_nothing_is_tied_where_nothing_is_drawn() -> None:
    _, content = composed(DENSE)
    assert content.passed is None
    assert not content.links


@pytest.mark.parametrize("layers", [DENSE, CONVOLUTIONAL])
def test_a_link_is_as_strong_as_what_its_source_contributes(layers: tuple[Layer, ...]) -> None:
    _, content = composed(layers, image())
    assert content.passed is not None
    for level, links in content.links.items():
        if level == 0:
            continue
        for source, unit, strength in zip(
            links.sources[-3:], links.units[-3:], links.strengths[-3:], strict=True
        ):
            shape = content.facts.levels[level].shape
            if len(shape) > 1:
                continue
            numbers = unit_numbers(content.passed, level, (content.shown[level][unit],))
            of_source = numbers.sources[:, 0] == content.shown[level - 1][source]
            own = numbers.contributions[of_source].sum()
            assert strength == pytest.approx(own, rel=1e-4, abs=1e-6)


def test_links_from_the_image_begin_at_ink() -> None:
    _, content = composed(DENSE, image())
    inked = np.flatnonzero(image())
    assert set(content.links[0].sources.tolist()) <= set(inked.tolist())


def test_the_answer_is_tied_to_what_made_it() -> None:
    _, content = composed(CONVOLUTIONAL, image())
    assert content.passed is not None
    answer = int(content.passed.values(4)[:11].argmax())
    assert np.count_nonzero(content.links[4].units == answer) >= 5


def test_the_choice_stays_while_the_drawing_changes_a_little() -> None:
    facts = NetworkFacts(network(DENSE))
    arrangement = arrange(facts.network, facts.levels, room())
    first = content_of(facts, image(), arrangement, {}, Wishes())
    rng = np.random.default_rng(0)
    shown = first.shown
    for _ in range(20):
        drawn = (image() * rng.uniform(0.97, 1, (28, 28))).astype(np.float32)
        shown = content_of(facts, drawn, arrangement, shown, Wishes()).shown
    assert shown == first.shown


def test_wanted_units_have_a_slot() -> None:
    facts = NetworkFacts(network(DENSE))
    arrangement = arrange(facts.network, facts.levels, room())
    before = content_of(facts, image(), arrangement, {}, Wishes()).shown
    hidden = next(unit for unit in range(60) if unit not in before[0])
    wishes = Wishes({0: frozenset({hidden})})
    assert hidden in content_of(facts, image(), arrangement, before, wishes).shown[0]


def test_what_has_changed_most_is_found_among_what_is_shown() -> None:
    before = NetworkFacts(network(DENSE))
    arrangement, content = composed(DENSE, image())
    vector = before.network.parameters.copy()
    moved = before.network.with_parameters(vector)
    unit, source = content.shown[1][2], content.shown[0][1]
    moved.views[3][0][unit, source] += 5
    after = content_of(NetworkFacts(moved), image(), arrangement, content.shown, Wishes())
    assert after.shown[1] == content.shown[1]
    changed = changes_between(before, after, arrangement)
    position = after.shown[0].index(source)
    assert (changed[1].sources.tolist(), changed[1].units.tolist()) == ([position], [2])
    assert not len(changed[2].units)


def test_networks_of_other_layers_are_not_compared() -> None:
    arrangement, content = composed(DENSE, image())
    assert changes_between(NetworkFacts(network(SIGMOIDS)), content, arrangement) == {}


def test_a_network_that_has_diverged_is_shown_without_links() -> None:
    diverged = network(DENSE).with_parameters(np.full(network(DENSE).parameter_count, np.nan))
    facts = NetworkFacts(diverged)
    arrangement = arrange(diverged, facts.levels, room())
    content = content_of(facts, image(), arrangement, {}, Wishes())
    assert not content.is_finite
    assert all(len(links.units) == 0 for links in content.links.values())


def test_the_changes_of_kernels_begin_where_their_map_looks() -> None:
    before = NetworkFacts(network(CONVOLUTIONAL))
    arrangement, content = composed(CONVOLUTIONAL, image())
    vector = before.network.parameters + np.float32(0.01)
    after = content_of(
        NetworkFacts(before.network.with_parameters(vector)), image(), arrangement, {}, Wishes()
    )
    changed = changes_between(before, after, arrangement)[0]
    links = after.links[0]
    looks = dict(zip(links.units.tolist(), links.sources.tolist(), strict=True))
    for unit, pixel in zip(changed.units.tolist(), changed.sources.tolist(), strict=True):
        assert pixel == looks[unit]
    assert len(content.links[0].units)
