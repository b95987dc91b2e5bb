package io.desifans.command;

import io.desifans.billing.AccountType;
import io.desifans.billing.BankDetails;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a creator is paid, as the creator's events tell.
 *
 * @param details null if there are none, or none any more
 * @param changedAt UTC; null without details
 */
public record BankAccount(
        @Nullable BankDetails details,
        boolean verified,
        @Nullable Instant changedAt) {

    static final BankAccount NONE = new BankAccount(null, false, null);

    static BankAccount of(BankDetailsChanged e, Instant at, Function<String, Optional<String>> opener) {
        String pan = opened(e.pan(), opener);
        String accountNumber = opened(e.accountNumber(), opener);
        String ifscCode = opened(e.ifscCode(), opener);
        String holder = opened(e.accountHolderName(), opener);
        String accountType = opened(e.accountType(), opener);
        if (pan == null || accountNumber == null || ifscCode == null || holder == null || accountType == null)
            return NONE;
        BankDetails details = new BankDetails(
                pan,
                accountNumber,
                ifscCode,
                opened(e.bankName(), opener),
                holder,
                opened(e.branchName(), opener),
                accountType(accountType));
        return new BankAccount(details, false, at);
    }

    BankAccount nowVerified() {
        return new BankAccount(details, details != null, changedAt);
    }

    private static @Nullable String opened(@Nullable String sealed, Function<String, Optional<String>> opener) {
        return sealed == null ? null : opener.apply(sealed).orElse(null);
    }

    private static AccountType accountType(String label) {
        return Arrays.stream(AccountType.values())
                .filter(type -> type.label().equals(label))
                .findFirst()
                .orElseThrow();
    }
}
