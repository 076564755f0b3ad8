// What is known of one message, in plain values for those who draw it.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/limits.h"

namespace ikev2::session {

struct Finding;
struct Verdict;

/// What became of a message's Encrypted payload.
enum class SkStatus : std::uint8_t {
    absent,             ///< the message has none
    opened,             ///< its integrity was checked, and it was decrypted
    no_key,             ///< no secret for these SPIs
    only_psks,          ///< likewise, and the key file holds nothing but PSKs
    bad_icv,            ///< secrets were found, and the integrity check failed with each
    wrong_key_length,   ///< secrets were found, and none has the length that the suite asks for
    no_negotiation,     ///< secrets were found, but not the IKE_SA_INIT that they depend on
    unknown_algorithm,  ///< the suite has an algorithm that is not supported
    no_additional_ke,   ///< an IKE_INTERMEDIATE exchange changed the keys, and the secret of its
                        ///< additional key exchange, `exchange`, is not known (RFC 9370)
    no_ppk,             ///< likewise, and its PPK is not known (RFC 9867)
    ppk_mixed,          ///< the CREATE_CHILD_SA that made the IKE SA mixed a PPK into its keys,
                        ///< which are not derived (RFC 9867)
    not_captured,       ///< the capture cuts the message short
    malformed,          ///< too short for the suite, not a multiple of the cipher's block, or not
                        ///< the end of the message
};

/// What became of a message's AUTH payload (RFC 7296, section 2.15).
enum class AuthStatus : std::uint8_t { absent, verified, wrong, not_checked };

/// Why an AUTH payload was not checked.
enum class AuthReason : std::uint8_t {
    none,
    method,           ///< the authentication method is not one that is checked
    no_psk,           ///< the key file has no PSK
    no_matching_psk,  ///< no PSK line is for these identities
    no_msk,           ///< an EAP method made the shared secret, and the key file has no EAP_MSK
    no_sk_p,          ///< SK_pi or SK_pr is not known
    no_negotiation,   ///< the IKE_SA_INIT messages are not, or not whole, in the capture
    no_identity,      ///< the sender's ID payload was not seen
    no_certificate,   ///< a signature; neither the message nor the certificate file has a key
    certificate_encoding,     ///< likewise, and no key can be had from the CERT payload's encoding
    bad_certificate,          ///< likewise, and the CERT payload holds no certificate
    no_matching_certificate,  ///< a signature that no key of the certificate file made
    no_ppk,                   ///< the keys depend on a PPK that the key file has not
    no_intermediate,          ///< an IKE_INTERMEDIATE message that it covers is not known
    full_transcript,          ///< both sides announced that it covers both IKE_SA_INIT messages
    key_type,                 ///< the certificate's key is not of the kind that the method asks for
    signature_algorithm,      ///< an algorithm, key or size that is not supported
};

/// The line of a key file that a secret comes from. `file` is null if there is none.
struct KeyLine {
    const char* kind = nullptr;  ///< keyword, as "SKEYSEED"; static storage
    const char* file = nullptr;  ///< valid as long as the capture's state
    std::uint32_t line = 0;
};

/// What became of the AUTH payload of a message. Owned by the capture's state and valid as long as
/// it.
struct AuthView {
    AuthStatus status = AuthStatus::absent;
    AuthReason reason = AuthReason::none;
    AuthStatus no_ppk = AuthStatus::absent;  ///< of the message's NO_PPK_AUTH notification
    std::uint32_t tried = 0;                 ///< how many secrets or keys were tried
    KeyLine key;                             ///< what verified it; when wrong, what was tried first
    /// The same where it is no line of the key file, as `key of certificate "CN=hub"`; else null.
    const char* by = nullptr;
    KeyLine ppk;  ///< the PPK that the keys of AUTH were mixed with (RFC 8784)
};

/// That of a message without an AUTH payload that could be read.
inline constexpr AuthView kNoAuth{};

/// A message as the capture's state knows it. Owned by that state and valid as long as it.
struct MessageView {
    KeyLine key;                ///< what opened it; with bad_icv what failed first
    std::uint32_t index = 0;    ///< of the message among those of the capture
    std::uint32_t sa = 0;       ///< number of the IKE SA, counted from 0 in the order of appearance
    std::uint32_t lineage = 0;  ///< number of the IKE SA that the first of its rekeys replaced
    std::uint32_t key_set = 0;  ///< number of Capture::keys_of, when opened; 0: none
    std::uint32_t tried = 0;    ///< how many secrets were tried
    std::uint32_t plaintext_length = 0;  ///< with padding and Pad Length; only when opened
    std::uint16_t iv_length = 0;         ///< if layout_known, as the next one
    std::uint16_t icv_length = 0;
    std::uint16_t encr_id = 0;  ///< of the suite, if layout_known or unknown_algorithm
    std::uint16_t key_bits = 0;
    std::uint16_t integ_id = 0;
    std::uint16_t fragment_number = 0;  ///< of an SKF payload, from 1; 0: none
    std::uint16_t fragment_total = 0;
    std::uint8_t inner_type = 0;  ///< of the first payload inside; once it is known
    std::uint8_t exchange = 0;    ///< with no_additional_ke: which, 1 to 7

    const AuthView* auth = &kNoAuth;
    const Finding* findings = nullptr;  ///< the first; null: none
    const Verdict* verdict = nullptr;   ///< of the negotiation that the message decides; null: none
    MessageView* sent_again = nullptr;  ///< the view of retransmitted_in; null: there is none

    std::int64_t time = 0;          ///< in nanoseconds since 1970
    std::int64_t request_time = 0;  ///< of a response: when its request was captured
    std::uint32_t frame = 0;
    std::uint32_t response_in = 0;        ///< of a request: frame of its first response; 0: none
    std::uint32_t response_to = 0;        ///< of a response: frame of its request; 0: none
    std::uint32_t retransmission_of = 0;  ///< frame where the same octets were first seen; 0: none
    std::uint32_t retransmission = 0;     ///< how often they had been seen before
    std::uint32_t retransmitted_in = 0;   ///< frame where they are seen next; 0: none
    std::uint32_t other_use_of_id = 0;    ///< frame of another message with its Message ID; 0: none
    std::uint32_t copy = 0;   ///< how many messages were seen with its Message ID and fragment
                              ///< number before, sent again or not
    std::uint32_t child = 0;  ///< number of the CHILD_SA that the message completed, if child_known
    Limits limits;            ///< that it reached

    SkStatus sk = SkStatus::absent;
    bool sa_known = false;
    bool child_known = false;
    bool layout_known = false;
    bool aead = false;       ///< of the suite, as encr_id
    bool duplicate = false;  ///< seen again sooner than anybody retransmits
    /// Secrets whose SPIs are not known were tried on messages of this IKE SA before, and no more.
    bool wildcards_given_up = false;
    bool chosen_never_offered = false;  ///< its SA payload chooses what the request did not
    bool ppk_mixed = false;             ///< into the keys of what its exchange made (RFC 9867)
    bool spis_in_use = false;           ///< its SA payload makes an IKE SA with the SPIs of another

    /// A part of a message, to be put together with others (RFC 7383). A message of one fragment
    /// is whole.
    [[nodiscard]] bool is_part() const noexcept {
        return fragment_number != 0 && fragment_total != 1;
    }
};

}  // namespace ikev2::session
