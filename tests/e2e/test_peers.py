"""A peer's own log opens of its capture what captures/README.md says.

`tests/e2e/peer_table --update` writes that table anew.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import pytest

from peers import figures, peer_logs, row, rows_of_readme

LOGS = peer_logs()


@pytest.mark.parametrize("folder,log", LOGS, ids=[f"{folder.name}/{log}" for folder, log in LOGS])
def test_a_log_opens_what_the_table_says(tshark, folder, log):
    assert row(folder, log, figures(tshark, folder, log)) == rows_of_readme()[folder.name, log]


def test_the_table_is_of_the_logs_that_there_are():
    assert sorted(rows_of_readme()) == sorted((folder.name, log) for folder, log in LOGS)
    assert len(LOGS) >= 26
