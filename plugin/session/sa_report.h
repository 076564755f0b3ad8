// What is known of the IKE SAs of a capture, as tables and programs want it.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/session/capture.h"
#include "plugin/session/finding.h"
#include "plugin/session/sa_verdict.h"

namespace ikev2::session {

/// A CHILD_SA. What is of two sides is ordered by the exchange that made it.
struct ChildReport {
    std::array<std::uint32_t, 2> spis{};
    const char* protocol = "";
    std::string encr;  ///< IANA's name; "" with AH
    std::uint16_t key_bits = 0;
    std::string integ;  ///< IANA's name; "" with an AEAD
    bool esn = false;
    bool transport_mode = false;
    std::array<std::vector<std::string>, 2> ts;
    std::uint64_t packets = 0;
    std::uint64_t octets = 0;
    bool pfs = false;            ///< a key exchange of its own
    std::uint16_t dh_group = 0;  ///< of that; 0: none, or not known
    std::string dh_group_name;
    bool narrowed = false;
    std::uint32_t frame = 0;                               ///< that made it
    std::uint32_t deleted = 0;                             ///< frame; 0: not
    std::optional<std::array<std::uint32_t, 2>> replaces;  ///< SPIs of the one that it rekeyed
};

/// One side of an IKE SA.
struct SideReport {
    std::string address;  ///< first seen; "" if none
    std::uint16_t port = 0;
    std::string last_address;
    std::uint16_t last_port = 0;
    std::string id;    ///< "" if it was not seen
    std::string auth;  ///< IANA's name of the method of its first AUTH payload; "" if none was seen
    std::optional<bool> verified;  ///< nothing: it could not be checked
    std::string auth_by;           ///< what its last AUTH payload was checked with
    const char* nat = "";          ///< "", "no" or "yes"
    bool fragmentation = false;
    bool mobike = false;
    std::uint32_t window = 1;
    std::uint32_t liveness_checks = 0;
};

/// Something that happened in an exchange.
struct EventReport {
    std::uint32_t frame = 0;
    const char* name = "";
    Weight weight{};
    std::string text;
};

/// An IKE SA.
struct SaReport {
    std::uint32_t number = 0;
    std::uint32_t lineage = 0;
    std::string spi_i;  ///< 16 hex digits
    std::string spi_r;
    std::array<SideReport, 2> sides;
    std::string encr;  ///< IANA's names; "" if not known
    std::uint16_t key_bits = 0;
    std::string prf;
    std::string integ;
    std::optional<std::uint16_t> dh_group;
    std::string dh_group_name;
    bool eap = false;
    bool nat_t = false;
    bool fragments = false;
    std::uint32_t auth_lifetime = 0;

    std::uint32_t messages = 0;
    std::uint32_t encrypted = 0;
    std::uint32_t decrypted = 0;
    std::uint32_t retransmissions = 0;
    std::uint32_t duplicates = 0;
    std::uint32_t first_frame = 0;
    std::uint32_t last_frame = 0;
    std::int64_t duration = 0;  ///< from first to last message, in nanoseconds

    std::optional<std::uint32_t> rekeyed_from;  ///< number
    std::string rekeyed_from_spis;              ///< "SPIi_SPIr"
    std::optional<std::uint32_t> rekeyed_to;
    std::uint32_t deleted = 0;  ///< frame; 0: not
    const char* deleted_by = "";

    Outcome outcome{};
    const char* verdict = "";  ///< name of the outcome
    const char* cause = "";    ///< name of the cause
    std::uint32_t verdict_frame = 0;
    std::string verdict_text;

    std::vector<std::string> errors;
    std::vector<EventReport> events;
    std::vector<ChildReport> children;
};

/// One for each IKE SA of which something was seen, in the order of their numbers.
[[nodiscard]] std::vector<SaReport> report_of(const Capture& capture);

}  // namespace ikev2::session
