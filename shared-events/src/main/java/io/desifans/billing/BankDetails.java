package io.desifans.billing;

import org.jspecify.annotations.Nullable;

/**
 * Where a creator is paid (schema.md, Bank Account Details). Never in clear in a table or a log line, and in an answer to an
 * admin who said why only.
 *
 * @param pan the tax number, ten characters
 * @param accountNumber 9 to 18 digits
 * @param ifscCode the branch's code, eleven characters
 */
public record BankDetails(
        String pan,
        String accountNumber,
        String ifscCode,
        @Nullable String bankName,
        String accountHolderName,
        @Nullable String branchName,
        AccountType accountType) {

    /** Says nothing, so that it cannot get into a log line. */
    @Override
    public String toString() {
        return "BankDetails[…]";
    }
}
