package example.wrong.content;

import io.desifans.Event;
import java.time.Instant;
import org.jooq.Table;

/** Not sealed; its event holds money as a fraction, a table and the time of day. */
public interface PostEvent extends Event {

    record PostPriced(String id, double pricePaise, Table<?> table, Instant at) implements PostEvent {
        public PostPriced {
            at = Instant.now();
        }
    }

    record PostPublishedEvent(String postId) implements PostEvent {}
}
