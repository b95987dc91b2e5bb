package io.desifans.creator.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;
import static io.desifans.command.Refusal.assertOutOfRange;

import io.desifans.DerivedId;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.ServiceEvent.ServiceChanged;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceEvent.ServiceWithdrawn;
import io.desifans.creator.ServiceType;
import io.desifans.creator.command.Service.ServiceCommand.ChangeService;
import io.desifans.creator.command.Service.ServiceCommand.OfferService;
import io.desifans.creator.command.Service.ServiceCommand.WithdrawService;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-00000000000a");
    private static final ServiceOffered OFFERED =
            new ServiceOffered(ID, ASHA, "A call", "Half an hour", 49900, ServiceType.VIDEO_CALL, 30, true);

    private static final ServiceChanged DEARER = changed(59900, true);
    private static final ServiceChanged HIDDEN = changed(59900, false);
    private static final ServiceWithdrawn WITHDRAWN = new ServiceWithdrawn(ID, ASHA);

    private final Past past = Past.ofFourUsers();

    @Test
    void a_creator_offers_a_service() {
        fixture().givenNoPriorActivity().when(call(ASHA)).expectEvents(OFFERED);
    }

    @Test
    void a_repeated_request_offers_one_service_and_an_id_in_use_is_refused() {
        fixture()
                .given(OFFERED)
                .when(call(ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture().given(OFFERED).when(call(MINA)).expectException(Refusal.of(409, "ID_TAKEN"));
    }

    @Test
    void only_an_onboarded_creator_who_is_there_offers_services() {
        fixture().givenNoPriorActivity().when(call(RAVI)).expectException(Refusal.of(403, "NOT_A_CREATOR"));
        past.and(Past.deleted(ASHA));
        fixture().givenNoPriorActivity().when(call(ASHA)).expectException(Refusal.of(403, "ACCOUNT_DELETED"));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100_000_000})
    void a_price_is_at_most_ten_lakh_rupees(long pricePaise) {
        service("n", "d", pricePaise, 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 100_000_001, Long.MAX_VALUE, Long.MIN_VALUE})
    void a_price_beyond_it_is_refused(long pricePaise) {
        assertOutOfRange("price", () -> service("n", "d", pricePaise, 5));
    }

    @Test
    void every_field_is_bounded() {
        service("🙏".repeat(200), "🙏".repeat(2000), 0, 480);
        assertInvalid("name", () -> service("n".repeat(201), "d", 0, 5));
        assertInvalid("name", () -> service(null, "d", 0, 5));
        assertInvalid("description", () -> service("n", " ", 0, 5));
        assertInvalid("description", () -> service("n", "d".repeat(2001), 0, 5));
        assertInvalid("durationMinutes", () -> service("n", "d", 0, 4));
        assertInvalid("durationMinutes", () -> service("n", "d", 0, 481));
        assertInvalid("serviceType", () -> new OfferService(ID, ASHA, "n", "d", 0, null, 5, true));
        assertInvalid(
                "serviceId",
                () -> new OfferService(DerivedId.of("Creator", MINA), ASHA, "n", "d", 0, ServiceType.CHAT, 5, true));
    }

    @Test
    void what_is_left_out_of_a_change_stays_and_no_change_is_no_event() {
        fixture().given(OFFERED).when(change(ASHA, 59900L, null)).expectEvents(DEARER);
        fixture().given(OFFERED, DEARER).when(change(ASHA, null, false)).expectEvents(HIDDEN);
        fixture()
                .given(OFFERED, DEARER)
                .when(change(ASHA, 59900L, true))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertOutOfRange("price", () -> change(ASHA, 100_000_001L, null));
        assertInvalid("durationMinutes", () -> new ChangeService(ID, ASHA, null, null, null, 4, null));
        assertInvalid("name", () -> new ChangeService(ID, ASHA, "two\nlines", null, null, null, null));
    }

    @Test
    void only_its_creator_changes_and_withdraws_a_service_and_a_hidden_one_is_not_there_for_others() {
        for (Object command : List.of(change(MINA, 1L, null), new WithdrawService(ID, MINA))) {
            fixture().given(OFFERED).when(command).expectException(Refusal.of(403, "NOT_YOUR_SERVICE"));
            fixture().given(OFFERED, HIDDEN).when(command).expectException(Refusal.of(404, "NOT_FOUND"));
            fixture().given(OFFERED, WITHDRAWN).when(command).expectException(Refusal.of(404, "NOT_FOUND"));
        }
    }

    @Test
    void a_withdrawn_service_is_withdrawn_for_good() {
        fixture().given(OFFERED).when(new WithdrawService(ID, ASHA)).expectEvents(WITHDRAWN);
        fixture()
                .given(OFFERED, WITHDRAWN)
                .when(new WithdrawService(ID, ASHA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture()
                .given(OFFERED, WITHDRAWN)
                .when(change(ASHA, null, true))
                .expectException(Refusal.of(409, "SERVICE_WITHDRAWN"));
    }

    private static ChangeService change(String userId, Long pricePaise, Boolean visible) {
        return new ChangeService(ID, userId, null, null, pricePaise, null, visible);
    }

    private static OfferService call(String creatorId) {
        return new OfferService(ID, creatorId, "A call", "Half an hour", 49900, ServiceType.VIDEO_CALL, 30, true);
    }

    private static ServiceChanged changed(long pricePaise, boolean visible) {
        return new ServiceChanged(ID, ASHA, "A call", "Half an hour", pricePaise, 30, visible);
    }

    private static OfferService service(String name, String description, long pricePaise, int minutes) {
        return new OfferService(ID, ASHA, name, description, pricePaise, ServiceType.CHAT, minutes, true);
    }

    private AggregateTestFixture<Service> fixture() {
        return past.fixture(Service.class);
    }
}
