package io.desifans.creator.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import io.desifans.creator.CreatorEvent.CreatorRegistered;
import io.desifans.creator.CreatorEvent.OnboardingStepSaved;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.query.QuerySideTest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreatorQueriesTest extends QuerySideTest {

    @Test
    void a_creators_page_is_found_by_id_and_username_and_shows_nothing_private() {
        String username = unusedName();
        Person creator = creator("Asha Rao", username);
        Person fan = user("Ravi");
        follow(fan, creator);
        exclusivePost(creator, 9900);

        Answer page = get("/api/v1/creators/" + username.toUpperCase(Locale.ROOT), fan);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.json().propertyNames())
                .containsExactly(
                        "id",
                        "username",
                        "displayName",
                        "creatorType",
                        "contentType",
                        "categories",
                        "subdomain",
                        "profileImageUrl",
                        "profileCoverUrl",
                        "bio",
                        "createdAt",
                        "postCount",
                        "followerCount",
                        "following");
        assertThat(page.json().path("categories").toString()).isEqualTo("[\"Art\",\"Music\"]");
        assertThat(page.json().path("createdAt").asString()).matches("2026-01-01T.*\\.007Z");
        assertThat(page.json().path("postCount").asInt()).isEqualTo(1);
        assertThat(page.json().path("followerCount").asInt()).isEqualTo(1);
        assertThat(page.json().path("following").asBoolean()).isTrue();
        assertThat(get("/api/v1/creators/" + creator.id(), ANONYMOUS)
                        .json()
                        .path("following")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void before_onboarding_is_completed_only_its_owner_and_admins_see_a_creator() {
        Person creator = user("Asha");
        happened.events(new CreatorRegistered(creator.id(), "Asha"));
        String path = "/api/v1/creators/" + creator.id();
        assertThat(get(path, ANONYMOUS).status()).isEqualTo(404);
        assertThat(get(path, user("Ravi")).status()).isEqualTo(404);
        assertThat(get(path, creator).status()).isEqualTo(200);
        assertThat(get(path, user("Admin", "user,admin")).status()).isEqualTo(200);
    }

    @Test
    void ones_own_account_shows_what_only_its_owner_may_see() {
        Person creator = creator("Asha", unusedName());
        Answer own = get("/api/v1/creators/me", creator);
        assertThat(own.json().path("dateOfBirth").asString()).isEqualTo("1990-05-17");
        assertThat(own.json().path("country").asString()).isEqualTo("IN");
        assertThat(own.body()).doesNotContain("bankAccountDetails", "onboardingData");
        assertThat(get("/api/v1/creators/me", ANONYMOUS).status()).isEqualTo(401);
        assertThat(get("/api/v1/creators/me", user("Ravi")).status()).isEqualTo(404);
    }

    @Test
    void ones_own_bank_details_are_shown_masked_and_to_nobody_else() {
        Person creator = creator("Asha", unusedName());
        assertThat(get("/api/v1/creators/me", creator)
                        .json()
                        .path("bankDetails")
                        .isNull())
                .isTrue();
        happened.events(new BankDetailsChanged(
                creator.id(), "ABCDE1234F", "123456789012", "HDFC0000001", null, "Asha Rao", null, "savings"));
        Answer own = get("/api/v1/creators/me", creator);
        assertThat(own.json().path("bankDetails").toString())
                .isEqualTo("{\"pan\":\"XXXX234F\",\"accountNumber\":\"XXXX9012\",\"ifscCode\":\"HDFC0000001\","
                        + "\"bankName\":null,\"accountHolderName\":\"Asha Rao\",\"branchName\":null,"
                        + "\"accountType\":\"savings\",\"verified\":false}");
        happened.events(new BankDetailsVerified(creator.id()));
        assertThat(get("/api/v1/creators/me", creator)
                        .json()
                        .at("/bankDetails/verified")
                        .asBoolean())
                .isTrue();
        assertThat(get("/api/v1/creators/" + creator.id(), user("Admin", "user,admin"))
                        .body())
                .doesNotContain("ankDetails", "HDFC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "a%20b", "caf%C3%A9", "x%00y", "0123456789012345678901234567890", "%27or%271"})
    void what_is_neither_id_nor_username_is_refused_by_name(String text) {
        Answer refused = get("/api/v1/creators/" + text, ANONYMOUS);
        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void creators_are_found_by_the_beginning_of_their_names_and_by_category_page_by_page() {
        String prefix = unusedName();
        creator("Zoya " + prefix, prefix + "1");
        creator("Meera", prefix + "2");
        creator("Anu", prefix + "3");
        String search = "/api/v1/creators?limit=2&q=" + prefix.toUpperCase(Locale.ROOT);

        Answer first = get(search, ANONYMOUS);
        assertThat(first.each("/username")).containsExactly(prefix + "1", prefix + "2");
        Answer second = get(search + "&cursor=" + first.nextCursor(), ANONYMOUS);
        assertThat(second.each("/username")).containsExactly(prefix + "3");
        assertThat(second.nextCursor()).isNull();
        assertThat(get("/api/v1/creators?q=zOYA%20" + prefix, ANONYMOUS).each("/username"))
                .first()
                .isEqualTo(prefix + "1");
        assertThat(get(search + "&category=Music", ANONYMOUS).each("/username")).hasSize(2);
        assertThat(get(search + "&category=Sports", ANONYMOUS).each("/username"))
                .isEmpty();
        assertThat(get("/api/v1/creators?q=%25", ANONYMOUS).each("/username")).isEmpty();
    }

    @Test
    void a_creator_is_found_by_a_misspelt_name_after_those_whose_names_begin_so_page_by_page() {
        String suffix = unusedName().substring(0, 5);
        creator("Chandrashekhar", "shekhar-" + suffix);
        creator("Meera Bai", "chandrasekhar-" + suffix);
        creator("Zubin", "zubin-" + suffix);
        List<String> both = List.of("chandrasekhar-" + suffix, "shekhar-" + suffix);
        assertThat(get("/api/v1/creators?q=chandrasekhar", ANONYMOUS).each("/username"))
                .containsExactlyElementsOf(both);
        assertThat(get("/api/v1/creators?q=chndrasekhar", ANONYMOUS).each("/username"))
                .containsExactlyInAnyOrderElementsOf(both);
        Answer first = get("/api/v1/creators?limit=1&q=chandrasekhar", ANONYMOUS);
        assertThat(first.each("/username")).containsExactly(both.getFirst());
        Answer second = get("/api/v1/creators?limit=1&q=chandrasekhar&cursor=" + first.nextCursor(), ANONYMOUS);
        assertThat(second.each("/username")).containsExactly(both.getLast());
        assertThat(second.nextCursor()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"category=Sport,category", "q=,q", "q=%07,q", "cursor=abc,cursor", "limit=many,limit"})
    void a_search_names_the_parameter_it_refuses(String query, String field) {
        Answer refused = get("/api/v1/creators?" + query, ANONYMOUS);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo(field);
    }

    @Test
    void onboarding_is_read_by_its_own_user_before_during_and_after_it() {
        Person user = user("Asha");
        assertThat(get("/api/v1/onboarding", ANONYMOUS).status()).isEqualTo(401);
        assertThat(get("/api/v1/onboarding", user).body())
                .isEqualTo("{\"onboarded\":false,\"onboardingStep\":0,\"onboardingData\":null,\"rejectedFor\":null}");

        OnboardingAnswers answers = new OnboardingAnswers("IN", null, null, "asha", null, null, null, null);
        happened.events(new CreatorRegistered(user.id(), "Asha"), new OnboardingStepSaved(user.id(), 4, answers));
        Answer during = get("/api/v1/onboarding", user);
        assertThat(during.json().path("onboardingStep").asInt()).isEqualTo(4);
        assertThat(during.json().at("/onboardingData/username").asString()).isEqualTo("asha");

        Answer after = get("/api/v1/onboarding", creator("Meera", unusedName()));
        assertThat(after.body())
                .isEqualTo("{\"onboarded\":true,\"onboardingStep\":8,\"onboardingData\":null,\"rejectedFor\":null}");
    }

    @Test
    void a_username_is_available_if_it_is_well_formed_not_reserved_and_held_by_nobody_else() {
        String username = unusedName();
        Person holder = creator("Asha", username);
        Person other = user("Ravi");
        assertThat(whyNot(unusedName(), other)).isEqualTo("null");
        assertThat(whyNot(username, other)).isEqualTo("\"TAKEN\"");
        assertThat(whyNot(username.toUpperCase(Locale.ROOT), other)).isEqualTo("\"TAKEN\"");
        assertThat(whyNot(username, holder)).isEqualTo("null");
        assertThat(whyNot("Admin", other)).isEqualTo("\"RESERVED\"");
        assertThat(whyNot("a%20b", other)).isEqualTo("\"MALFORMED\"");
        assertThat(get("/api/v1/onboarding/username-availability", other).field())
                .isEqualTo("username");
        assertThat(get("/api/v1/onboarding/username-availability?username=abc", ANONYMOUS)
                        .status())
                .isEqualTo(401);
    }

    private String whyNot(String username, Person asker) {
        Answer answer = get("/api/v1/onboarding/username-availability?username=" + username, asker);
        String reason = answer.json().path("reason").toString();
        assertThat(answer.json().path("available").asBoolean()).isEqualTo(reason.equals("null"));
        return reason;
    }
}
