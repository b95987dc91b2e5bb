package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may do what, as admins change it. */
class RoleTest extends EndToEndTest {

    private static final String SET_ROLE = "/api/auth/admin/set-role";

    @Test
    void an_admin_made_by_another_may_step_down_and_is_none_at_once() {
        Api bina = anonymous().signUp("Bina");
        setRole(admin(), bina, "admin").expect(200);
        Api.Answer answer = setRole(bina, bina, "user").expect(200);
        assertThat(answer.json().at("/user/role").asString()).isEqualTo("user");
        setRole(bina, bina, "admin").expect(403);
    }

    private static Api.Answer setRole(Api by, Api user, String role) {
        return by.post(SET_ROLE, Map.of("userId", user.userId(), "role", role));
    }
}
