"""A variant of a closed union is forgotten."""

from __future__ import annotations

from typing_extensions import assert_never
from wire_contracts.wire_v1 import Shape, ShapeBoth, ShapeCircle


def whole(shape: Shape) -> float:
    match shape:
        case ShapeCircle(radius=radius):
            return radius
        case ShapeBoth():
            return whole(shape.left) + whole(shape.right)
        case _:
            assert_never(shape)


def call(shape: Shape) -> float:
    match shape:
        case ShapeCircle(radius=radius):
            return radius
        case _:
            assert_never(shape)  # mypy[arg-type] pyright[reportArgumentType]
