package io.desifans.identity.command;

import io.desifans.Event;
import io.desifans.identity.UserEvent.EmailVerificationRequested;
import io.desifans.identity.UserEvent.VerificationIssued;
import io.desifans.identity.VerificationPurpose;
import io.desifans.web.TrustedOrigins;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Writes the mail that an event asks for. */
@Component
final class Letters {

    private static final TemplateEngine HTML = engine(TemplateMode.HTML);
    private static final TemplateEngine TEXT = engine(TemplateMode.TEXT);

    private final EmailTokens emailTokens;
    private final MailedTokens tokens;
    private final String base;

    Letters(EmailTokens emailTokens, MailedTokens tokens, TrustedOrigins origins) {
        this.emailTokens = emailTokens;
        this.tokens = tokens;
        this.base = origins.base() + "/api/auth";
    }

    /** None if the person is erased, or its link would not work any more. */
    Optional<Letter> of(Event event, Instant now) {
        return switch (event) {
            case EmailVerificationRequested e ->
                Optional.ofNullable(e.email()).map(email -> verification(email, e.callbackUrl(), now));
            case VerificationIssued e ->
                Optional.ofNullable(e.email())
                        .filter(email -> now.isBefore(e.expiresAt()))
                        .flatMap(email -> tokens.of(e).map(token -> letter(e, email, token)));
            default -> Optional.empty();
        };
    }

    private Letter verification(String email, @Nullable String callbackUrl, Instant now) {
        return written(
                email,
                Wording.VERIFY_EMAIL,
                null,
                "/verify-email?token=" + emailTokens.verification(email, now) + "&callbackURL=" + orHome(callbackUrl));
    }

    private Letter letter(VerificationIssued e, String email, String token) {
        String callback = e.purpose() == VerificationPurpose.RESET_PASSWORD
                ? encoded(Objects.requireNonNullElse(e.callbackUrl(), ""))
                : orHome(e.callbackUrl());
        return switch (e.purpose()) {
            case RESET_PASSWORD ->
                written(email, Wording.RESET_PASSWORD, null, "/reset-password/" + token + "?callbackURL=" + callback);
            case CONFIRM_EMAIL_CHANGE ->
                written(email, Wording.CONFIRM_CHANGE, e.newEmail(), verifyEmail(token, callback));
            case VERIFY_NEW_EMAIL ->
                written(
                        Objects.requireNonNull(e.newEmail()),
                        Wording.VERIFY_NEW_EMAIL,
                        null,
                        verifyEmail(token, callback));
            case DELETE_ACCOUNT ->
                written(
                        email,
                        Wording.DELETE_ACCOUNT,
                        null,
                        "/delete-user/callback?token=" + token + "&callbackURL=" + callback);
        };
    }

    private static String verifyEmail(String token, String callback) {
        return "/verify-email?token=" + token + "&callbackURL=" + callback;
    }

    private Letter written(String to, Wording wording, @Nullable String detail, String link) {
        Context context = new Context(
                Locale.ENGLISH,
                Map.of(
                        "subject", wording.subject,
                        "sentence", wording.sentence,
                        "detail", Objects.requireNonNullElse(detail, ""),
                        "action", wording.action,
                        "life", wording.life,
                        "link", base + link));
        return new Letter(to, wording.subject, TEXT.process("mail.txt", context), HTML.process("mail.html", context));
    }

    private static String orHome(@Nullable String callbackUrl) {
        return encoded(Objects.requireNonNullElse(callbackUrl, "/"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static TemplateEngine engine(TemplateMode mode) {
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver(Letters.class.getClassLoader());
        templates.setPrefix("mails/");
        templates.setTemplateMode(mode);
        templates.setCharacterEncoding(StandardCharsets.UTF_8.name());
        TemplateEngine engine = new TemplateEngine();
        engine.setTemplateResolver(templates);
        return engine;
    }

    private enum Wording {
        VERIFY_EMAIL(
                "Verify your e-mail address",
                "Please show that this address is yours.",
                "Verify the address",
                "an hour"),
        RESET_PASSWORD(
                "Choose a new password",
                "Somebody, you we hope, asked for a new password.",
                "Choose a password",
                "an hour"),
        CONFIRM_CHANGE(
                "Your e-mail address is about to change",
                "Your account is to have another address. If you want that, agree to:",
                "Agree to the new address",
                "an hour"),
        VERIFY_NEW_EMAIL(
                "Verify your new e-mail address",
                "This address is to take the place of the one that your account has now.",
                "Use this address",
                "an hour"),
        DELETE_ACCOUNT(
                "Your account is about to be deleted",
                "With your account goes everything that is in it, for good.",
                "Delete the account",
                "a day");

        private final String subject;
        private final String sentence;
        private final String action;
        private final String life;

        Wording(String subject, String sentence, String action, String life) {
            this.subject = subject;
            this.sentence = sentence;
            this.action = action;
            this.life = life;
        }
    }
}
