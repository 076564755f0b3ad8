// Reads libreswan's log, and the lines "ikev2 I" and "ikev2 R" of tcpdump -E.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "keyfile/esp_entry.h"
#include "keyfile/importer.h"
#include "plugin/base/secret.h"

namespace ikev2::keyfile {

/// ikev2 I 0x<SPIi> 0x<SPIr> <integrity>:0x<SK_ai> <encryption><bits>:0x<SK_ei>, and ikev2 R with
/// SK_ar and SK_er; anything may stand before it. `plutodebug=private` logs these lines and the
/// keys of CHILD_SAs, whose SPIs and algorithms stand in a later line: `{ESP=>0x<SPI that the host
/// sends to> <0x<SPI that it receives at> xfrm=<encryption>-<integrity> ...}`. With `crypt` there
/// are the salts of SK_ei and SK_er, SK_pi, SK_pr and PSKs too; SK_d is never logged.
class PlutoImporter : public Importer {
  public:
    explicit PlutoImporter(Findings& findings) noexcept : findings_(findings) {}

    [[nodiscard]] const char* name() const noexcept override {
        return R"("ikev2 I" and "ikev2 R" of libreswan or tcpdump)";
    }
    [[nodiscard]] bool has_other_lines() const noexcept override { return log_line_ != 0; }
    [[nodiscard]] bool take(std::string_view line, std::uint32_t number) override;
    void finish() override;

    /// What the rows of octets that follow a line are; only those that are used.
    enum class Dump : std::uint8_t {
        none,
        salt,  ///< of SK_ei, then of SK_er
        sk_pi,
        sk_pr,
        psk,
        signed_message,
        encr_key,
        integ_key,
    };

  private:
    /// What is logged when the keys of an IKE SA are derived.
    struct DerivedKeys {
        std::vector<Secret> salts;
        Secret pi;
        Secret pr;
        std::uint32_t line = 0;
    };

    /// Keys of one direction of a CHILD_SA, and what the host does with it.
    struct ChildKeys {
        Secret encr;
        Secret integ;
        std::uint32_t line = 0;
    };

    void take_log_line(std::string_view text, std::uint32_t number);
    [[nodiscard]] bool take_row(std::string_view text);
    void end_dump();
    void take_keys(std::string_view text, std::uint32_t number);
    void take_child(std::string_view text, std::uint32_t number);
    DerivedKeys& unbound(bool starts_another);
    void bind(std::uint64_t spi_i);

    Findings& findings_;
    std::uint32_t log_line_ = 0;  ///< the first line that only a log has; 0: none
    bool keys_ = false;

    Dump dump_ = Dump::none;
    std::optional<Dump> next_unwrapped_;  ///< "unwrapped:" starts the rows
    Secret octets_;
    std::uint32_t dump_line_ = 0;

    std::optional<DerivedKeys> unbound_;            ///< of an IKE SA whose SPIi is not known yet
    bool ambiguous_ = false;                        ///< it was not when those of another came
    std::map<std::uint64_t, DerivedKeys> derived_;  ///< by SPIi
    std::vector<ChildKeys> children_;               ///< since the last CHILD_SA was up
};

}  // namespace ikev2::keyfile
