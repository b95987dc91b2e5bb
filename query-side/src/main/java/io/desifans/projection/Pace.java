package io.desifans.projection;

/**
 * How much of the machine a replay takes while it fills its tables.
 *
 * @param readers threads that read, open and project events
 * @param page how many numbers of the log one of them takes at a time
 * @param pagesAhead how many pages may wait to be written
 * @param run how many changes are held before they are written
 * @param knownRows how many rows are remembered lest they be read again
 * @param makers how many tables get their indexes and constraints at the same time
 */
public record Pace(int readers, int page, int pagesAhead, int run, int knownRows, int makers) {

    /** As fast as it goes, in a process that does nothing else. */
    public static final Pace ALONE = new Pace(Runtime.getRuntime().availableProcessors(), 500, 40, 10_000, 150_000, 3);

    /**
     * In a process that answers requests. What it holds at a time is little, because requests wait while the garbage
     * collector moves what has outlived a collection.
     */
    public static final Pace BESIDE_REQUESTS = new Pace(1, 250, 4, 2_500, 50_000, 1);
}
