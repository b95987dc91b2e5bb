package io.desifans.ledger.query;

import io.desifans.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The accounts of the ledger as events in memory make them. */
public final class LedgerBalances {

    private final Map<String, Long> paise = new TreeMap<>();
    private final Map<UUID, Map<Account, Long>> ofReferences = new HashMap<>();
    private boolean even = true;

    public void post(Event event) {
        Postings postings = Postings.of(
                event,
                (reference, account) ->
                        -ofReferences.getOrDefault(reference, Map.of()).getOrDefault(account, 0L));
        if (postings == null) return;
        even &= postings.lines().stream().mapToLong(Posting::paise).sum() == 0;
        for (Posting line : postings.lines()) {
            String name = line.creatorId() == null
                    ? line.account().label()
                    : line.account().label() + " " + line.creatorId();
            paise.merge(name, line.paise(), Math::addExact);
            ofReferences
                    .computeIfAbsent(postings.reference(), id -> new HashMap<>())
                    .merge(line.account(), line.paise(), Math::addExact);
        }
    }

    /** Whether the lines of each event summed to nothing. */
    public boolean isEven() {
        return even;
    }

    public long ofCreator(String creatorId) {
        return paise.getOrDefault(Account.CREATOR.label() + " " + creatorId, 0L);
    }

    public long inTransit() {
        return paise.getOrDefault(Account.IN_TRANSIT.label(), 0L);
    }

    /** What the gateway holds for us. */
    public long gateway() {
        return paise.getOrDefault(Account.GATEWAY.label(), 0L);
    }

    /** All accounts by name, those of creators with their id. */
    public Map<String, Long> all() {
        return paise;
    }
}
