package io.desifans.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.EventSerializer;
import io.desifans.eventstore.LogPosition;
import io.desifans.eventstore.MasterKey;
import io.desifans.eventstore.PersonKeys;
import io.desifans.eventstore.PersonalDataOpening;
import io.desifans.eventstore.PersonalDataSealing;
import io.desifans.eventstore.PostgresEventStorageEngine;
import io.desifans.eventstore.StoredNames;
import io.desifans.eventstore.Upcasters;
import io.desifans.projection.Projection;
import io.desifans.projection.ReadModels;
import io.desifans.projection.Replay;
import io.desifans.projection.ReplayProgress;
import io.desifans.projection.ReplayReport;
import io.desifans.query.ReplayApplication;
import io.desifans.web.ReadModelPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A rebuild of all tables from logs of several lengths, against PostgreSQL loading the same rows. */
final class Rebuild implements AutoCloseable {

    private static final int SMALLEST = 10_000;
    private static final int BATCH = 500;
    private static final int MOST_PARKED = 1_000;

    private record Size(int events, long rows, List<Double> ours, List<Double> theirs, List<Double> ratios) {
        double microsPerEvent() {
            return 1e6 * Figures.median(ours) / events;
        }
    }

    private final HikariDataSource database = new HikariDataSource();
    private final ConfigurableApplicationContext side;
    private final Replay replay;
    private final CopiedLog log;
    private final Path folder;
    private int stored;

    /** Events per second when the live tables followed the log the last time. */
    private long followed;

    /**
     * @param url of an empty database
     * @param template the events that the log is made of
     * @param folder for files
     */
    Rebuild(String url, List<DomainEventMessage<?>> template, Path folder, long seed) {
        this.folder = folder;
        database.setJdbcUrl(url);
        database.setMaximumPoolSize(12);
        String masterKey = CommandsInProcess.random();
        side = new SpringApplicationBuilder(ReplayApplication.class)
                .web(WebApplicationType.NONE)
                .initializers(
                        context -> ((GenericApplicationContext) context).registerBean(DataSource.class, () -> database))
                .properties(
                        "spring.main.banner-mode=off", "logging.level.root=warn", "desifans.master-key=" + masterKey)
                .run();
        replay = side.getBean(Replay.class);
        log = new CopiedLog(template, sealing(masterKey), engine(), seed);
    }

    private PersonalDataSealing sealing(String masterKey) {
        return new PersonalDataSealing(StoredNames.ofAllFamilies(), new PersonKeys(database, MasterKey.of(masterKey)));
    }

    private PostgresEventStorageEngine engine() {
        EventSerializer serializer = side.getBean(EventSerializer.class);
        return new PostgresEventStorageEngine(
                database, serializer, Upcasters.after(side.getBean(PersonalDataOpening.class)));
    }

    List<Result> measure(int rounds, int events) throws SQLException, IOException {
        List<Size> sizes = new ArrayList<>();
        for (int size = SMALLEST; size <= events; size *= 10) sizes.add(measured(rounds, size));
        Size largest = sizes.getLast();
        List<Result> results = new ArrayList<>();
        results.add(new Result(
                "b1",
                "a rebuild of all tables with their indexes",
                "s",
                largest.events(),
                new Figures(largest.ours()),
                new Figures(largest.theirs()),
                Figures.median(largest.ratios()),
                3.0,
                6.0,
                "reference: COPY of the same %d rows, then the same keys, indexes and foreign keys; judged: the ratio"
                        .formatted(largest.rows())));
        List<Double> rates = largest.ours().stream()
                .map(seconds -> largest.events() / seconds)
                .toList();
        results.add(new Result(
                "b1",
                "events in a rebuild",
                "per s",
                largest.events(),
                new Figures(rates),
                null,
                null,
                100_000.0,
                40_000.0,
                "0 differences to the live tables in each round, which followed the log at %,d per s"
                        .formatted(followed)));
        for (Size size : sizes) results.add(e3(size, sizes.getFirst()));
        return results;
    }

    private static Result e3(Size size, Size smallest) {
        List<Double> micros = size.ours().stream()
                .map(seconds -> 1e6 * seconds / size.events())
                .toList();
        boolean judged = size != smallest;
        return new Result(
                "e3",
                "cost of an event in a rebuild",
                "µs",
                size.events(),
                new Figures(micros),
                null,
                judged ? size.microsPerEvent() / smallest.microsPerEvent() : null,
                judged ? 1.1 : null,
                judged ? 1.25 : null,
                judged ? "judged: by so much more than with %,d".formatted(smallest.events()) : "");
    }

    private Size measured(int rounds, int events) throws SQLException, IOException {
        extend(events);
        ReferenceLoad reference = new ReferenceLoad(database, folder);
        run();
        reference.seconds();
        Size size = new Size(stored, reference.rows(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < rounds; round++) {
            JdbcClient.create(database).sql("checkpoint").update();
            size.ours().add(run());
            JdbcClient.create(database).sql("checkpoint").update();
            size.theirs().add(reference.seconds());
            size.ratios().add(size.ours().getLast() / size.theirs().getLast());
        }
        return size;
    }

    /** Up to so many events, and the live tables to their end. */
    private void extend(int events) throws SQLException {
        int more = log.append(events - stored);
        stored += more;
        JdbcClient.create(database).sql("vacuum analyze event_store.event").update();
        double seconds = SignIn.millis(this::keepUp) / 1e3;
        followed = Math.round(more / seconds);
    }

    private void keepUp() {
        EventLog events = side.getBean(EventLog.class);
        try (ReadModelPosition announced = new ReadModelPosition(database, events::lastVisible)) {
            ReadModels live = new ReadModels(database, side.getBean(Projection.class), announced, MOST_PARKED);
            LogPosition end = (LogPosition) events.createHeadToken();
            LogPosition at = live.position();
            try (BlockingStream<TrackedEventMessage<?>> stream = events.openStream(at)) {
                while (!at.covers(end)) {
                    List<TrackedEventMessage<?>> batch = new ArrayList<>();
                    for (; batch.size() < BATCH && !at.covers(end); at = LogPosition.of(batch.getLast()))
                        batch.add(stream.nextAvailable());
                    live.handle(batch);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private double run() throws SQLException {
        ReplayReport report = replay.run(new ReplayProgress());
        if (report.differences() != 0 || report.parkedInReplay() != 0)
            throw new IllegalStateException("differences: " + report.listed() + ", parked: " + report.parkedInReplay());
        return report.seconds();
    }

    @Override
    public void close() {
        side.close();
        database.close();
    }
}
