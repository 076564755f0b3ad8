// The messages of a capture are found again by their frames.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/playback.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;

namespace {

constexpr std::uint32_t kFirst = 1;
constexpr std::uint32_t kSecond = 3;

class Places {
  public:
    const MessageView* take(const Place& place, std::uint32_t key) {
        Message message = frame_.message();
        message.frame = place.frame;
        message.time = place.time;
        message.key = key;
        Bytes room(frame_.octets.size());
        return capture_.first_pass(message, keyfile::Store(), room);
    }

    [[nodiscard]] Capture& capture() { return capture_; }

  private:
    Capture capture_;
    Frame frame_ = cisco().init_request();
};

void each_message_of_a_frame_is_found_by_its_key(void** /*state*/) {
    Places places;
    const Place place{7, 1000};
    assert_null(places.capture().find(place, kFirst));
    const MessageView* first = places.take(place, kFirst);
    const MessageView* second = places.take(place, kSecond);
    assert_ptr_equal(places.capture().find(place, kFirst), first);
    assert_ptr_equal(places.capture().find(place, kSecond), second);
    assert_null(places.capture().find(place, kSecond + 2));
    assert_null(places.capture().find({8, 1000}, kFirst));
}

void frames_of_one_number_are_told_apart_by_their_time(void** /*state*/) {
    Places places;
    const Place taken_out{7, 1000};
    const Place next{7, 2000};
    const MessageView* before = places.take(taken_out, kFirst);
    places.capture().set_repeats(taken_out);
    assert_null(places.capture().find(next, kFirst));
    assert_false(places.capture().has_repeats(next));
    const MessageView* after = places.take(next, kFirst);
    assert_ptr_not_equal(before, after);
    assert_ptr_equal(places.capture().find(next, kFirst), after);
    assert_null(places.capture().find(next, kSecond));
    assert_false(places.capture().has_repeats(next));
}

void that_a_frame_has_repeats_stays_known(void** /*state*/) {
    Places places;
    const Place place{7, 1000};
    places.capture().set_repeats(place);
    assert_false(places.capture().has_repeats(place));
    places.take(place, kFirst);
    assert_false(places.capture().has_repeats(place));
    places.capture().set_repeats(place);
    places.take(place, kSecond);
    assert_true(places.capture().has_repeats(place));
    assert_false(places.capture().has_repeats({8, 1000}));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(each_message_of_a_frame_is_found_by_its_key),
        cmocka_unit_test(frames_of_one_number_are_told_apart_by_their_time),
        cmocka_unit_test(that_a_frame_has_repeats_stays_known),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
