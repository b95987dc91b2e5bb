package io.desifans.identity.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desifans.command.Command;
import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.identity.VerificationPurpose;
import io.desifans.identity.command.EmailCommand.ChangeEmail;
import io.desifans.identity.command.EmailCommand.ConfirmEmailChange;
import io.desifans.identity.command.EmailCommand.NewVerification;
import io.desifans.identity.command.EmailCommand.VerifyEmail;
import io.desifans.identity.command.EmailTokens.Content;
import io.desifans.identity.command.IdentityRows.Credential;
import io.desifans.identity.command.UserCommand.StartSession;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import io.desifans.web.SessionToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the links lead that verify or change an address. Who follows one need not be signed in. */
@RestController
final class VerifyEmailEndpoint {

    private final Commands commands;
    private final ReadModelPosition readModel;
    private final SessionHandout sessions;
    private final IdentityRules rules;
    private final IdentityRows rows;
    private final CallbackUrls callbackUrls;
    private final EmailTokens tokens;
    private final Clock clock;

    VerifyEmailEndpoint(
            Commands commands,
            ReadModelPosition readModel,
            SessionHandout sessions,
            IdentityRules rules,
            IdentityRows rows,
            CallbackUrls callbackUrls,
            EmailTokens tokens,
            Clock clock) {
        this.commands = commands;
        this.readModel = readModel;
        this.sessions = sessions;
        this.rules = rules;
        this.rows = rows;
        this.callbackUrls = callbackUrls;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @param user who has another address now; null otherwise */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record VerifiedEmail(boolean status, @Nullable UserJson user) {}

    @GetMapping("/api/auth/verify-email")
    ResponseEntity<VerifiedEmail> verify(
            @RequestParam(required = false) @Nullable String token,
            @RequestParam(required = false) @Nullable String callbackURL,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        callbackUrls.requireTrusted(callbackURL);
        if (token == null) throw Rejected.invalid("token", "token is required");
        try {
            UserJson changed = follow(token, callbackURL, caller, request, response);
            if (callbackURL != null) return CallbackUrls.redirect(callbackURL);
            return ResponseEntity.ok(new VerifiedEmail(true, changed));
        } catch (Rejected e) {
            if (callbackURL != null) return CallbackUrls.redirect(CallbackUrls.with(callbackURL, "error", e.code()));
            throw e;
        }
    }

    private @Nullable UserJson follow(
            String token,
            @Nullable String callbackUrl,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        Content content = tokens.read(token, clock.instant());
        UserJson user = rows.userByEmail(content.email()).orElseThrow(VerifyEmailEndpoint::unknown);
        if (content.updateTo() != null) return change(token, content, user, callbackUrl, caller);
        if (content.requestType() != null) throw EmailTokens.invalid();
        if (!user.emailVerified()) verify(user, request, response);
        return null;
    }

    private void verify(UserJson user, HttpServletRequest request, HttpServletResponse response) {
        Caller holder = holder(user);
        try {
            readModel.await(commands.send(new VerifyEmail(user.id(), user.email()), holder), SessionHandout.PATIENCE);
        } catch (Rejected e) {
            throw unknown();
        }
        String hash = rules.signInAtVerification()
                ? rows.credentialOf(user.id()).map(Credential::passwordHash).orElse(null)
                : null;
        if (hash != null)
            sessions.start(true, session -> new StartSession(user.id(), hash, session), holder, request, response);
    }

    private @Nullable UserJson change(
            String token, Content content, UserJson user, @Nullable String callbackUrl, Caller caller) {
        if (caller.userId() != null && !caller.is(user.id()))
            throw Rejected.unauthenticated("INVALID_USER", "Invalid user");
        caller.requireThemselves();
        String verificationId = rows.verification(SessionToken.hash(token))
                .filter(row -> row.identifier().equals(VerificationPurpose.VERIFY_NEW_EMAIL.identifier(user.id())))
                .orElseThrow(EmailTokens::invalid)
                .verificationId();
        Instant now = clock.instant();
        boolean last = VerificationPurpose.VERIFY_NEW_EMAIL.label().equals(content.requestType());
        Command step = last
                ? new ChangeEmail(user.id(), verificationId, now)
                : new ConfirmEmailChange(user.id(), verificationId, next(content, callbackUrl, now));
        try {
            readModel.await(commands.send(step, holder(user)), SessionHandout.PATIENCE);
        } catch (Rejected e) {
            throw e.status() == 422 ? e : EmailTokens.invalid();
        }
        return last ? rows.user(user.id()).orElseThrow(VerifyEmailEndpoint::unknown) : null;
    }

    private NewVerification next(Content content, @Nullable String callbackUrl, Instant now) {
        if (content.updateTo() == null
                || !VerificationPurpose.CONFIRM_EMAIL_CHANGE.label().equals(content.requestType()))
            throw EmailTokens.invalid();
        VerificationPurpose step = VerificationPurpose.VERIFY_NEW_EMAIL;
        String token = tokens.change(step, content.email(), content.updateTo(), now);
        return new NewVerification(NewId.next(), step, SessionToken.hash(token), now, callbackUrl);
    }

    /** Who has the token has read the user's mail. */
    private static Caller holder(UserJson user) {
        return new Caller(user.id(), null, Set.of());
    }

    private static Rejected unknown() {
        return Rejected.unauthenticated("USER_NOT_FOUND", "User not found");
    }
}
