package io.desifans.creator.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.desifans.billing.AccountType;
import io.desifans.billing.BankDetails;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import io.desifans.creator.command.CreatorCommand.ChangeBankDetails;
import io.desifans.creator.command.CreatorCommand.VerifyBankDetails;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankDetailsTest {

    private static final BankDetails DETAILS = details("ABCDE1234F", "123456789012", "HDFC0ABC123");
    private static final BankDetailsChanged CHANGED = changed("123456789012");

    private final Past past = Past.ofFourUsers();

    @Test
    void a_creator_gives_them_and_the_same_ones_again_change_nothing() {
        fixture().given(Past.onboarded(ASHA, "asha")).when(change(DETAILS)).expectEvents(CHANGED);
        past.and(CHANGED);
        fixture()
                .given(Past.onboarded(ASHA, "asha"), CHANGED)
                .when(change(details(" abcde1234f ", "123456789012 ", "hdfc0abc123")))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture()
                .given(Past.onboarded(ASHA, "asha"), CHANGED)
                .when(change(details("ABCDE1234F", "999999999", "HDFC0ABC123")))
                .expectEvents(changed("999999999"));
    }

    @Test
    void only_an_onboarded_creator_who_is_there_gives_them() {
        var ravis = new ChangeBankDetails(RAVI, DETAILS);
        fixture().givenNoPriorActivity().when(ravis).expectException(Refusal.of(403, "NOT_A_CREATOR"));
        past.and(Past.deleted(ASHA));
        fixture()
                .given(Past.onboarded(ASHA, "asha"))
                .when(change(DETAILS))
                .expectException(Refusal.of(403, "ACCOUNT_DELETED"));
    }

    @Test
    void an_admin_verifies_what_there_is_once() {
        fixture()
                .given(Past.onboarded(ASHA, "asha"))
                .when(new VerifyBankDetails(ASHA))
                .expectException(Refusal.of(409, "BANK_DETAILS_MISSING"));
        past.and(CHANGED);
        fixture()
                .given(Past.onboarded(ASHA, "asha"), CHANGED)
                .when(new VerifyBankDetails(ASHA))
                .expectEvents(new BankDetailsVerified(ASHA));
        past.and(new BankDetailsVerified(ASHA));
        fixture()
                .given(CHANGED, new BankDetailsVerified(ASHA))
                .when(new VerifyBankDetails(ASHA))
                .expectNoEvents();
        past.and(changed("999999999"));
        fixture()
                .given(CHANGED, new BankDetailsVerified(ASHA), changed("999999999"))
                .when(new VerifyBankDetails(ASHA))
                .expectEvents(new BankDetailsVerified(ASHA));
        past.and(Past.deleted(ASHA));
        fixture().given(CHANGED).when(new VerifyBankDetails(ASHA)).expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @Test
    void what_was_erased_is_missing() {
        past.and(CHANGED, new BankDetailsChanged(ASHA, null, null, null, null, null, null, null));
        fixture()
                .given(CHANGED)
                .when(new VerifyBankDetails(ASHA))
                .expectException(Refusal.of(409, "BANK_DETAILS_MISSING"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ABCD1234F",
                "ABCDE12345",
                "ABCDE1234",
                "ABCDE1234FF",
                "AB CDE1234F",
                "ÀBCDE1234F",
                "",
                "ABCDE١٢٣٤F"
            })
    void p15_a_tax_number_has_its_form(String pan) {
        assertInvalid("pan", () -> change(details(pan, "123456789", "HDFC0000001")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HDFC1000001", "HDF0000001", "HDFC000000", "HDFC00000012", "HDFC0-00001", "1DFC0000001", ""})
    void p15_a_branch_code_has_its_form(String ifscCode) {
        assertInvalid("ifscCode", () -> change(details("ABCDE1234F", "123456789", ifscCode)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"12345678", "1234567890123456789", "12345678A", "-123456789", "1234 56789", "١٢٣٤٥٦٧٨٩", ""})
    void p15_an_account_number_has_its_form(String accountNumber) {
        assertInvalid("accountNumber", () -> change(details("ABCDE1234F", accountNumber, "HDFC0000001")));
    }

    @ParameterizedTest
    @CsvSource({"123456789", "123456789012345678"})
    void p15_the_shortest_and_the_longest_number_are_good(String accountNumber) {
        change(details("ABCDE1234F", accountNumber, "HDFC0000001"));
    }

    @Test
    void names_are_trimmed_and_bounded_and_a_refusal_quotes_nothing() {
        var named = new BankDetails(
                "ABCDE1234F", "123456789", "HDFC0000001", " ", " Asha Rao ", "M G Road", AccountType.CURRENT);
        assertThat(change(named).details())
                .isEqualTo(new BankDetails(
                        "ABCDE1234F", "123456789", "HDFC0000001", null, "Asha Rao", "M G Road", AccountType.CURRENT));
        assertThat(change(named).toString()).doesNotContain("ABCDE1234F", "123456789", "Asha");
        assertInvalid("accountHolderName", () -> change(holder(" ")));
        assertInvalid("accountHolderName", () -> change(holder("x".repeat(101))));
        assertInvalid("accountHolderName", () -> change(holder(null)));
        assertInvalid("pan", () -> change(details(null, "123456789", "HDFC0000001")));
        assertThat(catchThrowable(() -> change(details("SECRET", "123456789", "HDFC0000001"))))
                .hasMessageNotContaining("SECRET");
    }

    private static BankDetails holder(String name) {
        return new BankDetails("ABCDE1234F", "123456789", "HDFC0000001", null, name, null, AccountType.SAVINGS);
    }

    private static BankDetails details(String pan, String accountNumber, String ifscCode) {
        return new BankDetails(pan, accountNumber, ifscCode, null, "Asha Rao", null, AccountType.SAVINGS);
    }

    private static BankDetailsChanged changed(String accountNumber) {
        return new BankDetailsChanged(
                ASHA, "ABCDE1234F", accountNumber, "HDFC0ABC123", null, "Asha Rao", null, "savings");
    }

    private static ChangeBankDetails change(BankDetails details) {
        return new ChangeBankDetails(ASHA, details);
    }

    private AggregateTestFixture<Creator> fixture() {
        return past.fixture(Creator.class);
    }
}
