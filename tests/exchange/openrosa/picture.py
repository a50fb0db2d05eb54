"""A camera's part of reading a QR code (ISO/IEC 18004): from the drawing to its text, without correcting errors."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from segno import consts

Dark = set[tuple[int, int]]
"""(row, column) of the dark modules, from the corner of the code."""

MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda i, j: (i + j) % 2,
    lambda i, _j: i % 2,
    lambda _i, j: j % 3,
    lambda i, j: (i + j) % 3,
    lambda i, j: (i // 2 + j // 3) % 2,
    lambda i, j: i * j % 2 + i * j % 3,
    lambda i, j: (i * j % 2 + i * j % 3) % 2,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2,
)
FORMAT_KEY = 0b101010000010010
BYTES = 0b0100


def text_of(page: str) -> str:
    """The text of the only QR code that a page draws."""
    dark, size = modules(page)
    version = (size - 17) // 4
    written = sum(((8, j) in dark) << (14 - n) for n, j in enumerate((0, 1, 2, 3, 4, 5, 7))) ^ FORMAT_KEY
    level, mask = written >> 13 & 3, MASKS[written >> 10 & 7]
    bits = [((i, j) in dark) ^ (mask(i, j) == 0) for i, j in _path(size, _fixed(size, version))]
    words = [sum(bit << (7 - n) for n, bit in enumerate(bits[k : k + 8])) for k in range(0, len(bits) - 7, 8)]
    stream = "".join(f"{word:08b}" for word in _in_order(words, version, level))
    assert int(stream[:4], 2) == BYTES
    digits = 8 if version < 10 else 16
    length, start = int(stream[4 : 4 + digits], 2), 4 + digits
    return bytes(int(stream[start + 8 * n : start + 8 * n + 8], 2) for n in range(length)).decode()


def modules(page: str) -> tuple[Dark, int]:
    """The dark modules of the drawing and how many stand in a row."""
    (drawn,) = re.findall(r'<svg [^>]*class="qr".*?<path [^>]*? d="([^"]*)"', page, re.DOTALL)
    dark, x, y = Dark(), 0.0, 0.0
    for kind, numbers in re.findall(r"([Mmh])([-\d. ]+)", drawn):
        steps = [float(number) for number in numbers.split()]
        if kind == "h":
            dark |= {(int(y), column) for column in range(int(x), int(x + steps[0]))}
            x += steps[0]
        else:
            x, y = (steps[0], steps[1]) if kind == "M" else (x + steps[0], y + steps[1])
    edge = min(column for _row, column in dark)
    size = max(column for _row, column in dark) - edge + 1
    return {(row - edge, column - edge) for row, column in dark}, size


def _fixed(size: int, version: int) -> Dark:
    """Where no data stands: finders with what is beside them, timing, alignment, format and version."""
    fixed = {(i, j) for i in range(size) for j in range(size) if 6 in (i, j)}
    for i, j in ((0, 0), (0, size - 8), (size - 8, 0)):
        fixed |= {(i + a, j + b) for a in range(9 if not i else 8) for b in range(9 if not j else 8)}
    centres = consts.ALIGNMENT_POS[version - 2] if version > 1 else ()
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    for i, j in {(i, j) for i in centres for j in centres} - corners:
        fixed |= {(i + a, j + b) for a in range(-2, 3) for b in range(-2, 3)}
    if version > 6:
        fixed |= {
            place for a in range(6) for b in range(3) for place in ((a, size - 11 + b), (size - 11 + b, a))
        }
    return fixed


def _path(size: int, fixed: Dark) -> Iterator[tuple[int, int]]:
    """Data from the lower right, in columns of two, up and down in turn."""
    columns = [j for j in range(size - 1, 0, -2) if j > 6] + [5, 3, 1]
    for turn, right in enumerate(columns):
        for i in range(size) if turn % 2 else range(size - 1, -1, -1):
            yield from ((i, j) for j in (right, right - 1) if (i, j) not in fixed)


def _in_order(words: list[int], version: int, level: int) -> list[int]:
    """The words of data, which stand one of each block in turn."""
    parts: Any = consts.ECC
    lengths = [part.num_data for part in parts[version][level] for _block in range(part.num_blocks)]
    blocks: list[list[int]] = [[] for _length in lengths]
    came = iter(words)
    for place in range(max(lengths)):
        for block, length in zip(blocks, lengths, strict=True):
            if place < length:
                block.append(next(came))
    return [word for block in blocks for word in block]
