package example.wrong.projection;

import example.wrong.content.PostEvent;

/** A writer that knows a domain. */
class Writer {

    private Class<?> knows = PostEvent.class;
}
