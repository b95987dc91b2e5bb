package example.wrong.eventstore;

import example.wrong.content.PostEvent;

/** A log that knows a domain. */
public class PostgresLog {

    private Class<?> knows = PostEvent.class;
}
