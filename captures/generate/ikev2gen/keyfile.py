# Key files in the plugin's own format, one secret a line.
# SPDX-License-Identifier: GPL-2.0-or-later

from .ike_sa import IkeSa

ANY = "*"


class KeyFile:
    """Collects lines; `text()` is the file. The same secrets in the same order give the same
    octets."""

    def __init__(self, *comments: str) -> None:
        self._lines = [f"# {comment}" for comment in comments]

    def text(self) -> str:
        return "\n".join(self._lines) + "\n"

    def comment(self, text: str) -> None:
        self._lines.append(f"# {text}")

    def line(self, *fields: str) -> None:
        self._lines.append(" ".join(fields))

    def secret(self, kind: str, sa: IkeSa, value: bytes, any_spi: bool = False) -> None:
        """A secret of an IKE SA: kind, both SPIs (or `* *`), hex."""
        spis = (ANY, ANY) if any_spi else (sa.spi_i.hex(), sa.spi_r.hex())
        self.line(kind, *spis, value.hex())

    def all_sk(self, sa: IkeSa) -> None:
        for name, value in sa.keys.named():
            self.secret(name, sa, value)

    def psk(self, authenticated: str, to: str, value: str) -> None:
        """The PSK by which one identity authenticates to the other."""
        self.line("PSK", authenticated, to, f'"{value}"')

    def psk_both_ways(self, one: str, other: str, value: str) -> None:
        self.psk(one, other, value)
        self.psk(other, one, value)
