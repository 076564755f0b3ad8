// The table of secrets in the preferences, on its way to the key file's grammar.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace ikev2::epan {

/// A row: the fields of one line of a key file (keyfile/FORMAT.md). Each can be null.
struct SecretRow {
    char* keyword;
    char* first;   ///< SPIi, ID that authenticates, or PPK_ID
    char* second;  ///< SPIr, or ID it authenticates to
    char* value;
    char* number;  ///< of an additional key exchange
};

/// What is wrong with a row, or null. The text stays valid until the next call.
const char* bridge_fault_of_row(const SecretRow& row) noexcept;

/// Takes the rows in place of those of the last call. They count beside the key file, for the
/// captures that begin from now on.
void bridge_use_rows(const SecretRow* rows, unsigned count) noexcept;

}  // namespace ikev2::epan
