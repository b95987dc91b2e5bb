package io.desifans.identity.command;

import io.desifans.command.Command;
import io.desifans.command.Commands;
import io.desifans.eventstore.OnOneNode;
import io.desifans.identity.command.EmailCommand.ExpireVerifications;
import io.desifans.identity.command.OauthState.OauthStateCommand.ExpireOauthState;
import io.desifans.web.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears away the tokens that nobody has used in their time, while this node is the one that does. */
final class VerificationExpiry implements OnOneNode.Run {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationExpiry.class);
    private static final String PROCESS = "verification-expiry";

    private final IdentityRows rows;
    private final Commands commands;
    private final Clock clock;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    VerificationExpiry(IdentityRows rows, Commands commands, Clock clock, Duration pause) {
        this.rows = rows;
        this.commands = commands;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name(PROCESS).daemon(true).start(() -> run(pause));
    }

    @Override
    public void release() {
        end.countDown();
    }

    @Override
    public void close() {
        release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Duration pause) {
        try {
            do {
                try {
                    expire();
                } catch (RuntimeException e) {
                    LOG.warn(
                            "What has expired is left for later ({})",
                            e.getClass().getSimpleName());
                }
            } while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void expire() {
        Instant now = clock.instant();
        for (String userId : rows.usersWithExpired(now)) {
            if (end.getCount() == 0) return;
            expire(new ExpireVerifications(userId, now));
        }
        for (String valueHash : rows.expiredStates(now)) {
            if (end.getCount() == 0) return;
            expire(new ExpireOauthState(OauthState.idOf(valueHash), now));
        }
    }

    private void expire(Command command) {
        try {
            commands.sendAsSystem(PROCESS, command);
        } catch (Rejected e) {
            LOG.debug("Gone meanwhile");
        }
    }
}
