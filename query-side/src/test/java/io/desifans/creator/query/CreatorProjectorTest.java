package io.desifans.creator.query;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.MEMBERSHIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.creator.ContentType;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import io.desifans.creator.CreatorEvent.CreatorRegistered;
import io.desifans.creator.CreatorEvent.OnboardingCompleted;
import io.desifans.creator.CreatorEvent.OnboardingStepSaved;
import io.desifans.creator.CreatorEvent.ProfileChanged;
import io.desifans.creator.CreatorType;
import io.desifans.creator.MembershipEvent.MembershipChanged;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.creator.MembershipEvent.MembershipWithdrawn;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.db.tables.records.CreatorRecord;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.query.QuerySideTest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.JSONB;
import org.junit.jupiter.api.Test;

class CreatorProjectorTest extends QuerySideTest {

    private static final LocalDate BIRTH = LocalDate.of(1990, 5, 17);

    @Test
    void the_wizard_fills_the_row_step_by_step_and_all_of_it_at_the_end() {
        String id = user("Asha").id();
        String username = unusedName();
        Instant registered = happened.events(new CreatorRegistered(id, "Asha"));
        assertThat(creator(id).intoArray())
                .containsExactly(
                        id,
                        null,
                        "Asha",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        false,
                        null,
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        registered,
                        registered);

        Instant saved = happened.events(new OnboardingStepSaved(
                id, 7, new OnboardingAnswers("IN", CreatorType.AI, ContentType.ADULT, null, null, null, BIRTH, null)));
        assertThat(creator(id).getOnboardingStep()).isEqualTo(7);
        assertThat(creator(id).getUpdatedAt()).isEqualTo(saved);
        assertThat(creator(id).getOnboardingData().data())
                .contains(
                        "\"country\": \"IN\"", "\"creatorType\": \"ai\"", "\"contentType\": \"18+\"", "\"1990-05-17\"");

        Instant completed = happened.events(new OnboardingCompleted(
                id,
                "IN",
                CreatorType.AI,
                ContentType.ADULT,
                username,
                "Asha R",
                "female",
                BIRTH,
                List.of("Art", "Music"),
                username + "-2"));
        assertThat(creator(id).intoArray())
                .containsExactly(
                        id,
                        username,
                        "Asha R",
                        "IN",
                        io.desifans.db.enums.CreatorType.AI,
                        io.desifans.db.enums.ContentType.lookupLiteral("18+"),
                        "female",
                        Instant.parse("1990-05-17T00:00:00Z"),
                        JSONB.valueOf("[\"Art\", \"Music\"]"),
                        true,
                        true,
                        username + "-2",
                        8,
                        null,
                        null,
                        null,
                        null,
                        null,
                        registered,
                        completed);

        Instant changed = happened.events(
                new ProfileChanged(id, "Asha Rao", "I paint", "https://i.test/a.jpg", "https://i.test/c.jpg"));
        assertThat(db.select(
                                CREATOR.DISPLAY_NAME,
                                CREATOR.BIO,
                                CREATOR.PROFILE_IMAGE_URL,
                                CREATOR.PROFILE_COVER_URL,
                                CREATOR.UPDATED_AT)
                        .from(CREATOR)
                        .where(CREATOR.ID.eq(id))
                        .fetchSingle()
                        .intoArray())
                .containsExactly("Asha Rao", "I paint", "https://i.test/a.jpg", "https://i.test/c.jpg", changed);
    }

