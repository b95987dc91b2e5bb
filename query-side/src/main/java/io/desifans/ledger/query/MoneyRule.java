package io.desifans.ledger.query;

import java.util.List;
import java.util.stream.Stream;

/**
 * What must hold of the money at any time.
 *
 * @param id the number that the money rules give it, with a letter where one number holds several
 * @param text what holds
 * @param sql gives, in one column, each thing that breaks it. It sees the tables, {@code event_store}, {@code ledger} and a
 *     row {@code settled}: what was touched at its {@code time} or later is not judged, for what follows from it may still be
 *     under way; {@code utc} is the same without a zone
 */
record MoneyRule(String id, String text, String sql) {

    static List<MoneyRule> all() {
        return Stream.of(TableRules.ALL, LogRules.ALL, LedgerRules.ALL)
                .flatMap(List::stream)
                .toList();
    }
}
