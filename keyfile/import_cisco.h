// Reads the pre-shared keys of IKEv2 in configurations of Cisco IOS, IOS XE and ASA.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "keyfile/identity.h"
#include "keyfile/importer.h"

namespace ikev2::keyfile {

/// `crypto ikev2 keyring` with its peers, and the `tunnel-group ... ipsec-attributes` of the ASA.
/// The router chooses the key by the address of the peer or by its identity. The identity need not
/// be the address, so a key for an address is also tried for every identity.
class CiscoImporter : public Importer {
  public:
    explicit CiscoImporter(Findings& findings) noexcept : findings_(findings) {}

    [[nodiscard]] const char* name() const noexcept override { return "Cisco configuration"; }
    [[nodiscard]] bool has_other_lines() const noexcept override { return true; }
    [[nodiscard]] bool take(std::string_view line, std::uint32_t number) override;
    void finish() override { end_peer(); }

  private:
    enum class Whose : std::uint8_t { local, remote, both };

    struct Key {
        Whose whose;
        Secret value;
        std::uint32_t line;
    };

    [[nodiscard]] bool take_peer_line(std::string_view text, std::uint32_t number);
    void take_identity(std::string_view text);
    void take_address(std::string_view text);
    void take_key(Whose whose, std::string_view text, std::uint32_t number);
    void end_peer();
    void add(const Key& key, const Identity& peer);

    Findings& findings_;
    bool in_keyring_ = false;
    bool in_tunnel_group_ = false;
    std::vector<Identity> identities_;
    std::vector<Identity> addresses_;  ///< of single hosts
    std::vector<Key> keys_;
};

}  // namespace ikev2::keyfile
