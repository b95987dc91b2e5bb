package io.desifans.creator.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;
import static io.desifans.command.Refusal.assertOutOfRange;

import io.desifans.DerivedId;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.creator.command.Membership.MembershipCommand.OfferMembership;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-00000000000a");
    private static final String COVER = "https://cdn.example.test/gold.jpg";
    private static final MembershipOffered OFFERED =
            new MembershipOffered(ID, ASHA, "Gold", "Everything\nand more", 49900, true, COVER);

    private final Past past = Past.ofFourUsers();

    @Test
    void a_creator_offers_a_tier() {
        fixture().givenNoPriorActivity().when(gold(ASHA)).expectEvents(OFFERED);
    }

    @Test
    void a_repeated_request_offers_one_tier() {
        fixture()
                .given(OFFERED)
                .when(gold(ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void an_id_in_use_is_refused_whosever_it_is() {
        fixture().given(OFFERED).when(gold(MINA)).expectException(Refusal.of(409, "ID_TAKEN"));
        fixture()
                .given(OFFERED)
                .when(new OfferMembership(ID, ASHA, "Silver", "Less", 9900, true, null))
                .expectException(Refusal.of(409, "ID_TAKEN"));
    }

    @Test
    void only_an_onboarded_creator_offers_tiers() {
        fixture().givenNoPriorActivity().when(gold(RAVI)).expectException(Refusal.of(403, "NOT_A_CREATOR"));
    }

    @Test
    void a_deleted_creator_offers_nothing() {
        past.and(Past.deleted(ASHA));
        fixture().givenNoPriorActivity().when(gold(ASHA)).expectException(Refusal.of(403, "ACCOUNT_DELETED"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 223_696_213})
    void a_fee_is_any_amount_of_which_twelve_months_can_be_paid(long feePaise) {
        new OfferMembership(ID, ASHA, "Gold", "Everything", feePaise, true, null);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 223_696_214, Long.MAX_VALUE, Long.MIN_VALUE})
    void a_fee_beyond_it_is_refused(long feePaise) {
        assertOutOfRange(
                "monthlyRecurringFee", () -> new OfferMembership(ID, ASHA, "Gold", "Everything", feePaise, true, null));
    }

    @Test
    void every_field_is_bounded() {
        new OfferMembership(ID, ASHA, "🙏".repeat(200), "🙏".repeat(2000), 0, false, null);
        assertInvalid("title", () -> new OfferMembership(ID, ASHA, "t".repeat(201), "d", 0, true, null));
        assertInvalid("title", () -> new OfferMembership(ID, ASHA, null, "d", 0, true, null));
        assertInvalid("title", () -> new OfferMembership(ID, ASHA, " \u00a0", "d", 0, true, null));
        assertInvalid("title", () -> new OfferMembership(ID, ASHA, "two\nlines", "d", 0, true, null));
        assertInvalid("description", () -> new OfferMembership(ID, ASHA, "t", "d".repeat(2001), 0, true, null));
        assertInvalid("description", () -> new OfferMembership(ID, ASHA, "t", null, 0, true, null));
        assertInvalid(
                "membershipId",
                () -> new OfferMembership(DerivedId.of("Creator", MINA), ASHA, "t", "d", 0, true, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cover.jpg",
                "//cdn.example.test/a.jpg",
                "ftp://cdn.example.test/a.jpg",
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "https:///a.jpg",
                "https://user:secret@cdn.example.test/a.jpg",
                "https://cdn.example.test/a b.jpg",
                "https://cdn.example.test/\n"
            })
    void a_cover_lies_at_a_web_address(String url) {
        assertInvalid("coverImageUrl", () -> new OfferMembership(ID, ASHA, "t", "d", 0, true, url));
    }

    @Test
    void an_address_has_at_most_2048_characters() {
        String longest = "https://cdn.example.test/" + "a".repeat(2048 - 25);
        new OfferMembership(ID, ASHA, "t", "d", 0, true, longest);
        assertInvalid("coverImageUrl", () -> new OfferMembership(ID, ASHA, "t", "d", 0, true, longest + "a"));
    }

    private static OfferMembership gold(String creatorId) {
        return new OfferMembership(ID, creatorId, "Gold", "Everything\nand more", 49900, true, COVER);
    }

    private AggregateTestFixture<Membership> fixture() {
        return past.fixture(Membership.class);
    }
}
