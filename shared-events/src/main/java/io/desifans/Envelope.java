package io.desifans;

/** The names of the metadata that every stored event carries beside its payload. All values are text. */
public final class Envelope {

    /** Who acted: a user id, {@link #ANONYMOUS}, or {@code system:<process>}. */
    public static final String ACTOR = "actor";

    /** Under impersonation the user for whom the {@link #ACTOR} acted. */
    public static final String ON_BEHALF_OF = "onBehalfOf";

    /** The command that led to the event. */
    public static final String COMMAND_ID = "commandId";

    /** The first message of the flow. */
    public static final String CORRELATION_ID = "correlationId";

    /** The message that led directly to the event. */
    public static final String CAUSATION_ID = "causationId";

    /** The HTTP request the command came with. */
    public static final String REQUEST_ID = "requestId";

    /** The user ids of the persons the event concerns, in ascending order, separated by commas. */
    public static final String SUBJECTS = "subjects";

    /**
     * Why the actor did it, sealed under the key of the person its event names first. Once that key is destroyed, under
     * the next person's, last the actor's.
     */
    public static final String REASON = "reason";

    /** Address and user agent of the caller as JSON, sealed under the actor's key. */
    public static final String CLIENT = "client";

    public static final String ANONYMOUS = "anonymous";

    /** What the actor begins with where it is a process. */
    public static final String SYSTEM = "system:";

    private Envelope() {}
}
