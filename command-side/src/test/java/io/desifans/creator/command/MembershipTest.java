package io.desifans.creator.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;
import static io.desifans.command.Refusal.assertOutOfRange;

import io.desifans.DerivedId;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.MembershipEvent.MembershipChanged;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.creator.MembershipEvent.MembershipWithdrawn;
import io.desifans.creator.command.Membership.MembershipCommand.ChangeMembership;
import io.desifans.creator.command.Membership.MembershipCommand.OfferMembership;
import io.desifans.creator.command.Membership.MembershipCommand.WithdrawMembership;
import io.desifans.web.Change;
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

    private static final MembershipChanged DEARER =
            new MembershipChanged(ID, ASHA, "Gold", "Everything\nand more", 59900, true, COVER);
    private static final MembershipWithdrawn WITHDRAWN = new MembershipWithdrawn(ID, ASHA);

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

    @Test
    void what_is_left_out_of_a_change_stays_and_a_cover_can_be_taken_away() {
        fixture()
                .given(OFFERED)
                .when(change(ASHA, "Silver", null, null, new Change<>(null)))
                .expectEvents(new MembershipChanged(ID, ASHA, "Silver", "Everything\nand more", 49900, true, null));
        fixture()
                .given(OFFERED, DEARER)
                .when(change(ASHA, null, 59900L, null, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void only_its_creator_changes_or_withdraws_a_tier_and_a_hidden_one_is_not_there_for_others() {
        fixture().given(OFFERED).when(dearer(MINA)).expectException(Refusal.of(403, "NOT_YOUR_MEMBERSHIP"));
        fixture().given(OFFERED).when(dearer(RAVI)).expectException(Refusal.of(403, "NOT_A_CREATOR"));
        fixture().given(OFFERED).when(withdraw(MINA)).expectException(Refusal.of(403, "NOT_YOUR_MEMBERSHIP"));
        var hidden = new MembershipChanged(ID, ASHA, "Gold", "Everything", 49900, false, null);
        fixture().given(OFFERED, hidden).when(dearer(MINA)).expectException(Refusal.of(404, "NOT_FOUND"));
        fixture().given(OFFERED, hidden).when(withdraw(MINA)).expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @Test
    void a_tier_is_withdrawn_once_and_changes_no_more() {
        fixture().given(OFFERED, DEARER).when(withdraw(ASHA)).expectEvents(WITHDRAWN);
        fixture()
                .given(OFFERED, WITHDRAWN)
                .when(withdraw(ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture().given(OFFERED, WITHDRAWN).when(dearer(ASHA)).expectException(Refusal.of(404, "NOT_FOUND"));
        fixture().given(OFFERED, WITHDRAWN).when(withdraw(MINA)).expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @Test
    void every_field_of_a_change_is_bounded() {
        assertInvalid("title", () -> change(ASHA, "t".repeat(201), null, null, null));
        assertInvalid("coverImageUrl", () -> change(ASHA, null, null, null, new Change<>("cover.jpg")));
        assertOutOfRange("monthlyRecurringFee", () -> change(ASHA, null, 223_696_214L, null, null));
        assertOutOfRange("monthlyRecurringFee", () -> change(ASHA, null, -1L, null, null));
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

    private static ChangeMembership change(
            String userId, String title, Long feePaise, Boolean visible, Change<String> cover) {
        return new ChangeMembership(ID, userId, title, null, feePaise, visible, cover);
    }

    private static ChangeMembership dearer(String userId) {
        return change(userId, null, 59900L, null, null);
    }

    private static WithdrawMembership withdraw(String userId) {
        return new WithdrawMembership(ID, userId);
    }

    private AggregateTestFixture<Membership> fixture() {
        return past.fixture(Membership.class);
    }
}
