package io.desifans.app;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Runs a replay over HTTP. */
final class Replays {

    private Replays() {}

    /** Starts a replay and follows it to its end. */
    static JsonNode run(Api auditor) {
        String location =
                auditor.post("/api/v1/audit/rebuilds", Map.of()).expect(202).header("Location");
        String path = location.substring(location.indexOf("/api/"));
        JsonNode replay = auditor.get(path).expect(200).json();
        while (replay.get("state").asString().equals("RUNNING")) {
            LockSupport.parkNanos(5_000_000);
            replay = auditor.get(path).expect(200).json();
        }
        return replay;
    }
}
