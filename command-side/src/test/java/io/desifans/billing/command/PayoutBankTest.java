package io.desifans.billing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.billing.AccountType;
import io.desifans.billing.BankDetails;
import io.desifans.billing.BankStatus;
import io.desifans.billing.command.PayoutBank.Transfer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What is asked of the bank, over real HTTP. */
class PayoutBankTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final BankDetails DETAILS =
            new BankDetails("ABCDE1234F", "123456789", "HDFC0000001", null, "Asha Rao", null, AccountType.SAVINGS);

    private final GatewayServer server = new GatewayServer();
    private final PayoutBank bank =
            new PayoutBank(new GatewayHttp(server.url(), GatewayServer.KEY, Duration.ofMillis(1)));

    @AfterEach
    void close() {
        server.close();
    }

    private Transfer send() {
        return bank.send(ID, 180_000, DETAILS);
    }

    @Test
    void a_payout_bears_our_id_and_is_looked_for_before_it_is_asked_for() {
        assertThat(bank.find(ID)).isEmpty();
        assertThat(send()).isEqualTo(new Transfer(BankStatus.PENDING, 180_000, "pout_1", null));
        assertThat(send()).isEqualTo(bank.find(ID).orElseThrow());
        assertThat(server.made).hasSize(1);
        ObjectNode asked = server.made.getFirst();
        assertThat(asked.path("reference_id").asString()).isEqualTo(ID.toString());
        assertThat(asked.at("/fund_account/bank_account/account_number").asString())
                .isEqualTo("123456789");
    }

    @Test
    void an_answer_that_was_lost_pays_nothing_twice() {
        server.failures.add(500);
        server.answersLost.set(1);
        assertThat(send().status()).isEqualTo(BankStatus.PENDING);
        assertThat(server.made).hasSize(1);
    }

    @Test
    void a_refusal_to_look_says_nothing_about_the_transfer() {
        for (int repetition = 0; repetition < 3; repetition++) server.failures.add(404);
        assertThatThrownBy(this::send).isInstanceOf(GatewayUnreachable.class);
        assertThat(server.made).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "queued, PENDING",
        "scheduled, PENDING",
        "processing, PROCESSING",
        "processed, COMPLETED",
        "failed, FAILED",
        "rejected, FAILED",
        "cancelled, FAILED",
        "reversed, REVERSED",
        "on_the_moon, PENDING"
    })
    void every_word_of_the_bank_is_known_or_changes_nothing(String word, BankStatus status) {
        send();
        ObjectNode transfer = server.made.getFirst().put("status", word).put("utr", "UTR7");
        transfer.putObject("status_details").put("description", "Account\u0007 closed");
        assertThat(bank.find(ID)).contains(new Transfer(status, 180_000, "UTR7", "Account  closed"));
        transfer.put("currency", "USD");
        assertThat(bank.find(ID).orElseThrow().amountPaise()).isZero();
    }

    @Test
    void without_a_setting_there_is_none() {
        assertThat(bank.isSetUp()).isTrue();
        assertThat(new PayoutBank(GatewayHttp.of("desifans.bank", " ", "key")).isSetUp())
                .isFalse();
    }
}
