"""The types that the schema language has by itself, as they are read and written.

What JSON has too is read and written by one function, `string` or `uint32`; generated
code asks for the exact type by itself first, and comes here with everything else.
All others have two: `read_uuid` and `write_uuid`.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
import struct
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from .wire import DEEPEST, WireError, expected, expected_text, number_text, too_deep

_FLOAT32_MAX = 3.4028235677973366e38
"""What is at least this is rounded to infinity by 32 bits."""

_LONGEST_DECIMAL = 100

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIMESTAMP = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-]\d\d:\d\d))",
    re.ASCII,
)
_DURATION = re.compile(
    r"(-)?P(?=.)(?:(\d{1,18})D)?"
    r"(?:T(?=.)(?:(\d{1,18})H)?(?:(\d{1,18})M)?(?:(\d{1,18})(?:\.(\d{1,9}))?S)?)?",
    re.ASCII,
)
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_WHOLE_NUMBER = re.compile(r"0|-?[1-9]\d*", re.ASCII)
_HYPHENATED = re.compile(
    r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}", re.ASCII
)

_LAST = datetime(9999, 12, 30, 22, tzinfo=timezone.utc)
_LONGEST = timedelta(days=999_999_999)


def string(value: object) -> str:
    """A string without lone surrogates, which no other language could read."""
    if type(value) is str:
        text = value
    elif isinstance(value, str):
        # A subclass, such as an enum of the user's own, is a plain string on the wire.
        text = str.__str__(value)
    else:
        raise expected("string", value)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise expected_text("string of Unicode characters", text) from None
    return text


def boolean(value: object) -> bool:
    """True or False, and nothing that is like them."""
    if value is True or value is False:
        return value
    raise expected("bool", value)


def int32(value: object) -> int:
    """A whole number of 32 bits."""
    return _whole_number("int32", value, -(2**31), 2**31 - 1)


def int64(value: object) -> int:
    """A whole number of 64 bits."""
    return _whole_number("int64", value, -(2**63), 2**63 - 1)


def uint32(value: object) -> int:
    """A whole number of 32 bits, from 0."""
    return _whole_number("uint32", value, 0, 2**32 - 1)


def uint64(value: object) -> int:
    """A whole number of 64 bits, from 0."""
    return _whole_number("uint64", value, 0, 2**64 - 1)


def read_int64_text(value: object) -> int:
    """An int64 out of a JSON string; a number is read, too."""
    return _read_text("int64", value, int64)


def read_uint64_text(value: object) -> int:
    """A uint64 out of a JSON string; a number is read, too."""
    return _read_text("uint64", value, uint64)


def write_int64_text(value: object) -> str:
    """An int64 as a JSON string."""
    return str(int64(value))


def write_uint64_text(value: object) -> str:
    """A uint64 as a JSON string."""
    return str(uint64(value))


def read_float64(value: object) -> float:
    """A finite number of 64 bits; whole ones are read, too."""
    return _float("float64", value)


def write_float64(value: object) -> float:
    """A finite number of 64 bits."""
    return _finite("float64", value)


def read_float32(value: object) -> float:
    """A finite number of 32 bits; whole ones are read, too."""
    number = _float("float32", value)
    if abs(number) >= _FLOAT32_MAX:
        raise expected("float32", value)
    return _as_float32(number)


def write_float32(value: object) -> float:
    """A finite number of 32 bits, with the fewest digits that it is read again from."""
    number = _finite("float32", value)
    if abs(number) >= _FLOAT32_MAX:
        raise WireError("expected a finite number", repr(number), "a number")
    exact = _as_float32(number)
    for digits in range(1, 10):
        short = float(f"{exact:.{digits}g}")
        if _as_float32(short) == exact:
            return short
    return exact


def read_bytes(value: object) -> bytes:
    """Bytes out of standard base64 with padding."""
    text = _text("bytes", value)
    try:
        read = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise expected_text("bytes in padded base64", text) from None
    # Python lets bits stand that are not part of any byte.
    if base64.b64encode(read).decode() != text:
        raise expected_text("bytes in padded base64", text)
    return read


def write_bytes(value: object) -> str:
    """Bytes as standard base64 with padding."""
    if not isinstance(value, (bytes, bytearray)):
        raise expected("bytes", value)
    return base64.b64encode(value).decode()


def read_timestamp(value: object) -> datetime:
    """A point in time out of RFC 3339, in UTC; what is below a microsecond is cut."""
    text = _text("timestamp", value)
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        raise expected_text("timestamp", text)
    day, clock, fraction, offset = match.groups()
    try:
        read = datetime.fromisoformat(f"{day}T{clock}+00:00")
        if offset is not None:
            # The local time may be before the first or after the last year.
            read -= _offset(offset)
    except (ValueError, OverflowError):
        raise expected_text("timestamp", text) from None
    if read >= _LAST and (read > _LAST or (fraction or "").strip("0")):
        raise expected_text("timestamp", text)
    return read.replace(microsecond=_microseconds(fraction)) if fraction else read


def write_timestamp(value: object) -> str:
    """A point in time as RFC 3339 in UTC."""
    if not isinstance(value, datetime):
        raise expected("timestamp", value)
    utc: datetime | None = value
    if value.tzinfo is not timezone.utc:
        if value.tzinfo is None or value.utcoffset() is None:
            raise WireError(
                "expected a timestamp with a time zone:"
                " use `datetime.now(timezone.utc)`"
            )
        try:
            utc = value.astimezone(timezone.utc)
        except OverflowError:
            utc = None
    if utc is None or utc > _LAST:
        raise WireError(
            "expected timestamp from 0001-01-01T00:00:00Z to 9999-12-30T22:00:00Z",
            value.isoformat(),
        )
    text = utc.isoformat().removesuffix("+00:00")
    return f"{text.rstrip('0') if utc.microsecond else text}Z"


def read_date(value: object) -> date:
    """A day out of `2026-01-02`."""
    text = _text("date", value)
    if _DATE.fullmatch(text) is None:
        raise expected_text("date", text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise expected_text("date", text) from None


def write_date(value: object) -> str:
    """A day as `2026-01-02`."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise expected("date", value)
    return value.isoformat()


