package io.desifans.process;

import io.desifans.web.NotYetVisible;
import io.desifans.web.ReadModelPosition;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Keeps what is done for very many from holding up everybody else: whoever reads what they have just written waits for the
 * one ordered read model, and so behind the rows of all others.
 */
@Component
final class BackPressure {

    /** So often the time that a part takes is left to others. */
    private static final int REST = 2;

    /** What is done for fewer holds up nobody. */
    private static final int MANY = 100;

    private final ReadModelPosition readModel;

    BackPressure(ReadModelPosition readModel) {
        this.readModel = readModel;
    }

    /**
     * Does one part of the work, one at a time on this node, and answers once it can be seen and others have had their time.
     *
     * @param persons for how many it is done; if they are few, it is just done
     * @throws NotYetVisible if the read model does not come up: the part is done nevertheless
     */
    <T> T inTurn(int persons, Supplier<T> part) {
        return persons < MANY ? part.get() : inTurn(part);
    }

    private synchronized <T> T inTurn(Supplier<T> part) {
        long begin = System.nanoTime();
        T done = part.get();
        readModel.awaitLatest();
        LockSupport.parkNanos(REST * (System.nanoTime() - begin));
        return done;
    }
}
