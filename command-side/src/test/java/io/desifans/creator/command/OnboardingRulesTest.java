package io.desifans.creator.command;

import static io.desifans.command.Refusal.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.creator.Categories;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.creator.Usernames;
import io.desifans.web.Rejected;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnboardingRulesTest {

    @ParameterizedTest
    @CsvSource({
        "2008-11-22, 2026-11-21, false",
        "2008-11-22, 2026-11-22, true",
        "2008-11-22, 2026-11-23, true",
        "2008-12-31, 2026-12-30, false",
        "2008-12-31, 2026-12-31, true",
        "2009-01-01, 2026-12-31, false",
        "2009-01-01, 2027-01-01, true",
        "2008-02-29, 2026-02-28, false",
        "2008-02-29, 2026-03-01, true",
        "2006-02-28, 2024-02-28, true",
        "2006-03-01, 2024-02-29, false",
        "2006-03-01, 2024-03-01, true",
        "1900-01-01, 2026-11-22, true",
        "2026-11-22, 2026-11-22, false",
        "2099-01-01, 2026-11-22, false"
    })
    void adulthood_begins_on_the_eighteenth_birthday(LocalDate born, LocalDate today, boolean adult) {
        var call = assertThatCode(() -> OnboardingRules.mustBeAdult(born(born), today));
        if (adult) call.doesNotThrowAnyException();
        else call.isInstanceOf(Rejected.class);
    }

    @Test
    void every_birthday_of_a_year_is_the_first_adult_day() {
        IntStream.rangeClosed(1, 366)
                .mapToObj(day -> LocalDate.ofYearDay(2008, day))
                .forEach(born -> {
                    boolean leapDay = born.getMonthValue() == 2 && born.getDayOfMonth() == 29;
                    LocalDate adult = leapDay ? LocalDate.of(2026, 3, 1) : born.withYear(2026);
                    assertThatCode(() -> OnboardingRules.mustBeAdult(born(born), adult))
                            .doesNotThrowAnyException();
                    assertThatThrownBy(() -> OnboardingRules.mustBeAdult(born(born), adult.minusDays(1)))
                            .isInstanceOf(Rejected.class);
                });
    }

    @ParameterizedTest
    @CsvSource({"1899-12-31", "0001-01-01", "+10000-01-01"})
    void a_birth_before_1900_or_beyond_the_year_9999_is_refused(LocalDate born) {
        assertInvalid("dateOfBirth", () -> OnboardingRules.checked(born(born)));
    }

    @Test
    void a_country_is_an_upper_case_iso_code() {
        for (String code : Locale.getISOCountries())
            assertThat(OnboardingRules.checked(country(code)).country()).isEqualTo(code);
        for (String code : List.of("in", "In", "IND", "XX", "", " IN", "India", "ＩＮ"))
            assertInvalid("country", () -> OnboardingRules.checked(country(code)));
    }

    @ParameterizedTest
    @CsvSource({
        "asha, asha",
        "Asha, asha",
        "A-_, a-_",
        "___, ___",
        "abcdefghijklmnopqrstuvwxyz0123, abcdefghijklmnopqrstuvwxyz0123"
    })
    void a_username_is_kept_in_lower_case(String text, String username) {
        assertThat(Username.of(text)).isEqualTo(username);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "abcdefghijklmnopqrstuvwxyz01234",
                "a b",
                "asha!",
                "आशा",
                "\u212aate",
                "asha\n",
                "a.b",
                "www",
                "API",
                "Admin",
                "mail",
                "media"
            })
    void other_usernames_and_reserved_ones_are_refused(String text) {
        assertInvalid("username", () -> Username.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "asha, asha, asha-2",
        "asha_k, asha-k, asha-k-2",
        "_asha_, asha, asha-2",
        "-a--_b-, a-b, a-b-2",
        "xn--asha, xn-asha, xn-asha-2",
        "___, creator, creator-2",
        "api_, api-2, api-3",
        "-www-, www-2, www-3",
        "123, 123, 123-2"
    })
    void a_subdomain_follows_from_the_username(String username, String first, String second) {
        assertThat(Subdomain.candidates(username).limit(2)).containsExactly(first, second);
    }

    @Test
    void no_username_leads_to_a_host_name_that_is_none() {
        List<String> letters = List.of("a", "9", "_", "-");
        for (String x : letters)
            for (String y : letters)
                for (String z : letters)
                    for (String reserved : Usernames.RESERVED)
                        assertThat(Subdomain.candidates(x + y + reserved + z).limit(3))
                                .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*") && name.length() <= 63)
                                .doesNotContainAnyElementsOf(Usernames.RESERVED);
    }

    @Test
    void a_gender_and_categories_are_of_the_listed_ones() {
        assertThat(OnboardingRules.GENDERS).hasSize(5);
        assertThat(Categories.ALL).hasSize(15);
        for (String gender : OnboardingRules.GENDERS) OnboardingRules.checked(gender(gender));
        for (String gender : List.of("", "Male", "x"))
            assertInvalid("gender", () -> OnboardingRules.checked(gender(gender)));
        OnboardingRules.checked(categories(Categories.ALL));
        assertInvalid("categories", () -> OnboardingRules.checked(categories(List.of())));
        assertInvalid("categories[1]", () -> OnboardingRules.checked(categories(List.of("Art", "art"))));
        assertInvalid("categories[1]", () -> OnboardingRules.checked(categories(List.of("Art", "Art"))));
        assertInvalid("categories[0]", () -> OnboardingRules.checked(categories(Arrays.asList((String) null))));
    }

    @Test
    void a_display_name_is_one_line_of_1_to_100_characters() {
        OnboardingRules.checked(displayName("आशा 🙏".repeat(20)));
        for (String name : List.of("", " ", "a\nb", "a\u0000", "a".repeat(101)))
            assertInvalid("displayName", () -> OnboardingRules.checked(displayName(name)));
    }

    private static OnboardingAnswers country(String country) {
        return new OnboardingAnswers(country, null, null, null, null, null, null, null);
    }

    private static OnboardingAnswers displayName(String name) {
        return new OnboardingAnswers(null, null, null, null, name, null, null, null);
    }

    private static OnboardingAnswers gender(String gender) {
        return new OnboardingAnswers(null, null, null, null, null, gender, null, null);
    }

    private static OnboardingAnswers born(LocalDate date) {
        return new OnboardingAnswers(null, null, null, null, null, null, date, null);
    }

    private static OnboardingAnswers categories(List<String> categories) {
        return new OnboardingAnswers(null, null, null, null, null, null, null, categories);
    }
}
