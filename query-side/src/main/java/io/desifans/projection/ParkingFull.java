package io.desifans.projection;

/** As many events are parked as may be; the read model stands still until some are repaired and retried. */
public final class ParkingFull extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ParkingFull(int limit) {
        super("more than " + limit + " events would be parked; repair the cause and retry them", null, false, false);
    }
}
