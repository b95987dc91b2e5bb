package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    @Test
    void a_cursor_carries_the_sort_key_there_and_back() {
        UUID id = UUID.randomUUID();
        Instant at = Instant.parse("2026-03-01T12:00:00.123Z");
        Cursor cursor = Cursor.decode(Cursor.encode(at, id, 42L, "é😀\n"), 4);
        assertThat(cursor.instant(0)).isEqualTo(at);
        assertThat(cursor.uuid(1)).isEqualTo(id);
        assertThat(cursor.number(2)).isEqualTo(42);
        assertThat(cursor.text(3)).isEqualTo("é😀\n");
        assertThat(Cursor.decode(null, 4)).isNull();
    }

    @Test
    void a_cursor_that_was_tampered_with_is_refused_wherever_it_was_touched() {
        String good = Cursor.encode("2026-03-01T12:00:00Z", 7);
        for (int i = 0; i < good.length(); i++) {
            char other = good.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(good.substring(0, i) + other + good.substring(i + 1));
            assertRefused(good.substring(0, i));
        }
        assertRefused(good + "A");
        assertRefused(good + "=");
        assertRefused(Cursor.encode("one part"));
        assertRefused(Cursor.encode("three", "parts", "here"));
        assertRefused(Base64.getUrlEncoder().encodeToString(new byte[200_000]));
    }

    @Test
    void a_part_of_another_kind_is_refused() {
        Cursor cursor = Cursor.decode(Cursor.encode("text", "text"), 2);
        assertThatThrownBy(() -> cursor.instant(0)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> cursor.uuid(0)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> cursor.number(0)).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,20",
                "1,1",
                "100,100",
                "101,100",
                "0,1",
                "-5,1",
                "007,7",
                "99999999999999999999999,100",
                "0000000000050,50"
            })
    void a_limit_is_clamped(String asked, int rows) {
        assertThat(Limit.parse(asked).rows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ten", "1.5", "1e2", "+5", "--5", "0x10", "٣"})
    void a_limit_that_is_no_number_is_refused(String asked) {
        assertThatThrownBy(() -> Limit.parse(asked))
                .isInstanceOfSatisfying(
                        Rejected.class, refused -> assertThat(refused.field()).isEqualTo("limit"));
    }

    @Test
    void a_page_has_a_cursor_only_if_another_follows() {
        Limit two = new Limit(2);
        assertThat(Page.of(List.of(1, 2, 3), two, Cursor::encode))
                .isEqualTo(new Page<>(List.of(1, 2), Cursor.encode(2)));
        assertThat(Page.of(List.of(1, 2), two, Cursor::encode)).isEqualTo(new Page<>(List.of(1, 2), null));
        assertThat(Page.of(List.of(), two, Cursor::encode).items()).isEmpty();
    }

    private static void assertRefused(String cursor) {
        assertThatThrownBy(() -> Cursor.decode(cursor, 2))
                .as(cursor)
                .isInstanceOfSatisfying(
                        Rejected.class, refused -> assertThat(refused.field()).isEqualTo("cursor"));
    }
}
