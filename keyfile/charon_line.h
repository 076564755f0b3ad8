// The lines of a strongSwan log.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "plugin/base/secret.h"

namespace ikev2::keyfile {

/// A line that charon wrote: `16[IKE] <site|1> text`, anything before it. Views into the line.
struct CharonLine {
    std::string_view host;    ///< words before it that name host and program, with `:` at the end
    std::string_view thread;  ///< "16"; "" in the journal, which has it in a field of its own
    std::string_view sa;      ///< the unique identifier of the IKE SA, "1"; "" if it is not logged
    std::string_view text;    ///< "text"
};

/// The parts of a line of the form `TT[GRP] text`, or nothing. What stands before them, such as
/// the time, can be anything.
[[nodiscard]] std::optional<CharonLine> charon_line(std::string_view line);

/// The parts of a line of charon as journalctl writes it, `hub charon-systemd[7]: text`.
[[nodiscard]] std::optional<CharonLine> charon_journal_line(std::string_view line);

/// `SKEYSEED => 20 bytes @ 0x7f082000b690`: what starts a dump.
struct DumpHeader {
    std::string_view label;  ///< "SKEYSEED"
    std::uint32_t octets = 0;
};

/// The parts of such a text, or nothing.
[[nodiscard]] std::optional<DumpHeader> dump_header(std::string_view text);

/// Reads `   16: D0 F8 51 39     ..Q9`, a row of a dump of `total` octets, and appends its octets
/// to `octets`. False, and nothing is done, if it is not the row that comes next.
[[nodiscard]] bool take_dump_row(std::string_view text, std::uint32_t total, Secret& octets);

}  // namespace ikev2::keyfile