def read_duration(value: object) -> timedelta:
    """A span of time out of ISO 8601; what is below a microsecond is cut."""
    text = _text("duration", value)
    match = _DURATION.fullmatch(text)
    if match is None:
        raise expected_text("duration", text)
    sign, days, hours, minutes, seconds, fraction = match.groups()
    total = (
        int(days or 0) * 86_400
        + int(hours or 0) * 3_600
        + int(minutes or 0) * 60
        + int(seconds or 0)
    )
    longest = 999_999_999 * 86_400
    if total > longest or (total == longest and (fraction or "").strip("0")):
        raise expected_text("duration", text)
    read = timedelta(seconds=total, microseconds=_microseconds(fraction))
    return -read if sign else read


def write_duration(value: object) -> str:
    """A span of time as ISO 8601 in seconds."""
    if not isinstance(value, timedelta):
        raise expected("duration", value)
    sign = "-" if value < timedelta() else ""
    # The lowest one has no counterpart above zero: abs() would fail.
    microseconds = abs(
        (value.days * 86_400 + value.seconds) * 1_000_000 + value.microseconds
    )
    seconds, microseconds = divmod(microseconds, 1_000_000)
    fraction = f".{microseconds:06d}".rstrip("0") if microseconds else ""
    text = f"{sign}PT{seconds}{fraction}S"
    if value > _LONGEST or value < -_LONGEST:
        raise WireError("expected duration of at most 999999999 days", text)
    return text


def read_decimal(value: object) -> Decimal:
    """A decimal number of any precision out of a string."""
    text = _text("decimal", value)
    if len(text) > _LONGEST_DECIMAL:
        raise expected_text(f"decimal of at most {_LONGEST_DECIMAL} characters", text)
    if _DECIMAL.fullmatch(text) is None:
        raise expected_text("decimal", text)
    return Decimal(text)


