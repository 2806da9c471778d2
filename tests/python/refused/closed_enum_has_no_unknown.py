"""A closed enum has no values but its own."""

from __future__ import annotations

from wire_contracts.wire_v1 import Size

size = Size.unknown("huge")  # mypy[attr-defined] pyright[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
