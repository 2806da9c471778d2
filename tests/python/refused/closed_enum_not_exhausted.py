"""A value of a closed enum is forgotten."""

from __future__ import annotations

from typing_extensions import assert_never
from wire_contracts.wire_v1 import Size


def whole(size: Size) -> str:
    match size:
        case Size.SMALL:
            return "s"
        case Size.BIG:
            return "b"
        case _:
            assert_never(size)


def call(size: Size) -> str:
    match size:
        case Size.SMALL:
            return "s"
        case _:
            assert_never(size)  # mypy[arg-type] pyright[reportArgumentType]
