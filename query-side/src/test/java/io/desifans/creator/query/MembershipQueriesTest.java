package io.desifans.creator.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.query.QuerySideTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MembershipQueriesTest extends QuerySideTest {

    @Test
    void hidden_tiers_are_seen_by_their_owner_and_admins_only() {
        String username = unusedName();
        Person creator = creator("Asha", username);
        UUID gold = membership(creator, 49900, true);
        UUID hidden = membership(creator, 0, false);
        String ofCreator = "/api/v1/memberships?creator=" + username;

        for (Person reader : new Person[] {ANONYMOUS, user("Ravi"), creator("Meera", unusedName())}) {
            assertThat(get(ofCreator, reader).each("/id")).containsExactly(gold.toString());
            assertThat(get("/api/v1/memberships/" + hidden, reader).status()).isEqualTo(404);
            assertThat(get("/api/v1/memberships/" + gold, reader)
                            .json()
                            .path("monthlyRecurringFee")
                            .asInt())
                    .isEqualTo(49900);
        }
        for (Person reader : new Person[] {creator, user("Admin", "admin")}) {
            assertThat(get(ofCreator, reader).each("/id")).containsExactly(hidden.toString(), gold.toString());
            assertThat(get("/api/v1/memberships/" + hidden, reader)
                            .json()
                            .path("visible")
                            .asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void the_cheapest_tier_comes_first_page_by_page() {
        Person creator = creator("Asha", unusedName());
        membership(creator, 300, true);
        membership(creator, 100, true);
        membership(creator, 200, true);
        String ofCreator = "/api/v1/memberships?limit=2&creator=" + creator.id();
        Answer first = get(ofCreator, ANONYMOUS);
        assertThat(first.each("/monthlyRecurringFee")).containsExactly("100", "200");
        Answer second = get(ofCreator + "&cursor=" + first.nextCursor(), ANONYMOUS);
        assertThat(second.each("/monthlyRecurringFee")).containsExactly("300");
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void unknown_creators_and_malformed_ids_are_told_apart() {
        assertThat(get("/api/v1/memberships?creator=" + unusedName(), ANONYMOUS).status())
                .isEqualTo(404);
        assertThat(get("/api/v1/memberships?creator=x", ANONYMOUS).field()).isEqualTo("creator");
        assertThat(get("/api/v1/memberships", ANONYMOUS).field()).isEqualTo("creator");
        assertThat(get("/api/v1/memberships/" + UUID.randomUUID(), ANONYMOUS).status())
                .isEqualTo(404);
        assertThat(get("/api/v1/memberships/7", ANONYMOUS).field()).isEqualTo("id");
    }
}
