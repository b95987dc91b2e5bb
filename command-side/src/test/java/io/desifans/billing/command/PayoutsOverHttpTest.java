package io.desifans.billing.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.command.OverHttpTest;
import io.desifans.command.Past;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Bank details and payouts over HTTP. Events alone decide: no table but those of sessions is filled. */
@ExtendWith(OutputCaptureExtension.class)
class PayoutsOverHttpTest extends OverHttpTest {

    private static final Instant THEN = Instant.parse("2020-01-01T00:00:00Z");
    private static final String DETAILS = "{'pan':'abcde1234f','accountNumber':' 123456789012 ',"
            + "'ifscCode':'hdfc0abc123','accountHolderName':'Asha Rao','accountType':'savings'}";
    private static final String WHY = "{'reason':'Monthly'}";

    @Autowired
    private EventStore log;

    @Test
    void bank_details_are_kept_sealed_in_every_event_and_stay_out_of_the_log_lines(CapturedOutput output)
            throws Exception {
        String asha = creator("sealedAsha");
        assertThat(status("PUT", "/creators/me/bank-details", asha, DETAILS)).isEqualTo("204");
        long after = events();
        assertThat(status("PUT", "/creators/me/bank-details", asha, DETAILS)).isEqualTo("204");
        assertThat(events()).isEqualTo(after);
        assertThat(status("PUT", "/creators/me/bank-details", asha, DETAILS.replace("'savings'", "'gold'")))
                .isEqualTo("400 VALIDATION_ERROR accountType");

        String admin = admin();
        assertThat(status("POST", "/admin/creators/sealedAsha/bank-details/verify", asha, WHY))
                .startsWith("403");
        assertThat(status("POST", "/admin/creators/sealedAsha/bank-details/verify", admin, "{'reason':' '}"))
                .isEqualTo("400 VALIDATION_ERROR reason");
        assertThat(status("POST", "/admin/creators/nobody/bank-details/verify", admin, WHY))
                .isEqualTo("404 NOT_FOUND");
        assertThat(status("POST", "/admin/creators/sealedAsha/bank-details/verify", admin, WHY))
                .isEqualTo("204");
        assertThat(String.join("", database.queryForList("select e::text from event_store.event e", String.class)))
                .contains("BankDetailsChanged", "BankDetailsVerified")
                .doesNotContain("ABCDE1234F", "123456789012", "HDFC0ABC123", "Asha Rao");
        assertThat(output.getAll()).doesNotContainIgnoringCase("ABCDE1234F", "HDFC0ABC123");
        assertThat(output.getAll()).doesNotContain("123456789012", "Asha Rao");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'pan':'abcde1234f'              | 'pan':'ABCDE12345'          | 400 VALIDATION_ERROR pan",
                "'pan':'abcde1234f',             | \" \"                       | 400 VALIDATION_ERROR pan",
                "' 123456789012 '                | '12345678'                  | 400 VALIDATION_ERROR accountNumber",
                "' 123456789012 '                | 123456789012                | 400 VALIDATION_ERROR accountNumber",
                "'hdfc0abc123'                   | 'hdfc1abc123'               | 400 VALIDATION_ERROR ifscCode",
                "'Asha Rao'                      | ''                          | 400 VALIDATION_ERROR accountHolderName",
                "'savings'                       | 'savings','verified':true   | 400 VALIDATION_ERROR verified",
            })
    void a_wrong_detail_is_named_and_nothing_is_stored(String right, String wrong, String refusal) throws Exception {
        String mina = creator("wrongMina");
        String ravi = signedIn("wrongRavi");
        long before = events();
        assertThat(status("PUT", "/creators/me/bank-details", mina, DETAILS.replace(right, wrong)))
                .isEqualTo(refusal);
        assertThat(status("PUT", "/creators/me/bank-details", ravi, DETAILS)).isEqualTo("403 NOT_A_CREATOR");
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void a_creator_asks_and_an_admin_sees_it_through() throws Exception {
        String asha = creator("askingAsha");
        credit("askingAsha", 200_000);
        assertThat(status("POST", "/payouts", asha, null)).isEqualTo("409 BANK_DETAILS_MISSING");
        assertThat(status("PUT", "/creators/me/bank-details", asha, DETAILS)).isEqualTo("204");
        HttpResponse<String> requested = send("POST", "/payouts", asha, null);
        assertThat(requested.statusCode()).isEqualTo(201);
        String id = member("payoutId", requested.body());
        assertThat(requested.headers().firstValue("Location")).hasValue("/api/v1/payouts/" + id);
        assertThat(requested.headers().firstValue("Event-Position")).isPresent();
        assertThat(requested.body()).isEqualTo("{\"payoutId\":\"" + id + "\",\"payoutIds\":[\"" + id + "\"]}");
        assertThat(status("POST", "/payouts", asha, null)).isEqualTo("422 BELOW_THRESHOLD");

        String admin = admin();
        String payout = "/admin/payouts/" + id;
        assertThat(status("POST", payout + "/process", asha, WHY)).startsWith("403");
        assertThat(status("POST", payout + "/complete", admin, "{'bankReference':'UTR1','reason':'Paid'}"))
                .isEqualTo("409 INVALID_PAYOUT_TRANSITION");
        assertThat(status("POST", payout + "/process", admin, WHY)).isEqualTo("409 BANK_DETAILS_NOT_VERIFIED");
        happened(creatorOf("askingAsha"), new BankDetailsVerified("askingAsha"), Instant.now());
        assertThat(status("POST", payout + "/process", admin, WHY)).isEqualTo("409 BANK_DETAILS_CHANGED_RECENTLY");
        happened(creatorOf("askingAsha"), details("askingAsha"), THEN);
        happened(creatorOf("askingAsha"), new BankDetailsVerified("askingAsha"), THEN);
        for (int times = 0; times < 2; times++)
            assertThat(status("POST", payout + "/process", admin, WHY)).isEqualTo("204");
        assertThat(status("POST", payout + "/complete", admin, "{'reason':'Paid'}"))
                .isEqualTo("400 VALIDATION_ERROR bankReference");
        for (int times = 0; times < 2; times++)
            assertThat(status("POST", payout + "/complete", admin, "{'bankReference':'UTR1','reason':'Paid'}"))
                    .isEqualTo("204");
        assertThat(status("POST", payout + "/fail", admin, WHY)).isEqualTo("409 INVALID_PAYOUT_TRANSITION");
        assertThat(status("POST", "/admin/payouts/" + UUID.randomUUID() + "/fail", admin, WHY))
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    void a_run_pays_whom_it_can_says_why_not_and_may_be_repeated() throws Exception {
        creator("runAsha");
        creator("runMina");
        creator("runRavi");
        for (String creator : new String[] {"runAsha", "runMina"}) happened(creatorOf(creator), details(creator), THEN);
        credit("runAsha", 200_000);
        credit("runMina", 20_000);
        credit("runRavi", 200_000);
        String admin = admin();
        UUID runId = UUID.fromString("0199a000-0000-7000-8000-0000000000aa");
        String run = "{'runId':'" + runId + "','reason':'Monthly'}";
        String paid = DerivedId.of("payout", runId.toString(), "runAsha").toString();
        for (int times = 0; times < 2; times++)
            assertThat(send("POST", "/admin/payout-runs", admin, run).body())
                    .contains("{\"creatorId\":\"runAsha\",\"payoutIds\":[\"" + paid + "\"],\"netAmount\":180000}")
                    .contains("{\"creatorId\":\"runMina\",\"code\":\"BELOW_THRESHOLD\"")
                    .contains("{\"creatorId\":\"runRavi\",\"code\":\"BANK_DETAILS_MISSING\"");
        String one = "{'runId':'" + runId + "','creatorId':'runMina','overrideThreshold':true,'reason':'Leaving'}";
        assertThat(send("POST", "/admin/payout-runs", admin, one).body())
                .contains("\"creatorId\":\"runMina\"", "\"netAmount\":18000", "\"skipped\":[]")
                .doesNotContain("runAsha");
        assertThat(database.queryForList(
                        "select payload ->> 'creatorId' || ' ' || coalesce(payload ->> 'overriddenThresholdPaise', '-')"
                                + " || ' ' || (metadata ->> 'actor') || ' ' || (metadata ->> 'reason' is not null)"
                                + " from event_store.event where name = 'PayoutAllocated' and payload ->> 'creatorId' like 'run%'",
                        String.class))
                .containsExactlyInAnyOrder("runAsha - payoutAdmin true", "runMina 100000 payoutAdmin true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'reason':'r'}                                                                        | 400 VALIDATION_ERROR runId",
                "{'runId':'7','reason':'r'}                                                            | 400 VALIDATION_ERROR runId",
                "{'runId':'0199a000-0000-7000-8000-0000000000ab'}                                      | 400 VALIDATION_ERROR reason",
                "{'runId':'0199a000-0000-7000-8000-0000000000ab','reason':' '}                         | 400 VALIDATION_ERROR reason",
                "{'runId':'0199a000-0000-7000-8000-0000000000ab','reason':'r','asOf':'2999-01-01T00:00:00Z'} | 400 VALIDATION_ERROR asOf",
                "{'runId':'0199a000-0000-7000-8000-0000000000ab','reason':'r','asOf':'yesterday'}      | 400 VALIDATION_ERROR asOf",
                "{'runId':'0199a000-0000-7000-8000-0000000000ab','reason':'r','thresholdPaise':1}      | 400 VALIDATION_ERROR thresholdPaise",
            })
    void a_run_that_makes_no_sense_is_refused_by_name(String body, String refusal) throws Exception {
        assertThat(status("POST", "/admin/payout-runs", admin(), body)).isEqualTo(refusal);
        assertThat(status("POST", "/admin/payout-runs", signedIn("runFan"), body))
                .startsWith("403");
    }

    private String creator(String userId) {
        String token = signedIn(userId);
        if (sequence(creatorOf(userId)) == 0) happened(creatorOf(userId), Past.onboarded(userId, userId), THEN);
        return token;
    }

    private String admin() {
        String token = signedIn("payoutAdmin");
        database.update("update read_model.\"user\" set role = 'user,admin' where id = 'payoutAdmin'");
        return token;
    }

    private void credit(String creatorId, long grossPaise) {
        happened(
                BalanceCommand.balanceOf(creatorId),
                new EarningCredited(
                        creatorId,
                        DerivedId.of("Test", creatorId),
                        grossPaise,
                        grossPaise / 10,
                        grossPaise - grossPaise / 10,
                        THEN,
                        THEN),
                THEN);
    }

    private static BankDetailsChanged details(String creatorId) {
        return new BankDetailsChanged(
                creatorId, "ABCDE1234F", "123456789", "HDFC0000001", null, "Name", null, "savings");
    }

    private static UUID creatorOf(String userId) {
        return DerivedId.of("Creator", userId);
    }

    private void happened(UUID id, Event event, Instant at) {
        var message = new GenericMessage<>(UUID.randomUUID().toString(), event, Map.of("actor", "test"));
        log.publish(new GenericDomainEventMessage<>("Any", id.toString(), sequence(id), message, at));
    }

    private long sequence(UUID id) {
        return database.queryForObject("select count(*) from event_store.event where aggregate_id = ?", Long.class, id);
    }
}
