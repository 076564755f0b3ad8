// The pieces of memory that have room.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace ikev2 {

/// A list of those `Piece`s, blocks or chunks, that something can still be taken from. It is made
/// of their own members `next` and `before`, and owns nothing.
template <typename Piece>
class RoomList {
  public:
    /// One that has room, or null.
    [[nodiscard]] Piece* first() const noexcept { return first_; }

    /// Whether `piece`, which is in the list, is all that is in it.
    [[nodiscard]] bool has_only(const Piece& piece) const noexcept {
        return first_ == &piece && piece.next == nullptr;
    }

    /// `piece` has room again, or is new.
    void add(Piece& piece) noexcept {
        piece.next = first_;
        piece.before = nullptr;
        if (first_ != nullptr) {
            first_->before = &piece;
        }
        first_ = &piece;
    }

    /// `piece` is full, or is given back.
    void remove(Piece& piece) noexcept {
        (piece.before != nullptr ? piece.before->next : first_) = piece.next;
        if (piece.next != nullptr) {
            piece.next->before = piece.before;
        }
    }

  private:
    Piece* first_ = nullptr;
};

}  // namespace ikev2
