package io.desifans.gateway;

import java.util.Locale;

/** What a gateway does that nobody wishes for. */
enum Mischief {
    /** A webhook is listed, and sent to nobody. */
    DROP,
    /** A webhook is sent twice, under the same id. */
    DUPLICATE,
    /** A webhook is sent after the one that is told next, or after a minute if none is. */
    REORDER,
    /** A webhook is sent for the first time within the next hour. */
    DELAY,
    /** An attempt has the object as it is then, not as it was when it was told of. */
    NEWEST_PAYLOAD,
    /** An attempt is signed over something else. */
    BAD_SIGNATURE,
    /** An attempt is dated ten minutes back. */
    STALE_TIMESTAMP,
    /** A webhook bears a type that nobody has heard of. */
    UNKNOWN_TYPE,
    /** A webhook has fields that nobody has heard of. */
    UNKNOWN_FIELDS,
    /** A payment takes another amount than the checkout says. */
    WRONG_AMOUNT,
    /** A payment takes dollars. */
    WRONG_CURRENCY,
    /** A call of the API is answered 429, and nothing is done. */
    TOO_MANY_REQUESTS,
    /** A call of the API is answered 500, and nothing is done. */
    SERVER_ERROR,
    /** What a call of the API asks for is done, and answered too late. */
    TIMEOUT,
    /** Who pays is charged twice. */
    DOUBLE_CHARGE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
