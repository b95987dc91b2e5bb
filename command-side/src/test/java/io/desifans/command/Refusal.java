package io.desifans.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.desifans.web.Rejected;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;

/** Expectations on what is refused and how. */
public final class Refusal {

    private Refusal() {}

    public static Matcher<Rejected> of(int status, String code) {
        return new CustomTypeSafeMatcher<>(status + " " + code) {
            @Override
            protected boolean matchesSafely(Rejected refused) {
                return refused.status() == status && refused.code().equals(code);
            }
        };
    }

    public static Matcher<Rejected> of(int status, String code, String field) {
        return new CustomTypeSafeMatcher<>(status + " " + code + " " + field) {
            @Override
            protected boolean matchesSafely(Rejected refused) {
                return of(status, code).matches(refused) && field.equals(refused.field());
            }
        };
    }

    /** The call is refused as bad input in this field. */
    public static void assertInvalid(String field, ThrowingCallable call) {
        assertRefused(400, field, call);
    }

    /** The call is refused because of an amount that no column holds. */
    public static void assertOutOfRange(String field, ThrowingCallable call) {
        assertThat(assertRefused(422, field, call).code()).isEqualTo("AMOUNT_OUT_OF_RANGE");
    }

    private static Rejected assertRefused(int status, String field, ThrowingCallable call) {
        Rejected refused = catchThrowableOfType(Rejected.class, call);
        assertThat(refused).as("refused for %s", field).isNotNull();
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.field()).isEqualTo(field);
        return refused;
    }
}
