// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/command.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <iterator>
#include <span>
#include <sstream>
#include <string_view>
#include <utility>

#include "keyfile/diagnostic.h"
#include "keyfile/file_reader.h"
#include "keyfile/store.h"
#include "keyfile/writer.h"

namespace ikev2::keyfile {

namespace {

constexpr int kGood = 0;
constexpr int kBad = 1;
constexpr int kUsage = 2;

constexpr std::string_view kHelp =
    "Usage: ikev2-keys check [-q] FILE...\n"
    "       ikev2-keys convert FILE... [-o OUT]\n"
    "       ikev2-keys explain [FILE...]\n"
    "       ikev2-keys --help | --version\n"
    "\n"
    "Reads files with secrets of IKEv2 and ESP: key files of this project, strongSwan logs and\n"
    "secrets, Wireshark's tables, lines of libreswan and tcpdump, OpenIKED logs, ip xfrm state\n"
    "and Cisco configurations.\n"
    "\n"
    "  check    says what each line is and what is wrong; -q: only what is wrong, and the sum\n"
    "  convert  writes all secrets as one key file, to OUT (mode 0600) or to standard output\n"
    "  explain  says what the secrets of the files can do and what they cannot; without a file,\n"
    "           what each kind of secret can\n"
    "\n"
    "Exit status: 0; 1 if a file cannot be read, has errors or no secret; 2 for wrong usage.\n"
    "Only convert writes the octets of secrets.\n";

struct Arguments {
    std::vector<std::string> files;
    std::string output;
    bool quiet = false;
    std::string fault;
};

Arguments read_arguments(const std::vector<std::string>& arguments) {
    Arguments result;
    bool options = true;
    const std::string& command = arguments[0];
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (!options || argument.empty() || argument[0] != '-' || argument == "-") {
            result.files.push_back(argument);
        } else if (argument == "--") {
            options = false;
        } else if (argument == "-q" && command == "check") {
            result.quiet = true;
        } else if (argument == "-o" && command == "convert") {
            if (++i == arguments.size() || !result.output.empty() || arguments[i].empty()) {
                result.fault = "-o takes the name of one file";
                return result;
            }
            result.output = arguments[i];
        } else {
            result.fault = "unknown option ";
            result.fault.append(argument).append(" of ").append(command);
            return result;
        }
    }
    if (result.files.empty() && command != "explain") {
        result.fault = command + " takes at least one file";
    }
    return result;
}

/// All that the files hold.
struct Contents {
    Store store;
    std::vector<Section> sections;
    std::vector<Diagnostic> diagnostics;
    bool unreadable = false;

