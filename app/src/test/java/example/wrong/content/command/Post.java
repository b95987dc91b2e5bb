package example.wrong.content.command;

import example.wrong.content.query.PostProjector;
import example.wrong.eventstore.PostgresLog;
import example.wrong.social.command.Follow;
import io.desifans.command.Command;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jooq.DSLContext;

/** Reads the clock, the tables, another domain's aggregate and the log; its command is anybody's. */
public class Post {

    @AggregateIdentifier
    private String id = Instant.now().toString();

    private List<Object> knows =
            List.of(PostProjector.class, PostgresLog.class, Follow.class, ObjectInputStream.class, DSLContext.class);

    /** Neither a record nor in a family, and silent about who may send it. */
    public static class RemovePost implements Command {}
}
