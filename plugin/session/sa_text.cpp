// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/sa_text.h"

#include <vector>

#include "plugin/session/value_text.h"

namespace ikev2::session {

namespace {

constexpr unsigned kSpiDigits = 8;

void add_line(std::string& text, const char* label, const std::string& value) {
    constexpr std::size_t kLabelWidth = 14;
    std::string line = std::string("  ") + label;
    line.resize(2 + kLabelWidth, ' ');
    text += line + value + '\n';
}

std::string or_unknown(const std::string& text) {
    return text.empty() ? "?" : text;
}

std::string with_key_bits(const std::string& name, std::uint16_t bits) {
    return bits != 0 ? name + '-' + std::to_string(bits) : name;
}

std::string endpoint(const std::string& address, std::uint16_t port) {
    return or_unknown(address) + " port " + std::to_string(port);
}

std::string side_text(const SideReport& side) {
    std::string text = endpoint(side.address, side.port);
    if (side.last_address != side.address || side.last_port != side.port) {
        text += ", now " + endpoint(side.last_address, side.last_port);
    }
    if (!side.id.empty()) {
        text += ", ID " + side.id;
    }
    if (!side.auth.empty()) {
        text += ", " + side.auth + " (" +
                (!side.verified   ? "not checked"
                 : *side.verified ? "verified"
                                  : "wrong") +
                (side.auth_by.empty() ? "" : ": " + side.auth_by) + ')';
    }
    return text;
}

std::string options_text(const SaReport& report) {
    const auto sides = [&](const char* name, auto value_of) {
        return std::string(name) + ' ' + value_of(report.sides[0]) + '/' +
               value_of(report.sides[1]);
    };
    const auto yes_no = [](bool value) { return std::string(value ? "yes" : "no"); };
    std::vector<std::string> parts{
        sides(
            "behind NAT",
            [](const SideReport& side) { return *side.nat == '\0' ? "?" : std::string(side.nat); }),
        sides("fragmentation", [&](const SideReport& side) { return yes_no(side.fragmentation); }),
        sides("MOBIKE", [&](const SideReport& side) { return yes_no(side.mobike); }),
        sides("window", [](const SideReport& side) { return std::to_string(side.window); }),
        sides("liveness checks",
              [](const SideReport& side) { return std::to_string(side.liveness_checks); }),
    };
    if (report.nat_t) {
        parts.emplace_back("port 4500 used");
    }
    if (report.fragments) {
        parts.emplace_back("SKF fragments used");
    }
    if (report.auth_lifetime != 0) {
        parts.push_back("AUTH_LIFETIME " + std::to_string(report.auth_lifetime) + " s");
    }
    return join_text(parts, ", ");
}

std::string messages_text(const SaReport& report) {
    std::string text = std::to_string(report.messages) + " (" + std::to_string(report.encrypted) +
                       " encrypted, " + std::to_string(report.decrypted) + " decrypted)";
    if (report.retransmissions != 0) {
        text += ", " + std::to_string(report.retransmissions) + " retransmitted";
    }
    if (report.duplicates != 0) {
        text += ", " + std::to_string(report.duplicates) + " duplicates";
    }
    if (report.messages != 0) {
        text += "; frames " + std::to_string(report.first_frame) + " to " +
                std::to_string(report.last_frame) + ", " + seconds_text(report.duration);
    }
    return text;
}

std::string lineage_text(const SaReport& report) {
    std::vector<std::string> parts{"lineage " + std::to_string(report.lineage)};
    if (report.rekeyed_from) {
        parts.push_back("rekeyed from IKE SA " + std::to_string(*report.rekeyed_from));
    }
    if (report.rekeyed_to) {
        parts.push_back("rekeyed to IKE SA " + std::to_string(*report.rekeyed_to));
    }
    if (report.deleted != 0) {
        parts.push_back(std::string("deleted by the ") + report.deleted_by + " in frame " +
                        std::to_string(report.deleted));
    }
    return join_text(parts, ", ");
}

std::string spis(const std::array<std::uint32_t, 2>& pair) {
    return hex_text(pair[0], kSpiDigits) + '/' + hex_text(pair[1], kSpiDigits);
}

std::string child_text(const ChildReport& child) {
    std::vector<std::string> parts{std::string(child.protocol) + ' ' + spis(child.spis)};
    if (!child.encr.empty()) {
        parts.push_back(with_key_bits(child.encr, child.key_bits));
    }
    if (!child.integ.empty()) {
        parts.push_back(child.integ);
    }
    parts.emplace_back(child.transport_mode ? "transport mode" : "tunnel mode");
    parts.emplace_back(child.esn ? "ESN" : "no ESN");
    parts.emplace_back(!child.pfs                    ? "no PFS"
                       : child.dh_group_name.empty() ? "PFS"
                                                     : "PFS " + child.dh_group_name);
    if (child.frame != 0) {
        parts.push_back("frame " + std::to_string(child.frame));
    }
    if (child.replaces) {
        parts.push_back("rekeys " + spis(*child.replaces));
    }
    if (child.deleted != 0) {
        parts.push_back("deleted in frame " + std::to_string(child.deleted));
    }
    return join_text(parts, ", ");
}

std::string traffic_text(const ChildReport& child) {
    return join_text(child.ts[0], ", ") + " === " + join_text(child.ts[1], ", ") +
           (child.narrowed ? " (narrowed)" : "") + ", " + std::to_string(child.packets) +
           " packets, " + std::to_string(child.octets) + " octets";
}

}  // namespace

std::string to_text(const SaReport& report) {
    std::string text =
        "IKE SA " + std::to_string(report.number) + "  " + report.spi_i + '_' + report.spi_r + '\n';
    add_line(
        text, "Verdict",
        std::string(report.verdict) + ": " + report.verdict_text +
            (report.verdict_frame != 0 ? " (frame " + std::to_string(report.verdict_frame) + ')'
                                       : ""));
    add_line(text, "Initiator", side_text(report.sides[0]));
    add_line(text, "Responder", side_text(report.sides[1]));
    std::vector<std::string> algorithms;
    for (const std::string& name : {with_key_bits(report.encr, report.key_bits), report.integ,
                                    report.prf, report.dh_group_name}) {
        if (!name.empty()) {
            algorithms.push_back(name);
        }
    }
    add_line(text, "Algorithms", or_unknown(join_text(algorithms, ", ")));
    add_line(text, "Options", options_text(report) + (report.eap ? ", EAP" : ""));
    add_line(text, "Messages", messages_text(report));
    add_line(text, "Life", lineage_text(report));
    for (const ChildReport& child : report.children) {
        add_line(text, "CHILD_SA", child_text(child));
        add_line(text, "", traffic_text(child));
    }
    for (const EventReport& event : report.events) {
        add_line(text, ("Frame " + std::to_string(event.frame)).c_str(), event.text);
    }
    if (!report.errors.empty()) {
        add_line(text, "Errors", join_text(report.errors, ", "));
    }
    return text;
}

}  // namespace ikev2::session
