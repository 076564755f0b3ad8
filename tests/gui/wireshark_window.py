"""Wireshark's main window: what it shows, and how it is made to show more.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import subprocess
import time
from functools import cached_property
from itertools import takewhile

from accessible import NotShown, desktop, wait_for
from picture import Picture

# Far more than it takes, for machines that are busy.
START_SECONDS = 120
ANSWER_SECONDS = 25
SETTLE_SECONDS = 0.5


class WiresharkWindow:
    """The window of the Wireshark that runs on this display."""

    def __init__(self, process):
        def window():
            if process.poll() is not None:
                raise NotShown(f"a window: wireshark ended with status {process.returncode}")
            found = xdotool("search", "--onlyvisible", "--class", "wireshark", check=False)
            return found.returncode == 0

        # Qt 5 loses a race with its own D-Bus connection if AT-SPI is there before it starts, and
        # is never seen. It does well when AT-SPI comes later: the first call to it starts it.
        wait_for("a window of Wireshark", window, START_SECONDS)
        programs = wait_for("AT-SPI", desktop, START_SECONDS)

        def wireshark():
            named = (child for child in programs.children() if child.name == "Wireshark")
            return next(named, None)

        self._application = wait_for("Wireshark in AT-SPI", wireshark, START_SECONDS)

    @cached_property
    def _packets(self):
        return self._tree("Packet list")

    @cached_property
    def _details(self):
        return self._tree("Packet details")

    def _tree(self, name):
        return wait_for(name, lambda: self._application.find("tree", name), START_SECONDS)

    def wait_for_packet(self):
        """Until the capture is read and a packet is selected."""
        wait_for("the details of a packet", self.rows, START_SECONDS)

    def menu(self, *path):
        """Chooses what the menu bar has below these names."""
        element = next(e for e in self._main_window().children() if e.is_a("menu bar"))
        for depth, name in enumerate(path):
            if depth > 0:
                (element,) = element.children("popup menu")
            named = [item for item in element.children("menu item") if item.name == name]
            if not named:
                raise NotShown(f"{name!r} in the menu {' > '.join(path)}")
            element = named[0]
        element.press()

    def dialog(self, text):
        """The dialog whose title has `text`, once it is there."""

        def found():
            dialogs = self._application.children("dialog")
            return next((dialog for dialog in dialogs if text in dialog.name), None)

        return wait_for(f"a dialog {text!r}", found, ANSWER_SECONDS)

    def has_button(self, name):
        return self._main_window().find("push button", name) is not None

    @property
    def profile(self):
        """The configuration profile that the status bar names."""
        return self._status("Profile: ")

    @property
    def displayed(self):
        """How many packets pass the display filter, as the status bar says."""
        words = self._status("Packets: ").split("Displayed: ")
        return int(words[1].split()[0]) if len(words) == 2 else None

    def _status(self, beginning):
        """What follows `beginning` in the status bar."""
        for bar in self._main_window().children("status bar"):
            for label in bar.all("label"):
                if label.name.startswith(beginning):
                    return label.name[len(beginning) :]
        return ""

    @property
    def display_filter(self):
        return self._main_window().find("text", "Display filter entry").text

    def packets(self):
        """The columns of the packets that the list shows: title to text."""
        titles = [title.name for title in self._packets.children("table column header")]
        if not titles:
            return []
        cells = [cell.name for cell in self._packets.children("table cell")]
        lines = [cells[i : i + len(titles)] for i in range(0, len(cells), len(titles))]
        return [dict(zip(titles, line)) for line in lines]

    def dialogs(self):
        """The texts of the windows beside the main window."""
        windows = [child for child in self._application.children() if not child.is_a("frame")]
        return [" ".join(e.name for e in window.descendants() if e.name) for window in windows]

    def selected_packet(self):
        """The columns of the packet that is selected: title to text."""
        titles = [title.name for title in self._packets.children("table column header")]
        cells = self._packets.children("table cell")
        lines = [cells[i : i + len(titles)] for i in range(0, len(cells), len(titles))]
        selected = [line for line in lines if line[0].has("selected")]
        if len(selected) != 1:
            raise NotShown(f"one selected packet, but {len(selected)}")
        return dict(zip(titles, (cell.name for cell in selected[0])))

    def rows(self):
        """The lines of the packet details, those of closed subtrees excepted."""
        return self._details.children("table cell")

    def row(self, text):
        """The first line of the packet details that begins with `text`."""

        def found():
            return self._row_now(text)

        return wait_for(f"a line {text!r} in the packet details", found, ANSWER_SECONDS)

    def _row_now(self, text):
        return next((row for row in self.rows() if row.name.startswith(text)), None)

    def open(self, text):
        """Opens and selects the first line that begins with `text`, as its double click does."""
        row = self.row(text)
        if not row.has("expanded"):
            click(row, "--repeat", "2", "--delay", "50")

        def opened():
            # Asked for anew: with Qt 6, opening a line makes other elements of all lines.
            row = self._row_now(text)
            return row is not None and row.has("expanded")

        wait_for(f"what is inside {text!r}", opened, ANSWER_SECONDS)

    def inside(self, text):
        """The lines one level below the first line that begins with `text`."""
        outer = self.row(text)
        rows = self.rows()
        names = [row.name for row in rows]
        after = [(row.rectangle.x, row) for row in rows[names.index(outer.name) + 1 :]]
        below = list(takewhile(lambda line: line[0] > outer.rectangle.x, after))
        return [row for indent, row in below if indent == below[0][0]]

    def in_view(self, row):
        """Whether the whole line lies within the visible part of the packet details."""
        return row.has("showing") and self._details.contains(row)

    def shows_bytes_of(self, source):
        """Whether the packet bytes show the octets of the data source of that name."""
        return self._application.find("page tab list", source) is not None

    def picture(self):
        """A Picture of the window, once it has stopped changing."""
        # The lower right corner of the status bar: nothing there has a tool tip.
        xdotool("mousemove", "9999", "9999")
        last = Picture()

        def settled():
            nonlocal last
            time.sleep(SETTLE_SECONDS)
            before, last = last, Picture()
            return last.ppm == before.ppm

        wait_for("a window that stands still", settled, ANSWER_SECONDS)
        return last

    def _main_window(self):
        (window,) = self._application.children("frame")
        return window


def click(element, *options):
    box = element.rectangle
    # Not at the right of a line: the details may be wider than what is seen of them.
    point = [str(box.x + 20), str(box.y + box.height // 2)]
    xdotool("mousemove", *point, "click", *options, "1")


def xdotool(*arguments, check=True):
    return subprocess.run(["xdotool", *arguments], check=check, stdout=subprocess.DEVNULL)
