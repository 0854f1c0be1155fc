from __future__ import annotations

from app.comparison.networks import CURRENT, SHIPPED, Choice, Source
from app.presentation.networks import MOST, Chosen

OTHER = Choice(Source.RUN)
KNOWN = (CURRENT, SHIPPED, OTHER)


def test_it_begins_with_the_network_in_use() -> None:
    assert Chosen().choices == (CURRENT,)


def test_one_more_is_one_that_is_not_there_yet_and_is_marked() -> None:
    chosen = Chosen().with_another(KNOWN).with_another(KNOWN)
    assert chosen == Chosen((CURRENT, SHIPPED, OTHER), 2)


def test_there_are_four_at_most_and_one_at_least() -> None:
    chosen = Chosen()
    for _ in range(6):
        chosen = chosen.with_another(KNOWN)
    assert len(chosen.choices) == MOST
    for _ in range(6):
        chosen = chosen.without_marked()
    assert len(chosen.choices) == 1
    assert chosen.place == 0


def test_the_marked_one_goes() -> None:
    chosen = Chosen((CURRENT, SHIPPED, OTHER), 1).without_marked()
    assert chosen == Chosen((CURRENT, OTHER), 1)


def test_the_mark_goes_round() -> None:
    chosen = Chosen((CURRENT, SHIPPED), 1)
    assert chosen.marked(2).place == 0
    assert chosen.marked(-1).place == 1


def test_the_networks_of_a_column_go_round() -> None:
    chosen = Chosen((CURRENT, SHIPPED), 1)
    assert chosen.changed(1, KNOWN).choices == (CURRENT, OTHER)
    assert chosen.changed(2, KNOWN).choices == (CURRENT, CURRENT)
    assert chosen.changed(-2, KNOWN).choices == (CURRENT, OTHER)


def test_what_is_gone_gives_its_place_to_the_one_in_use() -> None:
    chosen = Chosen((SHIPPED, OTHER), 1)
    assert chosen.limited_to((CURRENT, SHIPPED)) == Chosen((SHIPPED, CURRENT), 1)