def write_decimal(value: object) -> str:
    """A decimal number as a string, with all of its digits and without an exponent."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not isinstance(value, Decimal):
        raise expected("decimal", value)
    if not value.is_finite():
        raise expected_text("decimal", str(value))
    # An exponent of thousands would be thousands of digits.
    text = "" if abs(value.adjusted()) > _LONGEST_DECIMAL else f"{value:f}"
    if not 0 < len(text) <= _LONGEST_DECIMAL:
        what = f"decimal of at most {_LONGEST_DECIMAL} characters"
        raise expected_text(what, str(value))
    return text


def read_uuid(value: object) -> UUID:
    """A UUID out of its form with hyphens."""
    text = _text("uuid", value)
    if _HYPHENATED.fullmatch(text) is None:
        raise expected_text("uuid", text)
    return UUID(int=int(text.replace("-", ""), 16))


def write_uuid(value: object) -> str:
    """A UUID in its form with hyphens, in lower case."""
    if not isinstance(value, UUID):
        raise expected("uuid", value)
    return str(value)


def json(value: object) -> Any:
    """Any JSON value; what JSON does not have is refused."""
    _check_json(value, DEEPEST)
    return value


def read_string_key(name: str) -> str:
    """A key of a map whose keys are strings."""
    return name if name.isascii() else string(name)


def read_int32_key(name: str) -> int:
    """A key of a map whose keys are of the type int32."""
    return _read_key("int32", name, int32)


def read_int64_key(name: str) -> int:
    """A key of a map whose keys are of the type int64."""
    return _read_key("int64", name, int64)


def read_uint32_key(name: str) -> int:
    """A key of a map whose keys are of the type uint32."""
    return _read_key("uint32", name, uint32)


def read_uint64_key(name: str) -> int:
    """A key of a map whose keys are of the type uint64."""
    return _read_key("uint64", name, uint64)


def read_uuid_key(name: str) -> UUID:
    """A key of a map whose keys are UUIDs."""
    if _HYPHENATED.fullmatch(name) is None:
        raise expected_text("uuid as key", name)
    return UUID(name)


def write_int32_key(key: object) -> str:
    """A key of the type int32 as the name of a field."""
    return str(int32(key))


def write_int64_key(key: object) -> str:
    """A key of the type int64 as the name of a field."""
    return str(int64(key))


def write_uint32_key(key: object) -> str:
    """A key of the type uint32 as the name of a field."""
    return str(uint32(key))


def write_uint64_key(key: object) -> str:
    """A key of the type uint64 as the name of a field."""
    return str(uint64(key))


def _whole_number(name: str, value: object, least: int, most: int) -> int:
    # A bool is an int in Python, and nowhere else.
    if (
        isinstance(value, int)
        and not isinstance(value, bool)
        and least <= value <= most
    ):
        return int(value)
    raise expected(name, value)


def _read_text(name: str, value: object, check: Callable[[object], int]) -> int:
    if type(value) is not str:
        return check(value)
    try:
        return _read_key(name, value, check)
    except WireError:
        raise expected(name, value) from None


def _read_key(name: str, text: str, check: Callable[[object], int]) -> int:
    # No text is as long as this that fits, and Python refuses to read very long ones.
    if len(text) <= 20 and _WHOLE_NUMBER.fullmatch(text) is not None:
        try:
            return check(int(text))
        except WireError:
            pass
    raise expected_text(f"{name} as key", text)


def _float(name: str, value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            raise expected(name, value) from None
        if math.isfinite(number):
            return number
    raise expected(name, value)


def _finite(name: str, value: object) -> float:
    if isinstance(value, float) and not math.isfinite(value):
        raise WireError("expected a finite number", number_text(value), "a number")
    return _float(name, value)


def _as_float32(value: float) -> float:
    (rounded,) = struct.unpack("f", struct.pack("f", value))
    return float(rounded)


def _text(name: str, value: object) -> str:
    if type(value) is not str:
        raise expected(name, value)
    return value


def _microseconds(fraction: str | None) -> int:
    return int(fraction.ljust(6, "0")[:6]) if fraction else 0


def _offset(text: str) -> timedelta:
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 23 or minutes > 59:
        raise ValueError(text)
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if text.startswith("-") else offset


def _check_json(value: Any, depth: int) -> None:
    if value is None or value is True or value is False or type(value) is int:
        return
    if isinstance(value, str):
        string(value)
    elif isinstance(value, float):
        _finite("json", value)
    elif isinstance(value, int):
        return
    elif isinstance(value, (list, tuple)) and depth > 0:
        items: list[Any] = cast(Any, value)
        for index, item in enumerate(items):
            try:
                _check_json(item, depth - 1)
            except WireError as error:
                raise error.at_index(index) from None
    elif isinstance(value, dict) and depth > 0:
        entries: dict[Any, Any] = cast(Any, value)
        for key, item in entries.items():
            if not isinstance(key, str):
                raise expected("string as key", key)
            try:
                string(key)
                _check_json(item, depth - 1)
            except WireError as error:
                raise error.at_key(key) from None
    elif isinstance(value, (list, tuple, dict)):
        raise too_deep()
    else:
        raise expected("json", value)
