package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.command.RunOnOneNode;
import io.desifans.eventstore.SettingRefused;
import io.desifans.web.Rate;
import io.desifans.web.RateLimits;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How much work sign-ins may make at once, how often they may fail, and what the settings say of sign-ups. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(10);

    @Bean
    Passwords passwords(MeterRegistry meters) {
        return new Passwords(2 * Runtime.getRuntime().availableProcessors(), PATIENCE, meters);
    }

    @Bean
    SignInAttempts signInAttempts(
            RateLimits limits,
            @Value("${desifans.rate-limits.failed-sign-ins:10/15m}") String most,
            @Value("${desifans.rate-limits.delay:2s}") Duration delay) {
        return new SignInAttempts(limits, Rate.setting("desifans.rate-limits.failed-sign-ins", most), delay);
    }

    @Bean
    IdentityRules identityRules(
            @Value("${spring.mail.host:}") String mailHost,
            @Value("${desifans.sign-up.enabled:true}") String signUp,
            @Value("${desifans.sign-up.signs-in:true}") String signInAtSignUp,
            @Value("${desifans.sign-up.verified-only:false}") String verifiedOnly,
            @Value("${desifans.verify-email.signs-in:false}") String signInAtVerification) {
        IdentityRules rules = new IdentityRules(
                !mailHost.isBlank(),
                yesOrNo("sign-up.enabled", signUp),
                yesOrNo("sign-up.signs-in", signInAtSignUp),
                yesOrNo("sign-up.verified-only", verifiedOnly),
                yesOrNo("verify-email.signs-in", signInAtVerification));
        if (rules.verifiedOnly() && !rules.mail())
            throw new SettingRefused("The setting desifans.sign-up.verified-only needs spring.mail.host: nobody could"
                    + " show that an address is theirs.");
        return rules;
    }

    @Bean
    DeletionRules deletionRules(
            IdentityRules rules,
            @Value("${desifans.delete-user.enabled:true}") String allowed,
            @Value("${desifans.delete-user.by-mail:false}") String byMail) {
        DeletionRules deletion =
                new DeletionRules(yesOrNo("delete-user.enabled", allowed), yesOrNo("delete-user.by-mail", byMail));
        if (deletion.byMail() && !rules.mail())
            throw new SettingRefused("The setting desifans.delete-user.by-mail needs spring.mail.host: nobody could"
                    + " delete their account.");
        return deletion;
    }

    @Bean
    RunOnOneNode verificationExpiry(IdentityRows rows, Commands commands, Clock clock, DataSource database) {
        return new RunOnOneNode(
                "verification-expiry", () -> new VerificationExpiry(rows, commands, clock, BETWEEN_SWEEPS), database);
    }

    private static boolean yesOrNo(String setting, String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new SettingRefused("The setting desifans." + setting + " must be true or false.");
        };
    }
}
