package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.eventstore.UuidV7;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Imports users out of the request's body, which is read as it comes, however long it is. */
@RestController
final class ImportEndpoint {

    private static final MediaType JSON_LINES = MediaType.parseMediaType("application/x-ndjson");
    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

    private final Imports imports;
    private final Commands commands;

    ImportEndpoint(Imports imports, Commands commands) {
        this.imports = imports;
        this.commands = commands;
    }

    @PostMapping("/api/v1/admin/users/import")
    ImportReport run(
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable UUID importId,
            HttpServletRequest request,
            Caller caller)
            throws IOException {
        UUID id = importId == null ? UuidV7.next() : importId;
        Imports.File file = new Imports.File(request.getInputStream(), isCsv(request.getContentType()));
        String reason = "import " + id;
        return imports.run(id, List.of(file), dryRun, command -> commands.send(command, caller, reason), report -> {});
    }

    private static boolean isCsv(@Nullable String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(String.valueOf(contentType));
            if (CSV.includes(type)) return true;
            if (JSON_LINES.includes(type)) return false;
        } catch (InvalidMediaTypeException e) {
            throw unknownForm();
        }
        throw unknownForm();
    }

    private static Rejected unknownForm() {
        return Rejected.invalid("Content-Type", "Content-Type must be application/x-ndjson or text/csv.");
    }
}
