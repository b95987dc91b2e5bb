package io.desifans.creator.command;

import io.desifans.billing.BankDetails;
import io.desifans.command.Shape;
import io.desifans.web.Rejected;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the details of a bank account must be (payments.md section 9.4). A refusal never quotes what was given. */
final class BankDetailsRules {

    private static final Pattern PAN = Pattern.compile("[A-Z]{5}[0-9]{4}[A-Z]");
    private static final Pattern IFSC = Pattern.compile("[A-Z]{4}0[A-Z0-9]{6}");
    private static final Pattern ACCOUNT_NUMBER = Pattern.compile("[0-9]{9,18}");

    private BankDetailsRules() {}

    /** The details in the form in which they are kept. Refuses the first that is not what it should be. */
    static BankDetails checked(BankDetails given) {
        return new BankDetails(
                like(PAN, "pan", given.pan(), "five letters, four digits and a letter"),
                like(ACCOUNT_NUMBER, "accountNumber", given.accountNumber(), "9 to 18 digits"),
                like(IFSC, "ifscCode", given.ifscCode(), "four letters, a zero and six letters or digits"),
                optionalName("bankName", given.bankName()),
                name("accountHolderName", given.accountHolderName()),
                optionalName("branchName", given.branchName()),
                Shape.present("accountType", given.accountType()));
    }

    private static String like(Pattern form, String field, @Nullable String given, String words) {
        String value = Shape.present(field, given).strip().toUpperCase(Locale.ROOT);
        if (!form.matcher(value).matches()) throw Rejected.invalid(field, field + " must be " + words + ".");
        return value;
    }

    private static String name(String field, @Nullable String given) {
        String value = Shape.present(field, given).strip();
        Shape.line(field, value, 1, 100);
        return value;
    }

    /** Nothing but blanks is nothing. */
    private static @Nullable String optionalName(String field, @Nullable String given) {
        return given == null || given.isBlank() ? null : name(field, given);
    }
}
