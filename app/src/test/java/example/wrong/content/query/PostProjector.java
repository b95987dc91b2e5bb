package example.wrong.content.query;

import example.wrong.content.command.Post;
import io.desifans.Event;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.sql.Connection;
import java.time.Instant;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Table;

/** Writes by itself, by the clock, and knows the command side. */
public abstract class PostProjector implements Projector {

    private Class<?> knows = Post.class;

    abstract DSLContext database();

    abstract Connection connection();

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of();
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        for (Table<?> table : tables()) database().deleteFrom(table).execute();
    }
}
