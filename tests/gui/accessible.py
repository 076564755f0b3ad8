"""The widgets of a running program, as AT-SPI tells them to assistive programs.

Speaks to AT-SPI over D-Bus itself, since libatspi answers from a cache that may be out of date.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import time
from collections import namedtuple

from gi.repository import Gio, GLib

POLL_SECONDS = 0.1
CALL_MILLISECONDS = 5000

INTERFACE = "org.a11y.atspi.Accessible"

# AtspiRole, AtspiStateType and AtspiCoordType of libatspi.
ROLES = {
    "check box": 7,
    "dialog": 16,
    "frame": 23,
    "label": 29,
    "menu bar": 34,
    "menu item": 35,
    "page tab": 37,
    "page tab list": 38,
    "popup menu": 41,
    "push button": 43,
    "status bar": 54,
    "table cell": 56,
    "table column header": 57,
    "text": 61,
    "tree": 65,
}
STATES = {"expanded": 10, "selected": 23, "showing": 25}
COORDINATES_OF_SCREEN = 0

Rectangle = namedtuple("Rectangle", "x y width height")
"""In pixels of the screen."""


class NotShown(Exception):
    """What was waited for did not come."""


class Element:
    """A widget, or an item of one."""

    def __init__(self, bus, owner, path):
        self._bus = bus
        self._owner = owner
        self._path = path

    @property
    def name(self):
        return self._property("Name")

    @property
    def description(self):
        """Its tool tip."""
        return self._property("Description")

    @property
    def text(self):
        """What is typed in it."""
        arguments = GLib.Variant("(ii)", (0, -1))
        return self._call("org.a11y.atspi.Text", "GetText", arguments)

    def press(self):
        """Does what a click on it does."""
        self._call("org.a11y.atspi.Action", "DoAction", GLib.Variant("(i)", (0,)))

    def _property(self, name):
        arguments = GLib.Variant("(ss)", (INTERFACE, name))
        return self._call("org.freedesktop.DBus.Properties", "Get", arguments)

    def is_a(self, role):
        """Whether that is its role, one of ROLES."""
        return self._call(INTERFACE, "GetRole") == ROLES[role]

    @property
    def rectangle(self):
        arguments = GLib.Variant("(u)", (COORDINATES_OF_SCREEN,))
        return Rectangle(*self._call("org.a11y.atspi.Component", "GetExtents", arguments))

    def has(self, state):
        """Whether it is in `state`, one of STATES."""
        word, bit = divmod(STATES[state], 32)
        return bool(self._call(INTERFACE, "GetState")[word] >> bit & 1)

    def children(self, role=None):
        found = [Element(self._bus, *child) for child in self._call(INTERFACE, "GetChildren")]
        return [child for child in found if role is None or child.is_a(role)]

    def descendants(self):
        """Without the cells of trees, of which there may be thousands."""
        for child in self.children():
            yield child
            if not child.is_a("tree"):
                yield from child.descendants()

    def all(self, role):
        """The descendants of that role that are shown."""
        return [one for one in self.descendants() if one.is_a(role) and one.has("showing")]

    def find(self, role, name):
        """The first descendant of that role and name that is shown, or None."""
        for element in self.descendants():
            if element.is_a(role) and element.name == name and element.has("showing"):
                return element
        return None

    def contains(self, other):
        """Whether all of `other` lies within this element's rectangle."""
        outer, inner = self.rectangle, other.rectangle
        return (
            outer.x <= inner.x
            and outer.y <= inner.y
            and inner.x + inner.width <= outer.x + outer.width
            and inner.y + inner.height <= outer.y + outer.height
        )

    def _call(self, interface, method, arguments=None):
        to = (self._owner, self._path, interface, method, arguments)
        reply = self._bus.call_sync(*to, None, Gio.DBusCallFlags.NONE, CALL_MILLISECONDS, None)
        return reply.unpack()[0]


def desktop():
    """The element whose children are the running programs."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    launcher = Gio.DBusProxy.new_sync(
        session, 0, None, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", None
    )
    flags = Gio.DBusConnectionFlags
    bus = Gio.DBusConnection.new_for_address_sync(
        launcher.GetAddress(),
        flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION,
        None,
        None,
    )
    return Element(bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")


def wait_for(what, condition, seconds):
    """Gives back the first true value of `condition`; NotShown(what) if there is none in time."""
    end = time.monotonic() + seconds
    while True:
        try:
            value = condition()
        except GLib.Error:
            # A widget that is not there yet, or no more.
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise NotShown(what)
        time.sleep(POLL_SECONDS)
