package io.desifans.identity.command;

import io.desifans.command.Command;
import io.desifans.command.Commands;
import io.desifans.web.Busy;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import io.desifans.web.RequestContext;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Does things after the answer is given, so that neither its time nor its text tells whether there was anything to do. */
@Component
final class Afterwards implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Afterwards.class);
    private static final int MOST = 200;
    private static final int LONGEST_END_SECONDS = 5;

    private final Commands commands;
    private final Semaphore slots = new Semaphore(MOST);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Afterwards(Commands commands) {
        this.commands = commands;
    }

    /** @param command finds out what is to be done; a refusal is an outcome that nobody is told */
    void send(Supplier<Optional<? extends Command>> command, Caller caller) {
        if (!slots.tryAcquire()) throw new Busy();
        threads.execute(RequestContext.carried(() -> {
            try {
                command.get().ifPresent(found -> commands.send(found, caller));
            } catch (Rejected e) {
                LOG.debug("Refused afterwards: {}", e.code());
            } catch (RuntimeException e) {
                LOG.warn(
                        "What was asked for could not be done ({})",
                        e.getClass().getSimpleName());
            } finally {
                slots.release();
            }
        }));
    }

    /** What was promised is done before the node ends. */
    @Override
    public void destroy() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) threads.shutdownNow();
    }
}
