package io.desifans.identity.command;

import io.desifans.identity.command.UserSearch.Found;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where an admin looks users up, and where anybody asks what they may do. */
@RestController
@RequestMapping("/api/auth/admin")
final class UserDirectory {

    /** What an admin may do, and nobody else. */
    private static final Map<String, Set<String>> STATEMENTS = Map.of(
            "user",
            Set.of(
                    "create",
                    "list",
                    "set-role",
                    "ban",
                    "impersonate",
                    "delete",
                    "set-password",
                    "set-email",
                    "get",
                    "update"),
            "session",
            Set.of("list", "revoke", "delete"));

    private final IdentityRows rows;
    private final UserSearch search;

    UserDirectory(IdentityRows rows, UserSearch search) {
        this.rows = rows;
        this.search = search;
    }

    @GetMapping("/get-user")
    UserJson getUser(@RequestParam String id, Caller caller) {
        AdminRight.GET_USER.of(caller);
        return rows.user(id).orElseThrow(() -> Rejected.notFound("USER_NOT_FOUND", "User not found"));
    }

    /** @param total of all that fit, beyond this page too */
    record Users(List<UserJson> users, long total, int limit, int offset) {}

    @GetMapping("/list-users")
    Users listUsers(
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "createdAt") String sortBy,
            @RequestParam(defaultValue = "asc") String sortDirection,
            @RequestParam(required = false) @Nullable String searchValue,
            @RequestParam(defaultValue = "email") String searchField,
            @RequestParam(defaultValue = "contains") String searchOperator,
            @RequestParam(required = false) @Nullable String filterField,
            @RequestParam(required = false) @Nullable String filterValue,
            @RequestParam(defaultValue = "eq") String filterOperator,
            Caller caller) {
        AdminRight.LIST_USERS.of(caller);
        UserQuery query = UserQuery.page(limit, offset)
                .sorted(sortBy, sortDirection)
                .search(searchField, searchOperator, searchValue)
                .filter(filterField, filterOperator, filterValue);
        Found found = search.find(query);
        return new Users(found.users(), found.total(), query.limit(), query.offset());
    }

    record Permission(@Nullable String error, boolean success) {}

    /** Of the session's own user, whatever else is named. */
    @PostMapping("/has-permission")
    Permission hasPermission(@RequestBody Map<String, Object> body, Caller caller) {
        caller.id();
        Object asked = body.get("permissions") == null ? body.get("permission") : body.get("permissions");
        if (!(asked instanceof Map<?, ?> permissions) || permissions.isEmpty())
            throw Rejected.invalid("permissions", "permissions must be an object that names actions per resource");
        boolean known = permissions.entrySet().stream().allMatch(each -> isKnown(each.getKey(), each.getValue()));
        return new Permission(null, caller.isAdmin() && known);
    }

    private static boolean isKnown(Object resource, @Nullable Object actions) {
        if (!(actions instanceof List<?> list))
            throw Rejected.invalid("permissions", "permissions." + resource + " must be a list of actions");
        return STATEMENTS.getOrDefault(String.valueOf(resource), Set.of()).containsAll(list);
    }
}
