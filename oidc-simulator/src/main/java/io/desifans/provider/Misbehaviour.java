package io.desifans.provider;

/** What a provider must not do, and a client must notice. */
enum Misbehaviour {
    WRONG_NONCE,
    NO_NONCE,
    WRONG_AUDIENCE,
    WRONG_ISSUER,
    WRONG_SUBJECT_IN_USER_INFO,
    EXPIRED,
    OLD,
    FROM_THE_FUTURE,
    NOT_SIGNED,
    SIGNED_WITH_THE_CLIENT_SECRET,
    SIGNED_WITH_A_STRANGE_KEY,
    EMAIL_IN_USER_INFO_ONLY,
    ACCESS_TOKEN_NEARLY_OVER,
    REFUSES_CODES
}
