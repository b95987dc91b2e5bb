package io.desifans.billing.command;

import io.desifans.eventstore.SettingRefused;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings of payouts. */
@Configuration(proxyBeanMethods = false)
class PayoutConfiguration {

    @Bean
    PayoutRules payoutRules(
            @Value("${desifans.payouts.threshold-paise:100000}") String threshold,
            @Value("${desifans.payouts.hold-days:7}") String holdDays,
            @Value("${desifans.payouts.bank-change-block-hours:24}") String blockHours,
            @Value("${desifans.payouts.verified-required:true}") String verifiedRequired,
            PayoutBank bank) {
        return new PayoutRules(
                number("threshold-paise", threshold, 1, Integer.MAX_VALUE),
                Duration.ofDays(number("hold-days", holdDays, 0, 3650)),
                Duration.ofHours(number("bank-change-block-hours", blockHours, 0, 8760)),
                yesOrNo("verified-required", verifiedRequired),
                bank.isSetUp());
    }

    private static long number(String setting, String value, long min, long max) {
        try {
            long number = Long.parseLong(value.strip());
            if (number >= min && number <= max) return number;
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new SettingRefused(
                "The setting desifans.payouts." + setting + " must be a whole number from " + min + " to " + max + ".");
    }

    private static boolean yesOrNo(String setting, String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new SettingRefused("The setting desifans.payouts." + setting + " must be true or false.");
        };
    }
}
