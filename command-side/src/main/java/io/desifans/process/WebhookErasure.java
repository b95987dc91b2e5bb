package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.WebhookEvent.WebhookMatched;
import io.desifans.billing.command.WebhookCommand.EraseWebhookBody;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.identity.UserEvent.UserDeleted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** What the gateway wrote about a person is erased with the person, also if it is found to be about them only afterwards. */
@Component
final class WebhookErasure extends Process {

    private final Commands commands;
    private final Facts facts;
    private final DataSource database;

    WebhookErasure(Commands commands, Facts facts, DataSource database) {
        super("webhook-erasure");
        this.commands = commands;
        this.facts = facts;
        this.database = database;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof UserDeleted || event instanceof WebhookMatched;
    }

    @Override
    protected void on(Event event, EventMessage<?> message) throws SQLException {
        if (event instanceof UserDeleted deleted)
            for (EraseWebhookBody command : matched(deleted.userId())) commands.sendAsSystem(name(), command, message);
        else if (event instanceof WebhookMatched e
                && !UserFacts.of(facts, e.userId()).here())
            commands.sendAsSystem(name(), new EraseWebhookBody(e.inboxId(), e.variant()), message);
    }

    private List<EraseWebhookBody> matched(String userId) throws SQLException {
        String sql = """
                select aggregate_id, (payload ->> 'variant')::int from event_store.event
                 where name = 'WebhookMatched'
                   and string_to_array(metadata ->> 'subjects', ',') @> array[?]::text[]
                 order by seq""";
        List<EraseWebhookBody> found = new ArrayList<>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setString(1, userId);
            try (var rows = select.executeQuery()) {
                while (rows.next()) found.add(new EraseWebhookBody(rows.getObject(1, UUID.class), rows.getInt(2)));
            }
        }
        return found;
    }
}
