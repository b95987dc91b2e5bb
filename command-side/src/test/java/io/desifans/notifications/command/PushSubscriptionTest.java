package io.desifans.notifications.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;

import io.desifans.DerivedId;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.notifications.PushEvent.PushSubscribed;
import io.desifans.notifications.PushEvent.PushUnsubscribed;
import io.desifans.notifications.command.PushCommand.EndPushSubscription;
import io.desifans.notifications.command.PushCommand.SubscribeToPush;
import io.desifans.notifications.command.PushCommand.UnsubscribeFromPush;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class PushSubscriptionTest {

    private static final String ENDPOINT = "https://push.example.test/send/1";
    private static final String KEY =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
    private static final String OTHER_AUTH = "AAAAMqHH6r4Tts7J_aSIgg";
    private static final UUID ID = DerivedId.of("PushSubscription", ENDPOINT);

    private final Past past = Past.ofFourUsers();

    @Test
    void the_same_endpoint_again_changes_nothing_but_its_keys() {
        fixture().givenNoPriorActivity().when(subscribe(RAVI, AUTH)).expectEvents(subscribed(RAVI, AUTH, false));
        fixture()
                .given(subscribed(RAVI, AUTH, false))
                .when(subscribe(RAVI, AUTH))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture()
                .given(subscribed(RAVI, AUTH, false))
                .when(subscribe(RAVI, OTHER_AUTH))
                .expectEvents(subscribed(RAVI, OTHER_AUTH, true));
    }

    @Test
    void an_endpoint_moves_to_another_user_only_after_the_former_one_has_left_it() {
        fixture()
                .given(subscribed(RAVI, AUTH, false))
                .when(subscribe(ASHA, AUTH))
                .expectException(Refusal.of(409, "ENDPOINT_TAKEN"));
        fixture()
                .given(subscribed(RAVI, AUTH, false), new PushUnsubscribed(ID, RAVI, "user"))
                .when(subscribe(ASHA, AUTH))
                .expectEvents(subscribed(ASHA, AUTH, false));
        past.and(Past.deleted(RAVI));
        fixture()
                .given(subscribed(RAVI, AUTH, false))
                .when(subscribe(ASHA, AUTH))
                .expectEvents(subscribed(ASHA, AUTH, false));
    }

    @Test
    void it_is_ended_by_its_user_or_by_the_push_service() {
        fixture()
                .given(subscribed(RAVI, AUTH, false))
                .when(new UnsubscribeFromPush(ID, ASHA))
                .expectException(Refusal.of(404, "NOT_FOUND"));
        fixture()
                .given(subscribed(RAVI, AUTH, false))
                .when(new UnsubscribeFromPush(ID, RAVI))
                .expectEvents(new PushUnsubscribed(ID, RAVI, "user"));
        fixture()
                .given(subscribed(RAVI, AUTH, false))
                .when(new EndPushSubscription(ID, RAVI))
                .expectEvents(new PushUnsubscribed(ID, RAVI, "gone"));
        fixture()
                .given(subscribed(ASHA, AUTH, false))
                .when(new EndPushSubscription(ID, RAVI))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void keys_have_their_form() {
        assertInvalid("endpoint", () -> new SubscribeToPush(RAVI, "push", KEY, AUTH, null));
        assertInvalid("p256dh", () -> new SubscribeToPush(RAVI, ENDPOINT, AUTH, AUTH, null));
        assertInvalid("p256dh", () -> new SubscribeToPush(RAVI, ENDPOINT, null, AUTH, null));
        assertInvalid("auth", () -> new SubscribeToPush(RAVI, ENDPOINT, KEY, "!", null));
        assertInvalid("auth", () -> new SubscribeToPush(RAVI, ENDPOINT, KEY, KEY, null));
    }

    private AggregateTestFixture<PushSubscription> fixture() {
        return past.fixture(PushSubscription.class);
    }

    private static SubscribeToPush subscribe(String userId, String auth) {
        return new SubscribeToPush(userId, ENDPOINT, KEY, auth, "Firefox");
    }

    private static PushSubscribed subscribed(String userId, String auth, boolean renewed) {
        return new PushSubscribed(ID, userId, ENDPOINT, KEY, auth, "Firefox", renewed);
    }
}
