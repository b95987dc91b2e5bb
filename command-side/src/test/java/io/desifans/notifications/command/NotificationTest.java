package io.desifans.notifications.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.notifications.NotificationEvent.AllNotificationsRead;
import io.desifans.notifications.NotificationEvent.NotificationRaised;
import io.desifans.notifications.NotificationEvent.NotificationRead;
import io.desifans.notifications.NotificationType;
import io.desifans.notifications.PreferenceEvent.PreferenceSet;
import io.desifans.notifications.command.NotificationCommand.RaiseNotification;
import io.desifans.notifications.command.NotificationCommand.ReadAllNotifications;
import io.desifans.notifications.command.NotificationCommand.ReadNotification;
import io.desifans.notifications.command.NotificationPreference.PreferenceCommand.SetPreference;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotificationTest {

    private static final UUID CAUSE = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final String LINK = "/api/v1/conversations/1";
    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");
    private static final RaiseNotification RAISE =
            new RaiseNotification(CAUSE, RAVI, NotificationType.MESSAGE, LINK, LATER);
    private static final UUID ID = DerivedId.of("notification", CAUSE.toString(), RAVI);
    private static final NotificationRaised RAISED =
            new NotificationRaised(ID, RAVI, NotificationType.MESSAGE, "New message", "You have a new message.", LINK);
    private static final NotificationRead READ = new NotificationRead(ID, RAVI);

    private final Past past = Past.ofFourUsers();

    @Test
    void one_person_is_told_of_one_event_once() {
        fixture().givenNoPriorActivity().when(RAISE).expectEvents(RAISED);
        fixture().given(RAISED).when(RAISE).expectNoEvents();
        fixture().given(RAISED, READ).when(RAISE).expectNoEvents();
    }

    @Test
    void who_is_gone_is_told_nothing() {
        past.and(Past.deleted(RAVI));
        fixture()
                .givenNoPriorActivity()
                .when(RAISE)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void who_wants_no_notifications_is_told_of_money_and_security_only() {
        past.and(new PreferenceSet(NotificationPreference.idOf(RAVI), RAVI, false, true));
        fixture()
                .givenNoPriorActivity()
                .when(RAISE)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        for (var type : List.of(NotificationType.PAYMENT_FAILED, NotificationType.NEW_SIGN_IN))
            fixture()
                    .givenNoPriorActivity()
                    .when(new RaiseNotification(CAUSE, RAVI, type, LINK, LATER))
                    .expectEventsMatching(Matchers.payloadsMatching(Matchers.listWithAnyOf(Matchers.matches(
                            event -> event instanceof NotificationRaised raised && raised.type() == type))));
    }

    @Test
    void who_wanted_none_since_it_happened_is_not_told_of_it_when_they_want_them_again() {
        UUID id = NotificationPreference.idOf(RAVI);
        past.and(new PreferenceSet(id, RAVI, false, true), new PreferenceSet(id, RAVI, true, false));
        fixture()
                .givenNoPriorActivity()
                .when(new RaiseNotification(CAUSE, RAVI, NotificationType.MESSAGE, LINK, Instant.EPOCH))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture().givenNoPriorActivity().when(RAISE).expectEvents(RAISED);
    }

    @Test
    void a_preference_that_is_set_to_what_it_is_changes_nothing() {
        UUID id = NotificationPreference.idOf(RAVI);
        var off = new SetPreference(RAVI, false);
        var preference = past.fixture(NotificationPreference.class);
        preference.givenNoPriorActivity().when(off).expectEvents(new PreferenceSet(id, RAVI, false, true));
        preference = past.fixture(NotificationPreference.class);
        preference.given(new PreferenceSet(id, RAVI, false, true)).when(off).expectNoEvents();
        assertInvalid("enabled", () -> new SetPreference(RAVI, null));
    }

    @Test
    void it_is_read_once_by_whom_it_is_for() {
        var read = new ReadNotification(ID, RAVI);
        fixture().given(RAISED).when(read).expectEvents(READ);
        fixture()
                .given(RAISED, READ)
                .when(read)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture().given(RAISED).when(new ReadNotification(ID, ASHA)).expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @Test
    void all_are_read_at_once_up_to_a_thousand() {
        UUID inbox = DerivedId.of("NotificationInbox", RAVI);
        past.fixture(NotificationInbox.class)
                .givenNoPriorActivity()
                .when(new ReadAllNotifications(RAVI, List.of(ID)))
                .expectEvents(new AllNotificationsRead(inbox, RAVI, List.of(ID)));
        new ReadAllNotifications(RAVI, Collections.nCopies(1000, ID));
        assertInvalid("notificationIds", () -> new ReadAllNotifications(RAVI, Collections.nCopies(1001, ID)));
    }

    @ParameterizedTest
    @EnumSource
    void every_type_has_words(NotificationType type) {
        assertThat(Wording.of(type).title()).isNotBlank();
        assertThat(Wording.of(type).message()).endsWith(".");
    }

    private AggregateTestFixture<Notification> fixture() {
        return past.fixture(Notification.class);
    }
}
