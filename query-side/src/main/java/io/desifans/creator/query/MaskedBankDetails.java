package io.desifans.creator.query;

import io.desifans.billing.AccountType;
import io.desifans.eventstore.SealedTexts;
import io.desifans.web.OneOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a creator is paid, as far as an answer shows it.
 *
 * @param pan its last four characters
 * @param accountNumber its last four digits
 * @param verified whether an admin has seen that money sent there arrives
 */
record MaskedBankDetails(
        @Nullable String pan,
        @Nullable String accountNumber,
        @Nullable String ifscCode,
        @Nullable String bankName,
        @Nullable String accountHolderName,
        @Nullable String branchName,
        @OneOf(AccountType.class) @Nullable String accountType,
        boolean verified) {

    private static final int SHOWN = 4;

    /** @param stored the column, whose texts are sealed; null before there are any */
    static @Nullable MaskedBankDetails of(@Nullable JsonNode stored, SealedTexts texts) {
        if (stored == null) return null;
        return new MaskedBankDetails(
                masked(open(stored, "pan", texts)),
                masked(open(stored, "accountNumber", texts)),
                open(stored, "ifscCode", texts),
                open(stored, "bankName", texts),
                open(stored, "accountHolderName", texts),
                open(stored, "branchName", texts),
                open(stored, "accountType", texts),
                stored.path("verified").asBoolean());
    }

    private static @Nullable String open(JsonNode stored, String name, SealedTexts texts) {
        JsonNode sealed = stored.path(name);
        return sealed.isObject() ? texts.open(sealed.toString()).orElse(null) : null;
    }

    /** The same number of marks whatever is behind them. */
    private static @Nullable String masked(@Nullable String text) {
        return text == null ? null : "XXXX" + text.substring(Math.max(0, text.length() - SHOWN));
    }

    /** Says nothing, so that it cannot get into a log line. */
    @Override
    public String toString() {
        return "MaskedBankDetails[…]";
    }
}
