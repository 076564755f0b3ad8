// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/parser.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "keyfile/ascii.h"
#include "keyfile/fields.h"
#include "keyfile/foreign_formats.h"
#include "keyfile/keyword.h"
#include "keyfile/text.h"
#include "keyfile/values.h"

namespace ikev2::keyfile {

namespace {

constexpr std::string_view kUtf8ByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kInclude = "include";
constexpr const char* kNative = "key file";

std::string_view as_text(const Secret& octets) noexcept {
    return {reinterpret_cast<const char*>(octets.data()), octets.size()};
}

/// Whether two SPIs follow the first `start` characters, as in a line with a keyword.
bool is_secret_of_sa(std::string_view line, std::size_t start) {
    const Fields fields = split(line, start);
    std::optional<std::uint64_t> spi;
    return fields.problem.empty() && fields.count >= 3 && read_spi(fields.field[0], spi).empty() &&
           read_spi(fields.field[1], spi).empty();
}

}  // namespace

Parser::Parser(std::uint16_t file, StoreBuilder& builder, IncludeFile include)
    : builder_(builder),
      reader_(builder),
      diagnostics_(builder.file_name(file)),
      findings_(file, builder, diagnostics_),
      importers_(make_importers(findings_)),
      include_(std::move(include)),
      origin_{file, 0} {}

void Parser::feed(std::string_view piece) {
    if (!started_) {
        const std::string_view head = piece.substr(0, kFileHead - held_.size());
        held_.insert(held_.end(), head.begin(), head.end());
        piece.remove_prefix(head.size());
        if (held_.size() < kFileHead) {
            return;
        }
        start();
    }
    take_lines(piece);
}

void Parser::start() {
    started_ = true;
    const Secret head = std::exchange(held_, {});
    std::string_view text = as_text(head);
    if (const char* reason = foreign_file(text)) {
        foreign_ = true;
        diagnostics_.add(0, Diagnostic::Severity::error, reason);
        return;
    }
    if (text.substr(0, kUtf8ByteOrderMark.size()) == kUtf8ByteOrderMark) {
        text.remove_prefix(kUtf8ByteOrderMark.size());
    }
    take_lines(text);
}

std::vector<Diagnostic> Parser::finish() {
    if (!started_) {
        start();
    }
    if (!held_.empty() || overlong_) {
        end_line({});
    }
    end_section(secrets());
    for (const auto& importer : importers_) {
        const std::size_t before = secrets();
        importer->finish();
        const auto last = std::find_if(sections_.rbegin(), sections_.rend(), [&](const Section& s) {
            return s.what == importer->name();
        });
        if (last != sections_.rend()) {
            last->secrets += secrets() - before;
        }
    }
    if (secrets() == 0 && !included_ && diagnostics_.empty()) {
        diagnostics_.add(0, Diagnostic::Severity::warning,
                         origin_.line == 0 ? "the file is empty" : "no secret in the file");
    }
    builder_.end_set();
    return diagnostics_.take();
}

void Parser::take_lines(std::string_view text) {
    while (!foreign_ && !text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) {
            hold(text);
            return;
        }
        end_line(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
}

void Parser::hold(std::string_view part) {
    if (overlong_ || held_.size() + part.size() > kLongestLine + 1) {
        overlong_ = true;
        held_.clear();
        return;
    }
    held_.insert(held_.end(), part.begin(), part.end());
}

void Parser::end_line(std::string_view text) {
    ++origin_.line;
    if (!held_.empty() || overlong_) {
        hold(text);
        text = as_text(held_);
    }
    if (!text.empty() && text.back() == '\r') {
        text.remove_suffix(1);
    }
    if (overlong_ || text.size() > kLongestLine) {
        builder_.end_set();
        if (importer_ == nullptr || !importer_->has_other_lines()) {
            report("longer than " + std::to_string(kLongestLine) + " octets");
        }
    } else {
        take_line(text);
    }
    overlong_ = false;
    held_.clear();
}

void Parser::take_line(std::string_view line) {
    const std::string_view text = ascii::without_leading_blanks(line);
    if (text.empty() || text.front() == '#') {
        return;
    }
    const std::string_view word = text.substr(0, text.find_first_of(" \t#"));
    const std::size_t start = line.size() - text.size();
    const Keyword* keyword = find_keyword(word);
    // A section of another program's file may have a keyword's name.
    const bool section = keyword != nullptr && importer_ != nullptr &&
                         text::trimmed(text.substr(word.size())).starts_with('{');
    if (keyword == nullptr || section) {
        builder_.end_set();
        if (ascii::same_letters(word, kInclude)) {
            take_include(line, start + word.size());
        } else if (!take_foreign_line(line)) {
            take_unknown_line(line, start, word);
        }
        return;
    }
    block_ = nullptr;
    importer_ = nullptr;
    enter_section(kNative, secrets());
    std::string reason = reader_.read(*keyword, line, start + word.size(), origin_);
    if (reason.empty()) {
        ++secrets_;
    } else {
        report(std::move(reason));
    }
}

void Parser::take_include(std::string_view line, std::size_t start) {
    block_ = nullptr;
    recognised_ = true;
    const Fields fields = split(line, start);
    if (!fields.problem.empty() || fields.count != 1) {
        report("include: " + (fields.problem.empty() ? "one path expected" : fields.problem));
        return;
    }
    included_ = true;
    const std::string path(fields.field[0].text);
    if (path.find_first_of("*?[") != std::string::npos) {
        diagnostics_.add(origin_.line, Diagnostic::Severity::warning,
                         "include: a pattern is not followed; name each file");
        return;
    }
    const std::string reason = include_ ? include_(path) : "no file can be included here";
    if (!reason.empty()) {
        report("include: " + reason);
    }
}

bool Parser::take_foreign_line(std::string_view line) {
    const auto ask = [&](Importer& importer) {
        const std::size_t before = diagnostics_.size();
        const std::size_t secrets_before = secrets();
        if (!importer.take(line, origin_.line)) {
            return false;
        }
        if (importer.has_other_lines() && !recognised_) {
            // What a log starts with is as little an error as what follows.
            diagnostics_.forget_first(before);
        }
        block_ = nullptr;
        importer_ = &importer;
        enter_section(importer.name(), secrets_before);
        return true;
    };
    // The lines of a log come in long runs.
    if (importer_ != nullptr && ask(*importer_)) {
        return true;
    }
    return std::any_of(importers_.begin(), importers_.end(), [&](const auto& importer) {
        return importer.get() != importer_ && ask(*importer);
    });
}

void Parser::enter_section(const char* what, std::size_t secrets_before) {
    recognised_ = true;
    const bool same = !sections_.empty() && sections_.back().what == what;
    if (!same && sections_.size() < kMostSections) {
        end_section(secrets_before);
        sections_.push_back({origin_.file, origin_.line, origin_.line, what, 0});
    }
    sections_.back().last_line = origin_.line;
}

void Parser::end_section(std::size_t secrets_now) noexcept {
    if (!sections_.empty()) {
        sections_.back().secrets += secrets_now - secrets_before_section_;
    }
    secrets_before_section_ = secrets_now;
}

void Parser::take_unknown_line(std::string_view line, std::size_t start, std::string_view word) {
    if (importer_ != nullptr && importer_->has_other_lines() &&
        !(is_secret_of_sa(line, start + word.size()) && similar_keyword(word) != nullptr)) {
        return;
    }
    if (line.find('\0') != std::string_view::npos) {
        block_ = nullptr;
        report("a NUL octet; this is not text");
        return;
    }
    const std::string_view text = line.substr(start);
    const ForeignFormat* format = foreign_format(text);
    if (format == nullptr && block_ != nullptr && block_->continues != nullptr &&
        block_->continues(text)) {
        format = block_;
    }
    block_ = format;
    if (format != nullptr) {
        recognised_ = true;
        diagnostics_.add_once(origin_.line, Diagnostic::Severity::warning, format->reason);
        return;
    }
    if (Fields fields = split(line.substr(0, start + word.size()), start);
        !fields.problem.empty()) {
        report(std::move(fields.problem));
        return;
    }
    std::string reason = "unknown keyword of " + std::to_string(word.size()) +
                         (word.size() == 1 ? " character" : " characters");
    if (const Keyword* similar = similar_keyword(word)) {
        reason += std::string("; is ") + similar->name + " meant?";
    }
    report(std::move(reason));
}

void Parser::report(std::string reason) {
    diagnostics_.add(origin_.line, Diagnostic::Severity::error, std::move(reason));
}

std::vector<Diagnostic> parse(std::string_view text, std::uint16_t file, StoreBuilder& builder) {
    Parser parser(file, builder);
    parser.feed(text);
    return parser.finish();
}

}  // namespace ikev2::keyfile
