package io.desifans.process;

import io.desifans.Event;
import io.desifans.command.Command;
import io.desifans.eventstore.SettingRefused;
import io.desifans.services.ServiceOrderEvent.OrderActivated;
import io.desifans.services.ServiceOrderEvent.OrderCancelled;
import io.desifans.services.ServiceOrderEvent.OrderPaid;
import io.desifans.services.command.ServiceOrderCommand.ExpireOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Ends a paid order that its creator does not activate. */
@Component
final class OrderExpiry extends Timer {

    private final Duration patience;

    OrderExpiry(@Value("${desifans.order-activation-days:7}") String days) {
        super("order-expiry");
        this.patience = Duration.ofDays(days(days.strip()));
    }

    @Override
    protected Optional<Setting> after(Event event, Instant at) {
        return Optional.ofNullable(
                switch (event) {
                    case OrderPaid e -> new Setting(e.orderId().toString(), at.plus(patience));
                    case OrderActivated e -> new Setting(e.orderId().toString(), null);
                    case OrderCancelled e -> new Setting(e.orderId().toString(), null);
                    default -> null;
                });
    }

    @Override
    protected List<Command> due(String id, Instant at) {
        return List.of(new ExpireOrder(UUID.fromString(id)));
    }

    private static long days(String setting) {
        if (setting.matches("[1-9][0-9]{0,2}")) return Long.parseLong(setting);
        throw new SettingRefused("The setting desifans.order-activation-days must be a whole number from 1 to 999.");
    }
}
