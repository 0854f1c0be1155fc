"""The lines of :mod:`nn.classic` that compute what a stop shows, read from the source itself.

    stop → the variables that it computes → the statements that assign them → their lines

Which lines these are is found in the syntax tree at run time, so that what is shown is what runs.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nn.classic import ClassicNetwork
from nn.explain.one_step import Stop

_COMPUTES: dict[Stop, frozenset[str]] = {
    Stop.HIDDEN: frozenset({"hidden"}),
    Stop.OUTPUTS: frozenset({"outputs"}),
    Stop.ERROR: frozenset({"output_errors"}),
    Stop.BACK: frozenset({"hidden_errors"}),
    Stop.UPDATE: frozenset({"output_deltas", "hidden_deltas", "rate", "self.who", "self.wih"}),
}
"""What each stop assigns in :meth:`ClassicNetwork.fit`. The last stop evaluates instead."""


@dataclass(frozen=True)
class ShownCode:
    """The body of a function as it stands in its file, without the docstring.

    ``first`` is the number of the first line in the file ``file`` (relative to the checkout);
    ``highlighted`` are indices into ``lines``.
    """

    file: str
    function: str
    first: int
    lines: tuple[str, ...]
    highlighted: tuple[int, ...]


@lru_cache(maxsize=len(Stop))
def code_of(stop: Stop) -> ShownCode:
    """The code that computes what ``stop`` shows, with its own lines highlighted.

    Raises OSError where the program has no source at hand.
    """
    if stop is Stop.AGAIN:
        return _shown(ClassicNetwork.evaluate, lambda node: isinstance(node, ast.Return))
    names = _COMPUTES[stop]
    return _shown(ClassicNetwork.fit, lambda node: bool(assigned(node) & names))


def assigned(statement: ast.stmt) -> frozenset[str]:
    """The variables that one statement assigns or adds to, as they are written."""
    match statement:
        case ast.Assign(targets=targets):
            return frozenset(map(ast.unparse, targets))
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
            return frozenset({ast.unparse(target)})
    return frozenset()


def statements_of(function: Callable[..., Any]) -> tuple[list[ast.stmt], list[str], int]:
    """A function's statements, its lines without indentation, and the first line's number."""
    raw, number = inspect.getsourcelines(function)
    source = textwrap.dedent("".join(raw))
    definition = ast.parse(source).body[0]
    assert isinstance(definition, ast.FunctionDef)
    body = definition.body[1:] if ast.get_docstring(definition) is not None else definition.body
    return body, source.splitlines(), number


def _shown(function: Callable[..., Any], is_meant: Callable[[ast.stmt], bool]) -> ShownCode:
    statements, lines, number = statements_of(function)
    first, last = statements[0].lineno, statements[-1].end_lineno
    meant = [
        line - first
        for statement in statements
        if is_meant(statement)
        for line in range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
    ]
    body = textwrap.dedent("\n".join(lines[first - 1 : last])).splitlines()
    file = Path(inspect.getsourcefile(function) or "")
    return ShownCode(
        file=f"{file.parent.name}/{file.name}",
        function=function.__qualname__,
        first=number + first - 1,
        lines=tuple(body),
        highlighted=tuple(meant),
    )
