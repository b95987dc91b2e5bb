package io.desifans.identity.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.command.CommandSideTest;
import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RegisterUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.web.Caller;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "desifans.first-admin.email=Root@Example.test")
class FirstAdminTest extends CommandSideTest {

    @Autowired
    private FirstAdmin firstAdmin;

    @Autowired
    private Commands commands;

    @Autowired
    private JdbcTemplate database;

    @Test
    void who_signed_up_with_the_address_of_the_setting_becomes_admin_at_the_next_start_once() {
        assertThat(roleChanges()).isEmpty();
        String root = NewId.next();
        commands.send(
                new RegisterUser(
                        root,
                        new Registration("Root", "root@example.test", null, NewId.next(), "hash"),
                        new NewSession(NewId.next(), NewId.next(), Instant.EPOCH, true, null, null)),
                Caller.ANONYMOUS);
        firstAdmin.run(new DefaultApplicationArguments());
        firstAdmin.run(new DefaultApplicationArguments());
        assertThat(roleChanges()).containsExactly(root + " user,admin system:bootstrap");
    }

    private List<String> roleChanges() {
        return database.queryForList("""
                select (payload ->> 'userId') || ' ' || (payload ->> 'role') || ' ' || (metadata ->> 'actor')
                from event_store.event where name = 'RoleChanged'""", String.class);
    }
}
