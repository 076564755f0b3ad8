"""A picture of the whole screen.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import subprocess


class Picture:
    """8 bits for each of red, green and blue."""

    def __init__(self):
        command = ["import", "-window", "root", "-depth", "8", "ppm:-"]
        self.ppm = subprocess.run(command, check=True, capture_output=True).stdout
        magic, size, depth, self._pixels = self.ppm.split(b"\n", 3)
        if (magic, depth) != (b"P6", b"255"):
            raise ValueError(f"a picture in the form {magic} {depth}")
        self.width, self.height = (int(number) for number in size.split())

    def colours(self, rectangle):
        """How many colours there are in `rectangle`."""
        found = set()
        for y in range(rectangle.y, rectangle.y + rectangle.height):
            start = 3 * (y * self.width + rectangle.x)
            line = self._pixels[start : start + 3 * rectangle.width]
            found.update(line[i : i + 3] for i in range(0, len(line), 3))
        return len(found)

    def cut(self, rectangle):
        """What is in `rectangle`, as the contents of a PPM file."""
        right = min(rectangle.x + rectangle.width, self.width)
        below = min(rectangle.y + rectangle.height, self.height)
        rows = [
            self._pixels[3 * (y * self.width + rectangle.x) : 3 * (y * self.width + right)]
            for y in range(rectangle.y, below)
        ]
        size = f"{right - rectangle.x} {below - rectangle.y}"
        return f"P6\n{size}\n255\n".encode() + b"".join(rows)