    [[nodiscard]] std::size_t count(Diagnostic::Severity severity) const {
        return static_cast<std::size_t>(
            std::count_if(diagnostics.begin(), diagnostics.end(),
                          [severity](const Diagnostic& d) { return d.severity == severity; }));
    }
};

Contents read_files(const std::vector<std::string>& files) {
    Contents contents;
    FileReader reader;
    std::vector<Diagnostic> failures;
    for (const std::string& file : files) {
        if (std::string reason = reader.read(file); !reason.empty()) {
            failures.push_back({file, 0, Diagnostic::Severity::error, std::move(reason)});
            contents.unreadable = true;
        }
    }
    contents.sections = reader.sections();
    contents.diagnostics = reader.take_diagnostics();
    contents.diagnostics.insert(contents.diagnostics.end(), failures.begin(), failures.end());
    contents.store = reader.take_store();
    return contents;
}

std::string counted(std::size_t count, std::string_view thing) {
    std::string text = std::to_string(count);
    text += ' ';
    text += thing;
    return count == 1 ? text : text + 's';
}

std::string hex_text(std::uint64_t value, unsigned digits) {
    std::string text;
    for (unsigned shift = 4 * digits; shift > 0; shift -= 4) {
        text += "0123456789abcdef"[value >> (shift - 4) & 0x0fU];
    }
    return text;
}

std::string of_sa(const SaSecret& secret) {
    if (secret.wildcard_initiator && secret.wildcard_responder) {
        return "of an IKE SA whose SPIs are not known";
    }
    std::string text = "of IKE SA ";
    text += secret.wildcard_initiator ? "*" : hex_text(secret.spi_i, 16);
    text += ' ';
    text += secret.wildcard_responder ? "*" : hex_text(secret.spi_r, 16);
    return text;
}

/// What is said of one line.
struct Remark {
    Origin origin;
    std::string text;
};

std::vector<Remark> remarks_on(const Store& store) {
    std::vector<Remark> remarks;
    for (const auto& range : {store.exact(), store.wildcards()}) {
        for (const SaSecret& secret : range) {
            std::string text = name(secret.kind);
            if (secret.exchange != 0) {
                text += " of additional key exchange " + std::to_string(secret.exchange);
            }
            text += ' ' + of_sa(secret) + ", " + counted(secret.value.size(), "octet");
            remarks.push_back({secret.origin, std::move(text)});
        }
    }
    for (const PskEntry& psk : store.psks()) {
        remarks.push_back({psk.origin, "PSK with which " + psk.authenticates.text() +
                                           " authenticates to " + psk.authenticates_to.text() +
                                           ", " + counted(psk.value.size(), "octet")});
    }
    for (const PpkEntry& ppk : store.ppks()) {
        remarks.push_back({ppk.origin, "PPK, " + counted(ppk.value.size(), "octet")});
    }
    for (const EspEntry& esp : store.esp()) {
        remarks.push_back({esp.origin, "keys of ESP SA " +
                                           (esp.spi ? "0x" + hex_text(*esp.spi, 8) : "*") + ", " +
                                           esp.source.text() + " to " + esp.destination.text()});
    }
    std::stable_sort(remarks.begin(), remarks.end(), [](const Remark& a, const Remark& b) {
        return std::pair(a.origin.file, a.origin.line) < std::pair(b.origin.file, b.origin.line);
    });
    return remarks;
}

std::string sum_of(const Store& store) {
    std::string text = counted(store.count(), "secret");
    const char* separator = ": ";
    const auto add = [&](std::size_t count, std::string_view what) {
        if (count != 0) {
            text += separator + std::to_string(count) + ' ';
            text += what;
            separator = ", ";
        }
    };
    for (const SecretKindRow& row : secret_kinds()) {
        add(store.count(row.kind), row.name);
    }
    add(store.psks().size(), "PSK");
    add(store.ppks().size(), "PPK");
    add(store.esp().size(), "ESP");
    return text;
}

constexpr std::string_view kOnlyPsks =
    "a PSK alone decrypts nothing: the keys come from the Diffie-Hellman exchange, and the PSK "
    "proves who spoke (RFC 7296, sections 2.14 and 2.15)";

int check(const Arguments& arguments, std::ostream& out) {
    const Contents contents = read_files(arguments.files);
    if (!arguments.quiet) {
        for (const Section& section : contents.sections) {
            out << contents.store.file_name(section.file) << ':' << section.first_line;
            if (section.last_line != section.first_line) {
                out << '-' << section.last_line;
            }
            out << ": " << section.what << ", " << counted(section.secrets, "secret") << '\n';
        }
        for (const Remark& remark : remarks_on(contents.store)) {
            out << contents.store.file_name(remark.origin.file) << ':' << remark.origin.line << ": "
                << remark.text << '\n';
        }
    }
    for (const Diagnostic& diagnostic : contents.diagnostics) {
        out << to_text(diagnostic) << '\n';
    }
    if (contents.store.only_psks() && contents.store.esp().empty()) {
        out << "note: " << kOnlyPsks << '\n';
    }
    const std::size_t errors = contents.count(Diagnostic::Severity::error);
    out << sum_of(contents.store) << "; " << counted(errors, "error") << ", "
        << counted(contents.count(Diagnostic::Severity::warning), "warning") << '\n';
    return errors == 0 && !contents.store.empty() ? kGood : kBad;
}

/// Writes `text` to a new file that only its owner can read. "" or why it cannot.
std::string write_file(const std::string& path, std::string_view text) {
    constexpr mode_t kOnlyOwner = 0600;
    const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,  // NOLINT(*-vararg)
                        kOnlyOwner);
    if (fd < 0) {
        return system_error_text(errno);
    }
    while (!text.empty()) {
        const ssize_t written = write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            const int error = errno;
            close(fd);
            return system_error_text(error);
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return close(fd) == 0 ? "" : system_error_text(errno);
}

int convert(const Arguments& arguments, std::ostream& out, std::ostream& err) {
    const Contents contents = read_files(arguments.files);
    for (const Diagnostic& diagnostic : contents.diagnostics) {
        err << to_text(diagnostic) << '\n';
    }
    if (contents.store.empty()) {
        err << "ikev2-keys: no secret to write\n";
        return kBad;
    }
    std::ostringstream text;
    const WriteResult result = write_key_file(contents.store, text);
    if (result.left_out != 0) {
        err << "ikev2-keys: keys of " << counted(result.left_out, "ESP SA")
            << " left out: a key file has no name for the algorithm\n";
    }
    if (result.joined_sets != 0) {
        err << "ikev2-keys: " << counted(result.joined_sets, "set")
            << " of SK_* lines without SPIs will be taken together with the set before\n";
    }
    if (arguments.output.empty()) {
        out << text.view() << std::flush;
        if (!out) {
            err << "ikev2-keys: standard output cannot be written\n";
            return kBad;
        }
    } else if (std::string reason = write_file(arguments.output, text.view()); !reason.empty()) {
        err << "ikev2-keys: " << arguments.output << ": " << reason << '\n';
        return kBad;
    }
    return contents.count(Diagnostic::Severity::error) == 0 ? kGood : kBad;
}

struct Explanation {
    std::string_view name;
    std::string_view can;
    std::string_view cannot;
};

constexpr Explanation kExplanations[] = {
    {"SKEYSEED",
     "gives all keys of its IKE SA: opens every message, with a PSK verifies AUTH, "
     "gives the keys of CHILD_SAs without PFS and of IKE SAs that follow by a rekey whose "
     "SHARED_SECRET is known",
     "needs both messages of the exchange that made the IKE SA in the capture; does not give the "
     "keys of a CHILD_SA with PFS"},
    {"SHARED_SECRET",
     "g^ir of a key exchange: gives SKEYSEED and so all keys of its IKE SA, or the "
     "keys of the CHILD_SA whose key exchange it is",
     "needs both messages of that exchange in the capture"},
    {"DH_PRIVATE", "the private value of one end: gives g^ir with the public value of the other",
     "needs both messages of that exchange in the capture, in clear or opened by another secret"},
    {"SK_d", "gives the keys of CHILD_SAs, and SKEYSEED of a rekeyed IKE SA with its g^ir",
     "opens no message of its own IKE SA"},
    {"SK_ai", "checks the integrity of what the original initiator sends", "decrypts nothing"},
    {"SK_ar", "checks the integrity of what the original responder sends", "decrypts nothing"},
    {"SK_ei", "decrypts what the original initiator sends, with SK_ai unless the cipher is an AEAD",
     "does not open the other direction, nor any ESP packet"},
    {"SK_er", "decrypts what the original responder sends, with SK_ar unless the cipher is an AEAD",
     "does not open the other direction, nor any ESP packet"},
    {"SK_pi", "verifies the initiator's AUTH, with the PSK or MSK", "decrypts nothing"},
    {"SK_pr", "verifies the responder's AUTH, with the PSK or MSK", "decrypts nothing"},
    {"EAP_MSK", "verifies the AUTH payloads after EAP", "decrypts nothing"},
};

constexpr Explanation kOtherExplanations[] = {
    {"PSK", "verifies AUTH in messages that another secret opens", kOnlyPsks},
    {"PPK", "gives SK_d, SK_pi and SK_pr of an IKE SA that used it, from those before (RFC 8784)",
     "opens no message by itself"},
    {"ESP", "opens the ESP packets of one direction of a CHILD_SA", "opens no IKEv2 message"},
};

void write_explanation(const Explanation& row, std::ostream& out) {
    out << "\n  can:    " << row.can << "\n  cannot: " << row.cannot << '\n';
}

int explain_all(std::ostream& out) {
    for (const auto& rows : {std::span<const Explanation>(kExplanations),
                             std::span<const Explanation>(kOtherExplanations)}) {
        for (const Explanation& row : rows) {
            out << row.name;
            write_explanation(row, out);
        }
    }
    return kGood;
}

int explain(const Arguments& arguments, std::ostream& out, std::ostream& err) {
    if (arguments.files.empty()) {
        return explain_all(out);
    }
    const Contents contents = read_files(arguments.files);
    for (const Diagnostic& diagnostic : contents.diagnostics) {
        err << to_text(diagnostic) << '\n';
    }
    const auto write = [&out](const Explanation& row, std::size_t count) {
        if (count != 0) {
            out << row.name << " (" << count << ")";
            write_explanation(row, out);
        }
    };
    for (std::size_t kind = 0; kind < kSecretKinds; ++kind) {
        write(kExplanations[kind], contents.store.count(static_cast<SecretKind>(kind)));
    }
    const std::size_t others[] = {contents.store.psks().size(), contents.store.ppks().size(),
                                  contents.store.esp().size()};
    static_assert(std::size(others) == std::size(kOtherExplanations));
    for (std::size_t i = 0; i < std::size(others); ++i) {
        write(kOtherExplanations[i], others[i]);
    }
    const auto unknown = contents.store.wildcards();
    if (!unknown.empty()) {
        out << counted(unknown.size(), "secret")
            << " without both SPIs: tried on each IKE SA of the capture until its integrity check "
               "holds\n";
    }
    if (contents.store.empty()) {
        err << "ikev2-keys: no secret\n";
    }
    return contents.store.empty() || contents.unreadable ? kBad : kGood;
}

}  // namespace

int run_command(const std::vector<std::string>& arguments, const char* version, std::ostream& out,
                std::ostream& err) {
    const std::string command = arguments.empty() ? "" : arguments[0];
    if (command == "--help" || command == "-h") {
        out << kHelp;
        return kGood;
    }
    if (command == "--version") {
        out << "ikev2-keys " << version << '\n';
        return kGood;
    }
    if (command != "check" && command != "convert" && command != "explain") {
        err << (command.empty() ? "" : "ikev2-keys: unknown command " + command + "\n") << kHelp;
        return kUsage;
    }
    const Arguments read = read_arguments(arguments);
    if (!read.fault.empty()) {
        err << "ikev2-keys: " << read.fault << "; see ikev2-keys --help\n";
        return kUsage;
    }
    if (command == "check") {
        return check(read, out);
    }
    return command == "convert" ? convert(read, out, err) : explain(read, out, err);
}

}  // namespace ikev2::keyfile
