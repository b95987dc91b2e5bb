package io.desifans.identity.query;

import io.desifans.web.Rejected;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far imports of users have come, whichever node they run on. */
@RestController
class ImportQueries {

    private final DSLContext database;
    private final JsonMapper json;

    ImportQueries(DSLContext database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** As it was told last, not longer than a second ago while it runs. */
    @GetMapping("/api/v1/admin/users/import/{importId}")
    JsonNode look(@PathVariable UUID importId) {
        return database.resultQuery("select told::text from event_store.import_run where id = {0}", DSL.val(importId))
                .fetchOptional(0, String.class)
                .map(json::readTree)
                .orElseThrow(() -> Rejected.notFound("import"));
    }
}
