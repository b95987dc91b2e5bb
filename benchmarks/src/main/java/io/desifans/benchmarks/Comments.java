package io.desifans.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Comments written over HTTP by some clients at once, each of which becomes one row. */
final class Comments implements AutoCloseable {

    static final int CLIENTS = 16;
    static final String AT_POSTGRES = "both times are PostgreSQL's, of the commits of the event and of its row";

    /** Both times are PostgreSQL's own, of the commits of the event and of its row. */
    private static final String COMMIT_TO_ROW = """
            select extract(epoch from pg_xact_commit_timestamp(row.xmin) - pg_xact_commit_timestamp(event.tx::xid)) * 1000
              from event_store.event
              join read_model."postComment" row on row.id = (event.payload ->> 'commentId')::uuid
             where event.name = 'CommentWritten' and event.seq > ?""";

    private final WrittenLog log;
    private final byte[] request;
    private final List<KeptConnection> clients;

    /** @param app the node that takes them */
    Comments(AppUnderTest app, Shop shop, WrittenLog log) {
        this.log = log;
        this.request = KeptConnection.request(
                "POST", shop.post() + "/comments", shop.creators().getFirst(), "{\"content\":\"How nice\"}");
        this.clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> new KeptConnection(app.base()))
                .toList();
    }

    /** As many as go in a closed loop, all rows of which are there in the end. */
    double perSecond(int seconds) throws InterruptedException {
        double rate = ClosedLoop.perSecond(CLIENTS, seconds, this::write);
        log.awaitRest();
        return rate;
    }

    /**
     * In milliseconds.
     *
     * @param lags from the commit of an event to that of its row
     * @param writes from when a write was due until it was answered
     */
    record Round(List<Double> lags, List<Double> writes) {}

    /** So many at fixed times. */
    Round round(double perSecond, int seconds) throws InterruptedException {
        long before = log.sql()
                .sql("select max(seq) from event_store.event")
                .query(Long.class)
                .single();
        List<Double> writes = FixedRate.millis(CLIENTS, perSecond, seconds, this::write);
        log.awaitRest();
        List<Double> lags =
                log.sql().sql(COMMIT_TO_ROW).param(before).query(Double.class).list();
        if (lags.size() != writes.size())
            throw new IllegalStateException(lags.size() + " of " + writes.size() + " comments have a row");
        return new Round(lags, writes);
    }

    private void write(int client) {
        clients.get(client).ask(request);
    }

    @Override
    public void close() throws IOException {
        for (KeptConnection client : clients) client.close();
    }
}
