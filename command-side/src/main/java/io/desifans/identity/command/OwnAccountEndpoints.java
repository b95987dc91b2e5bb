package io.desifans.identity.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desifans.command.Commands;
import io.desifans.identity.command.AccountCommand.UnlinkAccount;
import io.desifans.identity.command.AccountCommand.UpdateAccountTokens;
import io.desifans.identity.command.AccountRows.OwnAccount;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What users do with their own accounts at providers. */
@RestController
@RequestMapping("/api/auth")
final class OwnAccountEndpoints {

    /** A token is replaced when it is good for less. */
    private static final Duration NEARLY_OVER = Duration.ofSeconds(5);

    private final Commands commands;
    private final AccountRows accounts;
    private final OidcProviders providers;
    private final ReadModelPosition readModel;
    private final Clock clock;

    OwnAccountEndpoints(
            Commands commands,
            AccountRows accounts,
            OidcProviders providers,
            ReadModelPosition readModel,
            Clock clock) {
        this.commands = commands;
        this.accounts = accounts;
        this.providers = providers;
        this.readModel = readModel;
        this.clock = clock;
    }

    @PostMapping("/unlink-account")
    Done unlink(@RequestBody Map<String, Object> body, Caller caller) {
        OwnAccount account = chosen(new Fields(body), caller);
        accounts.requireFresh(caller);
        UnlinkAccount unlink = new UnlinkAccount(caller.id(), account.rowId());
        readModel.await(commands.send(unlink, caller), SessionHandout.PATIENCE);
        return Done.DONE;
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record GoodTokens(
            @Nullable String accessToken,
            @Nullable String accessTokenExpiresAt,
            List<String> scopes,
            @Nullable String idToken) {}

    /** Another one if it is over or nearly so. */
    @PostMapping("/get-access-token")
    GoodTokens accessToken(@RequestBody Map<String, Object> body, Caller caller) {
        ProviderTokens tokens = good(chosen(new Fields(body), caller), caller);
        return new GoodTokens(
                tokens.accessToken(),
                date(tokens.accessTokenExpiresAt()),
                tokens.scope() == null ? List.of() : List.of(tokens.scope().split("[ ,]+")),
                tokens.idToken());
    }

    /** @param accountId of the user at the provider */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RefreshedTokens(
            @Nullable String accessToken,
            @Nullable String refreshToken,
            @Nullable String accessTokenExpiresAt,
            @Nullable String refreshTokenExpiresAt,
            @Nullable String scope,
            @Nullable String idToken,
            String providerId,
            String accountId) {}

    @PostMapping("/refresh-token")
    RefreshedTokens refreshToken(@RequestBody Map<String, Object> body, Caller caller) {
        OwnAccount account = chosen(new Fields(body), caller);
        ProviderTokens tokens = refreshed(account, caller, "FAILED_TO_REFRESH_ACCESS_TOKEN");
        return new RefreshedTokens(
                tokens.accessToken(),
                tokens.refreshToken(),
                date(tokens.accessTokenExpiresAt()),
                date(tokens.refreshTokenExpiresAt()),
                tokens.scope(),
                tokens.idToken(),
                account.providerId(),
                account.accountId());
    }

    /** As the provider knows the user. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ProviderUser(
            String id,
            String name,
            @Nullable String email,
            @Nullable String image,
            boolean emailVerified) {}

    /** @param accountId of the user at the provider */
    record NamedAccount(String id, String providerId, String accountId) {}

    /** @param data all that the provider tells */
    record AccountInfo(ProviderUser user, Map<String, Object> data, NamedAccount account) {}

    @GetMapping("/account-info")
    AccountInfo accountInfo(
            @RequestParam(required = false) @Nullable String accountId,
            @RequestParam(required = false) @Nullable String providerId,
            Caller caller) {
        caller.id();
        caller.requireThemselves();
        OwnAccount account = accounts.chosen(caller.id(), providerId, accountId);
        String token = good(account, caller).accessToken();
        if (token == null) throw Rejected.invalid("ACCESS_TOKEN_NOT_FOUND", "accountId", "Access token not found");
        try {
            Map<String, Object> told = provider(account).userInfo(token);
            ProviderProfile profile = ProviderProfile.of(told);
            return new AccountInfo(
                    new ProviderUser(
                            profile.accountId(),
                            profile.name(),
                            profile.email(),
                            profile.image(),
                            profile.emailVerified()),
                    told,
                    new NamedAccount(account.rowId(), account.providerId(), account.accountId()));
        } catch (ProviderFailure e) {
            throw Rejected.unauthenticated("FAILED_TO_GET_USER_INFO", "Failed to get user info");
        }
    }

    private OwnAccount chosen(Fields fields, Caller caller) {
        String userId = caller.id();
        caller.requireThemselves();
        return accounts.chosen(userId, fields.optionalText("providerId"), fields.optionalText("accountId"));
    }

    private ProviderTokens good(OwnAccount account, Caller caller) {
        ProviderTokens tokens = account.tokens();
        Instant end = tokens.accessTokenExpiresAt();
        boolean over = end != null && clock.instant().isAfter(end.minus(NEARLY_OVER));
        return over && tokens.refreshToken() != null
                ? refreshed(account, caller, "FAILED_TO_GET_ACCESS_TOKEN")
                : tokens;
    }

    private ProviderTokens refreshed(OwnAccount account, Caller caller, String failure) {
        String refreshToken = account.tokens().refreshToken();
        OidcProvider provider = provider(account);
        if (refreshToken == null) throw notSupported();
        try {
            ProviderTokens tokens = provider.refresh(refreshToken);
            UpdateAccountTokens update = new UpdateAccountTokens(caller.id(), account.rowId(), tokens);
            readModel.await(commands.send(update, caller), SessionHandout.PATIENCE);
            return accounts.chosen(caller.id(), account.providerId(), account.rowId())
                    .tokens();
        } catch (ProviderFailure e) {
            throw Rejected.invalid(failure, "accountId", "The provider gave no other token");
        }
    }

    private OidcProvider provider(OwnAccount account) {
        return providers.named(account.providerId()).orElseThrow(OwnAccountEndpoints::notSupported);
    }

    private static Rejected notSupported() {
        return Rejected.invalid(
                "TOKEN_REFRESH_NOT_SUPPORTED",
                "accountId",
                "There is no token for this account that could be refreshed");
    }

    private static @Nullable String date(@Nullable Instant at) {
        return at == null ? null : IdentityRows.date(at);
    }
}
