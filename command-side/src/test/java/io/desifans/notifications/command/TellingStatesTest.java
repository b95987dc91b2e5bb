package io.desifans.notifications.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.command.Past;
import io.desifans.command.StateTable;
import io.desifans.notifications.AnnouncementEvent.AudienceNotified;
import io.desifans.notifications.NotificationEvent.AllNotificationsRead;
import io.desifans.notifications.NotificationEvent.NotificationRaised;
import io.desifans.notifications.NotificationEvent.NotificationRead;
import io.desifans.notifications.NotificationType;
import io.desifans.notifications.PreferenceEvent.PreferenceSet;
import io.desifans.notifications.PushEvent.PushSubscribed;
import io.desifans.notifications.PushEvent.PushUnsubscribed;
import io.desifans.notifications.command.NotificationCommand.RaiseNotification;
import io.desifans.notifications.command.NotificationCommand.ReadAllNotifications;
import io.desifans.notifications.command.NotificationCommand.ReadNotification;
import io.desifans.notifications.command.NotificationPreference.PreferenceCommand;
import io.desifans.notifications.command.NotificationPreference.PreferenceCommand.SetPreference;
import io.desifans.notifications.command.PushCommand.EndPushSubscription;
import io.desifans.notifications.command.PushCommand.SubscribeToPush;
import io.desifans.notifications.command.PushCommand.UnsubscribeFromPush;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** What every command does in every state of what people are told, and of how. */
class TellingStatesTest {

    private static final UUID CAUSE = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID ID = DerivedId.of("notification", CAUSE.toString(), RAVI);
    private static final NotificationRaised RAISED =
            new NotificationRaised(ID, RAVI, NotificationType.MESSAGE, "New message", "You have one.", "/x");
    private static final String ENDPOINT = "https://push.example.test/send/1";
    private static final String KEY =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final UUID BROWSER = DerivedId.of("PushSubscription", ENDPOINT);

    @Test
    void every_command_in_every_state_of_a_notification() {
        StateTable.holds(
                """
                command | none                | raised            | read
                raise   | +NotificationRaised | -                 | -
                read    | 404                 | +NotificationRead | -""",
                state -> given(
                        Notification.class,
                        switch (state) {
                            case "none" -> List.of();
                            case "raised" -> List.of(RAISED);
                            case "read" -> List.of(RAISED, new NotificationRead(ID, RAVI));
                            default -> throw new IllegalArgumentException(state);
                        }),
                name -> switch (name) {
                    case "raise" -> new RaiseNotification(CAUSE, RAVI, NotificationType.MESSAGE, "/x", Instant.EPOCH);
                    case "read" -> new ReadNotification(ID, RAVI);
                    default -> throw new IllegalArgumentException(name);
                });
    }

    @Test
    void every_command_in_every_state_of_an_inbox() {
        StateTable.holds(
                """
                command  | none                  | all read
                read all | +AllNotificationsRead | +AllNotificationsRead""",
                state -> given(
                        NotificationInbox.class,
                        state.equals("none")
                                ? List.of()
                                : List.of(new AllNotificationsRead(
                                        DerivedId.of("NotificationInbox", RAVI), RAVI, List.of(ID)))),
                name -> new ReadAllNotifications(RAVI, List.of(ID)));
    }

    @Test
    void every_command_in_every_state_of_a_preference() {
        UUID preference = NotificationPreference.idOf(RAVI);
        StateTable.holds(
                """
                command | none           | on             | off
                on      | +PreferenceSet | -              | +PreferenceSet
                off     | +PreferenceSet | +PreferenceSet | -""",
                state -> given(
                        NotificationPreference.class,
                        switch (state) {
                            case "none" -> List.of();
                            case "on" -> List.of(new PreferenceSet(preference, RAVI, true, true));
                            case "off" -> List.of(new PreferenceSet(preference, RAVI, false, true));
                            default -> throw new IllegalArgumentException(state);
                        }),
                name -> new SetPreference(RAVI, name.equals("on")),
                PreferenceCommand.class);
    }

    @Test
    void every_command_in_every_state_of_an_announcement() {
        UUID id = AnnouncementCommand.announcementOf(CAUSE, 0);
        StateTable.holds(
                """
                command | none              | made
                tell    | +AudienceNotified | -""",
                state -> given(
                        Announcement.class,
                        state.equals("none")
                                ? List.of()
                                : List.of(new AudienceNotified(
                                        id, CAUSE, 0, NotificationType.NEW_POST, "t", "m", "/x", List.of(RAVI)))),
                name -> new AnnouncementCommand.NotifyAudience(
                        CAUSE, 0, NotificationType.NEW_POST, "/x", List.of(RAVI, ASHA)),
                AnnouncementCommand.class);
    }

    @Test
    void every_command_in_every_state_of_a_push_subscription() {
        StateTable.holds(
                """
                command     | none            | of theirs         | of another's       | ended
                subscribe   | +PushSubscribed | -                 | 409 ENDPOINT_TAKEN | +PushSubscribed
                renew       | +PushSubscribed | +PushSubscribed   | 409 ENDPOINT_TAKEN | +PushSubscribed
                unsubscribe | 404             | +PushUnsubscribed | 404 NOT_FOUND      | 404 NOT_FOUND
                end         | 404             | +PushUnsubscribed | -                  | -""",
                state -> given(
                        PushSubscription.class,
                        switch (state) {
                            case "none" -> List.of();
                            case "of theirs" -> List.of(subscribed(RAVI));
                            case "of another's" -> List.of(subscribed(ASHA));
                            case "ended" -> List.of(subscribed(RAVI), new PushUnsubscribed(BROWSER, RAVI, "gone"));
                            default -> throw new IllegalArgumentException(state);
                        }),
                name -> switch (name) {
                    case "subscribe" -> subscribe("BTBZMqHH6r4Tts7J_aSIgg");
                    case "renew" -> subscribe("AAAAMqHH6r4Tts7J_aSIgg");
                    case "unsubscribe" -> new UnsubscribeFromPush(BROWSER, RAVI);
                    case "end" -> new EndPushSubscription(BROWSER, RAVI);
                    default -> throw new IllegalArgumentException(name);
                },
                PushCommand.class);
    }

    private static PushSubscribed subscribed(String userId) {
        return new PushSubscribed(BROWSER, userId, ENDPOINT, KEY, "BTBZMqHH6r4Tts7J_aSIgg", null, false);
    }

    private static SubscribeToPush subscribe(String auth) {
        return new SubscribeToPush(RAVI, ENDPOINT, KEY, auth, null);
    }

    private static TestExecutor<?> given(Class<?> aggregate, List<Event> events) {
        return Past.ofFourUsers().fixture(aggregate).given(events);
    }
}
