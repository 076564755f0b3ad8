// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/line.h"

#include <utility>

#include "keyfile/fields.h"
#include "keyfile/values.h"

namespace ikev2::keyfile {

namespace {

struct Shape {
    const char* fields;
    std::size_t least;
    std::size_t most;
};

Shape shape_of(const Keyword& keyword) noexcept {
    switch (keyword.line) {
        case Keyword::Line::psk:
            return {"ID that authenticates, ID it authenticates to, value", 3, 3};
        case Keyword::Line::ppk:
            return {"PPK_ID, value", 2, 2};
        case Keyword::Line::sa_secret:
            break;
    }
    if (row(keyword.kind).numbered) {
        return {"SPIi, SPIr, value and perhaps n", 3, 4};
    }
    return {"SPIi, SPIr, value", 3, 3};
}

std::string wrong_count(const Keyword& keyword, std::size_t count) {
    std::string reason = std::to_string(count);
    reason += count == 1 ? " field after " : " fields after ";
    reason += keyword.name;
    reason += ", expected are ";
    return reason + shape_of(keyword).fields;
}

/// `fault` of the field with this name, or "".
std::string in_field(const char* field, const std::string& fault) {
    return fault.empty() ? "" : std::string(field) + ": " + fault;
}

/// RFC 7296, section 3.1: the Initiator's SPI "MUST NOT be zero"; the responder's is zero only in
/// the first message of an IKE SA, which does not name the SA yet.
std::string read_spis(const Fields& fields, SaSecret& secret) {
    std::optional<std::uint64_t> spi_i;
    std::optional<std::uint64_t> spi_r;
    if (std::string fault = in_field("SPIi", read_spi(fields.field[0], spi_i)); !fault.empty()) {
        return fault;
    }
    if (std::string fault = in_field("SPIr", read_spi(fields.field[1], spi_r)); !fault.empty()) {
        return fault;
    }
    if (spi_i == 0U) {
        return "SPIi: zero, which no IKE SA has";
    }
    if (spi_r == 0U) {
        return "SPIr: zero, as in the first message; take it from the response or write *";
    }
    secret.wildcard_initiator = !spi_i;
    secret.wildcard_responder = !spi_r;
    secret.spi_i = spi_i.value_or(0);
    secret.spi_r = spi_r.value_or(0);
    return "";
}

}  // namespace

std::string LineReader::read(const Keyword& keyword, std::string_view line, std::size_t start,
                             Origin origin) {
    const Fields fields = split(line, start);
    std::string reason = fields.problem;
    const Shape shape = shape_of(keyword);
    if (reason.empty() && (fields.count < shape.least || fields.count > shape.most)) {
        reason = wrong_count(keyword, fields.count);
    }
    if (!reason.empty()) {
        return reject(std::move(reason));
    }
    switch (keyword.line) {
        case Keyword::Line::psk:
            return read_psk(fields, origin);
        case Keyword::Line::ppk:
            return read_ppk(fields, origin);
        case Keyword::Line::sa_secret:
            break;
    }
    return read_sa_secret(keyword, fields, origin);
}

std::string LineReader::read_sa_secret(const Keyword& keyword, const Fields& fields,
                                       Origin origin) {
    SaSecret secret;
    secret.kind = keyword.kind;
    secret.origin = origin;
    if (std::string fault = read_spis(fields, secret); !fault.empty()) {
        return reject(std::move(fault));
    }
    std::string fault = in_field("value", read_sa_value(fields.field[2], keyword.kind, value_));
    if (fault.empty() && fields.count == 4) {
        fault = in_field("n", read_exchange(fields.field[3], secret.exchange));
    }
    if (!fault.empty()) {
        builder_.hold_place(secret);
        return fault;
    }
    secret.value = value_;
    if (!builder_.add(secret)) {
        return "too many secrets: at most " + std::to_string(builder_.limits().sa_secrets) +
               " of IKE SAs are kept";
    }
    return "";
}

template <typename Entry>
std::string LineReader::keep(Entry entry) {
    if (!builder_.add(std::move(entry))) {
        return "too many secrets: at most " + std::to_string(builder_.limits().psks) +
               " PSKs and PPKs are kept";
    }
    return "";
}

std::string LineReader::read_psk(const Fields& fields, Origin origin) {
    PskEntry psk;
    psk.origin = origin;
    std::string fault =
        in_field("ID that authenticates", read_identity(fields.field[0], psk.authenticates));
    if (fault.empty()) {
        fault = in_field("ID it authenticates to",
                         read_identity(fields.field[1], psk.authenticates_to));
    }
    if (fault.empty()) {
        fault = in_field("value", read_psk_value(fields.field[2], psk.value));
    }
    return fault.empty() ? keep(std::move(psk)) : reject(std::move(fault));
}

std::string LineReader::read_ppk(const Fields& fields, Origin origin) {
    PpkEntry ppk;
    ppk.origin = origin;
    std::string fault = in_field("PPK_ID", read_ppk_id(fields.field[0], ppk.ppk_id));
    if (fault.empty()) {
        fault = in_field("value", read_psk_value(fields.field[1], ppk.value));
    }
    return fault.empty() ? keep(std::move(ppk)) : reject(std::move(fault));
}

std::string LineReader::reject(std::string fault) {
    builder_.end_set();
    return fault;
}

}  // namespace ikev2::keyfile
