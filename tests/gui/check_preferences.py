"""Edit > Preferences > Protocols > IKEv2: every preference has a control and says what it is for.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from accessible import wait_for
from task import unless_missing
from wireshark_window import ANSWER_SECONDS, click, xdotool

# Title to a word of its help text.
FILES = {"Key file": "SKEYSEED", "Certificate file": "AUTH", "Cisco debug log": "debug crypto ikev2"}
SWITCHES = {"Open ESP packets": "CHILD_SA", "Show keys": "SK_d"}
TABLE = {"Secrets": "secret"}


def modules(dialog):
    """The tree of the left side."""
    for tree in dialog.all("tree"):
        if any(item.name == "Protocols" for item in tree.children()[:40]):
            return tree
    return None


def open_page(dialog):
    tree = wait_for("the tree of pages", lambda: modules(dialog), ANSWER_SECONDS)
    (protocols,) = (item for item in tree.children() if item.name == "Protocols")
    click(protocols)
    xdotool("key", "Right")

    def page():
        return next((item for item in tree.children() if item.name == "IKEv2"), None)

    item = wait_for("the page IKEv2 below Protocols", page, ANSWER_SECONDS)
    xdotool("type", "IKEv2")
    wait_for("the page IKEv2", lambda: item.has("selected"), ANSWER_SECONDS)


def help_findings(elements, helps):
    for title, word in helps.items():
        named = [element for element in elements if element.name == title]
        if not named:
            yield f"the preference {title!r}"
        elif not any(word in element.description for element in named):
            yield f"{word!r} in the help of {title!r}: {named[0].description!r}"


def page_findings(dialog):
    yield from help_findings(dialog.all("label"), FILES | TABLE)
    yield from help_findings(dialog.all("check box"), SWITCHES)
    buttons = [button.name for button in dialog.all("push button")]
    if buttons.count("Browse…") != len(FILES):
        yield f"a chooser for each file, but the buttons {buttons}"
    if "Edit…" not in buttons:
        yield "the button that opens the table of secrets"
    typed = [field.text for field in dialog.all("text")]
    if "keys.txt" not in typed:
        yield f"the key file, but {typed}"


def table_findings(window, dialog):
    dialog.find("push button", "Edit…").press()
    table = window.dialog("Secrets of IKE SAs")
    titles = [e.name for tree in table.all("tree") for e in tree.children("table column header")]
    for title in ("Kind", "SPIi or ID", "SPIr or ID", "Value"):
        if title not in titles:
            yield f"the column {title!r} of the table of secrets, but {titles}"


def findings(window, task):
    window.wait_for_packet()
    window.menu("Edit", "Preferences…")
    dialog = window.dialog("Preferences")
    open_page(dialog)
    task.keep(window.picture(), dialog.rectangle)
    yield from unless_missing(page_findings, dialog)
    yield from unless_missing(table_findings, window, dialog)