    @Test
    void bank_details_stand_sealed_as_they_are_stored_and_a_change_needs_a_new_verification() {
        String id = creator("Asha", unusedName()).id();
        happened.events(bankDetails(id, "123456789012"));
        String sealed = column("payload ->> 'pan' from event_store.event where name = 'BankDetailsChanged'"
                + " and payload ->> 'creatorId' = '" + id + "'");
        assertThat(sealed).contains("\"nonce\"").doesNotContain("ABCDE1234F");
        assertThat(bank(id, "pan")).isEqualTo(sealed);
        assertThat(bank(id, "bankName")).isNull();
        assertThat(bank(id, "verified")).isEqualTo("false");

        happened.events(new BankDetailsVerified(id));
        assertThat(bank(id, "pan")).isEqualTo(sealed);
        assertThat(bank(id, "verified")).isEqualTo("true");

        Instant changed = happened.events(bankDetails(id, "999999999999"));
        assertThat(bank(id, "verified")).isEqualTo("false");
        assertThat(creator(id).getUpdatedAt()).isEqualTo(changed);
        assertThat(creator(id).getBankAccountDetails().data()).doesNotContain("999999999999", "ABCDE1234F");
    }

    private static BankDetailsChanged bankDetails(String id, String accountNumber) {
        return new BankDetailsChanged(
                id, "ABCDE1234F", accountNumber, "HDFC0000001", null, "Asha Rao", null, "savings");
    }

    private String bank(String id, String name) {
        return column("\"bankAccountDetails\" ->> '" + name + "' from creator where id = '" + id + "'");
    }

    private String column(String select) {
        return (String) db.fetchValue("select " + select);
    }

    @Test
    void a_tier_stands_in_its_row_and_goes_with_its_creator() {
        Person creator = creator("Asha", unusedName());
        UUID id = UUID.randomUUID();
        Instant offered = happened.events(
                new MembershipOffered(id, creator.id(), "Gold", "All I make", 49900, false, "https://i.test/g.png"));
        assertThat(db.selectFrom(MEMBERSHIP)
                        .where(MEMBERSHIP.ID.eq(id))
                        .fetchSingle()
                        .intoArray())
                .containsExactly(
                        id, creator.id(), "Gold", "All I make", 49900, false, "https://i.test/g.png", offered, offered);
        Instant changed =
                happened.events(new MembershipChanged(id, creator.id(), "Silver", "Some of it", 100, true, null));
        assertThat(db.selectFrom(MEMBERSHIP)
                        .where(MEMBERSHIP.ID.eq(id))
                        .fetchSingle()
                        .intoArray())
                .containsExactly(id, creator.id(), "Silver", "Some of it", 100, true, null, offered, changed);
        happened.events(new MembershipWithdrawn(id, creator.id()));
        assertThat(db.fetchExists(MEMBERSHIP, MEMBERSHIP.ID.eq(id))).isFalse();

        id = membership(creator, 100, true);
        happened.events(new UserDeleted(creator.id(), "system:test", "erasure"));
        assertThat(db.fetchExists(MEMBERSHIP, MEMBERSHIP.ID.eq(id))).isFalse();
        assertThat(db.fetchExists(CREATOR, CREATOR.ID.eq(creator.id()))).isFalse();
    }

    @Test
    void an_erased_creator_keeps_what_is_no_personal_datum() {
        String id = user("Asha").id();
        UUID tier = UUID.randomUUID();
        happened.events(
                new CreatorRegistered(id, null),
                new OnboardingStepSaved(id, 3, null),
                new OnboardingCompleted(
                        id, null, CreatorType.AI, ContentType.GENERAL, null, null, null, null, List.of("Art"), null),
                new MembershipOffered(tier, id, null, null, 100, true, null));
        assertThat(creator(id).getDisplayName()).isEqualTo("[erased]");
        assertThat(creator(id).getUsername()).isNull();
        assertThat(creator(id).getSubdomain()).isNull();
        assertThat(creator(id).getDateOfBirth()).isNull();
        assertThat(creator(id).getCreatorType()).isEqualTo(io.desifans.db.enums.CreatorType.AI);
        assertThat(db.selectFrom(MEMBERSHIP).where(MEMBERSHIP.ID.eq(tier)).fetchSingle(MEMBERSHIP.TITLE))
                .isEqualTo("[erased]");
    }

    private CreatorRecord creator(String id) {
        return db.selectFrom(CREATOR).where(CREATOR.ID.eq(id)).fetchSingle();
    }
}
