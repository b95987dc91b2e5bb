package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.identity.VerificationPurpose;
import io.desifans.identity.command.EmailCommand.NewVerification;
import io.desifans.identity.command.EmailCommand.RequestPasswordReset;
import io.desifans.identity.command.OauthState.OauthStateCommand.IssueOauthState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Mails are sent at least once, none is lost, and what they hold is stored nowhere. */
class MailDeliveryTest extends MailedTest {

    @Autowired
    private Commands commands;

    @Autowired
    private Clock clock;

    @Test
    void I5_no_token_of_a_mail_is_stored_and_a_replay_sends_none() throws Exception {
        Api bina = anonymous().signUp("Bina", email);
        String reset = resetToken("/", 1);
        changeTo(bina, "new." + email);
        String change = token(MAIL.awaitTo("new." + email, 1));
        for (String token : List.of(reset, change))
            assertThat(EveryTable.with(database, token)).isEmpty();
        assertThat(EveryTable.with(database, bina.userId())).contains("event_store.event", "read_model.verification");
        int sent = MAIL.mails().size();
        JsonNode replay = Replays.run(admin());
        assertThat(replay.at("/report/differences").asInt(-1)).isZero();
        assertThat(MAIL.mails()).hasSize(sent);
    }

    @Test
    void an_erased_person_gets_no_mail_any_more() {
        Api bina = anonymous().signUp("Bina", email);
        MAIL.goAway();
        try {
            ask(bina, "send-verification-email", Map.of("email", email)).expect(200);
            Nodes.until(() -> waiting() >= 1);
            admin().post("/api/v1/admin/users/" + bina.userId() + "/erase", Map.of("reason", "asked"))
                    .expect(204);
        } finally {
            MAIL.comeBack();
        }
        Nodes.until(() -> waiting() == 0);
        assertThat(MAIL.mailsTo(email)).isEmpty();
    }

    @Test
    void while_the_mail_server_is_away_mails_wait_and_then_come_once() {
        List<String> addresses = new ArrayList<>();
        MAIL.goAway();
        try {
            for (int i = 0; i < 5; i++) {
                String address = i + "." + email;
                ask(anonymous().signUp("Bina", address), "send-verification-email", Map.of("email", address))
                        .expect(200);
                addresses.add(address);
            }
            Nodes.until(() -> waiting() >= 5);
            anonymous().get("/actuator/health/readiness").expect(200);
        } finally {
            MAIL.comeBack();
        }
        for (String address : addresses) MAIL.awaitTo(address, 1);
        Nodes.until(() -> waiting() == 0);
        assertThat(addresses)
                .allSatisfy(address -> assertThat(MAIL.mailsTo(address)).hasSize(1));
        assertThat(MAIL.mails()).extracting(MailServer.Mail::messageId).doesNotHaveDuplicates();
    }

    @Test
    void what_nobody_has_used_in_its_time_is_cleared_away() {
        Api bina = anonymous().signUp("Bina", email);
        String hash = "0".repeat(32) + bina.userId();
        Instant longAgo = clock.instant().minus(Duration.ofHours(2));
        commands.sendAsSystem(
                "test",
                new RequestPasswordReset(
                        bina.userId(),
                        new NewVerification(NewId.next(), VerificationPurpose.RESET_PASSWORD, hash, longAgo, null)));
        String state = "1".repeat(32) + bina.userId();
        commands.sendAsSystem(
                "test", new IssueOauthState(DerivedId.of("OauthState", state), NewId.next(), "google", state, longAgo));
        Nodes.until(() -> expired(bina.userId()) == 1);
        Nodes.until(() -> rows(hash) == 0 && rows(state) == 0);
        assertThat(MAIL.mailsTo(email)).isEmpty();
    }

    private int expired(String userId) {
        return JdbcClient.create(database)
                .sql("select count(*) from event_store.event where name = 'VerificationExpired' and aggregate_id = ?")
                .param(DerivedId.of("User", userId))
                .query(Integer.class)
                .single();
    }

    private int rows(String valueHash) {
        return JdbcClient.create(database)
                .sql("select count(*) from verification where value = ?")
                .param(valueHash)
                .query(Integer.class)
                .single();
    }

    private int waiting() {
        return JdbcClient.create(database)
                .sql("select count(*) from event_store.mail where ended_at is null")
                .query(Integer.class)
                .single();
    }
}
