package io.desifans.identity.command;

import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.identity.VerificationPurpose;
import io.desifans.identity.command.EmailCommand.NewVerification;
import io.desifans.identity.command.EmailCommand.RequestEmailChange;
import io.desifans.identity.command.EmailCommand.RequestEmailVerification;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import io.desifans.web.SessionToken;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asks for a mail by which an address is verified or changed. The answer tells nothing of who has which address. */
@RestController
@RequestMapping("/api/auth")
final class EmailEndpoints {

    private final Commands commands;
    private final Afterwards afterwards;
    private final IdentityRules rules;
    private final IdentityRows rows;
    private final CallbackUrls callbackUrls;
    private final EmailTokens tokens;
    private final Claims claims;
    private final Clock clock;

    EmailEndpoints(
            Commands commands,
            Afterwards afterwards,
            IdentityRules rules,
            IdentityRows rows,
            CallbackUrls callbackUrls,
            EmailTokens tokens,
            Claims claims,
            Clock clock) {
        this.commands = commands;
        this.afterwards = afterwards;
        this.rules = rules;
        this.rows = rows;
        this.callbackUrls = callbackUrls;
        this.tokens = tokens;
        this.claims = claims;
        this.clock = clock;
    }

    /** Without a session it is the same for every address. */
    @PostMapping("/send-verification-email")
    Done sendVerification(@RequestBody Map<String, Object> body, Caller caller) {
        rules.requireMail("VERIFICATION_EMAIL_NOT_ENABLED", "Verification email isn't enabled");
        Fields fields = new Fields(body);
        String email = EmailAddress.normal(fields.text("email"));
        String callbackUrl = callbackUrl(fields);
        if (caller.userId() == null)
            afterwards.send(
                    () -> rows.userByEmail(email).map(user -> new RequestEmailVerification(user.id(), callbackUrl)),
                    caller);
        else commands.send(new RequestEmailVerification(ownUnverified(caller.id(), email), callbackUrl), caller);
        return Done.DONE;
    }

    private String ownUnverified(String userId, String email) {
        UserJson user = user(userId);
        if (!user.email().equals(email)) throw Rejected.invalid("EMAIL_MISMATCH", "email", "Email mismatch");
        if (user.emailVerified())
            throw Rejected.invalid("EMAIL_ALREADY_VERIFIED", "email", "Email is already verified");
        return userId;
    }

    /** It is the same whether the new address is free or taken. */
    @PostMapping("/change-email")
    Done changeEmail(@RequestBody Map<String, Object> body, Caller caller) {
        String userId = caller.id();
        caller.requireThemselves();
        rules.requireMail("CHANGE_EMAIL_DISABLED", "Change email is disabled");
        Fields fields = new Fields(body);
        String newEmail = EmailAddress.normal(fields.text("newEmail"));
        String callbackUrl = callbackUrl(fields);
        UserJson user = user(userId);
        if (newEmail.equals(user.email())) throw Rejected.invalid("newEmail", "Email is the same");
        afterwards.send(() -> change(user, newEmail, callbackUrl), caller);
        return Done.DONE;
    }

    private Optional<RequestEmailChange> change(UserJson user, String newEmail, @Nullable String callbackUrl) {
        if (claims.holderOf(ClaimKind.EMAIL, newEmail).isPresent()) return Optional.empty();
        VerificationPurpose step = Mailbox.changePurpose(user.emailVerified());
        Instant now = clock.instant();
        String token = tokens.change(step, user.email(), newEmail, now);
        NewVerification verification =
                new NewVerification(NewId.next(), step, SessionToken.hash(token), now, callbackUrl);
        return Optional.of(new RequestEmailChange(user.id(), user.email(), newEmail, verification));
    }

    private UserJson user(String userId) {
        return rows.user(userId).orElseThrow(Rejected::unauthenticated);
    }

    private @Nullable String callbackUrl(Fields fields) {
        String callbackUrl = fields.optionalText("callbackURL");
        callbackUrls.requireTrusted(callbackUrl);
        return callbackUrl;
    }
}
