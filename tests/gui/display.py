"""Programs on a display that nobody sees.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
import subprocess
from contextlib import ExitStack, contextmanager

SCREEN = "1400x980x24"
TRIES = 3


@contextmanager
def program(*command, **options):
    """A program that runs as long as the block does, and no longer than this process."""
    process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *command], **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def one_x_server():
    """Xvfb, on the first display that is free; gives the display's name."""
    reading, writing = os.pipe()
    # Without -noreset it begins anew when its last client ends, and refuses others meanwhile.
    command = ["Xvfb", "-noreset", "-displayfd", str(writing), "-screen", "0", SCREEN, "-dpi", "96"]
    with program(*command, "-nolisten", "tcp", pass_fds=[writing]):
        os.close(writing)
        with os.fdopen(reading) as display:
            name = ":" + display.readline().strip()
        yield name


def answers():
    """Whether the server of DISPLAY does."""
    command = ["xdotool", "getdisplaygeometry"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.run(command, **quiet).returncode == 0


@contextmanager
def x_server():
    with ExitStack() as servers:
        # A server of somebody else that ends may take away the socket of one that has just begun:
        # then the next one, on another display.
        for _ in range(TRIES):
            os.environ["DISPLAY"] = servers.enter_context(one_x_server())
            if answers():
                break
        yield


def wireshark(capture, frame, *arguments):
    """Wireshark, with `frame` of `capture` selected."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "xcb",
        "QT_ACCESSIBILITY": "1",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    command = ["wireshark", "-g", str(frame), "-r", capture, *arguments]
    return program(*command, env=environment)
