package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.desifans.eventstore.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.HealthIndicator;
import tools.jackson.databind.json.JsonMapper;

/** What operators are told, as the page about it says. */
class ObservabilityTest extends EndToEndTest {

    private static final Path PAGE = Path.of("../docs/observability.md");
    private static final Path DASHBOARD = Path.of("../deploy/grafana-dashboard.json");
    private static final Pattern DASHBOARD_METRIC =
            Pattern.compile("\\b(?:desifans|http_server|cache|jvm|hikaricp)_\\w+");

    /** Counts that are of use beside others only. */
    private static final Set<String> NOT_DRAWN =
            Set.of("desifans_log_head", "desifans_timers_total", "desifans_timers_waiting");

    @Autowired
    Map<String, HealthIndicator> parts;

    @Autowired
    EventLog log;

    @Test
    void the_page_lists_every_metric_of_ours_and_each_of_them_is_told() throws IOException {
        Api admin = admin();
        anonymous().signUp("Asha").onboarded("metrics-asha");
        Set<String> told = metrics(admin)
                .lines()
                .filter(line -> line.startsWith("# HELP desifans_"))
                .map(line -> line.split(" ")[2].replaceAll("_max$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named("^\\| `(desifans_\\w+)`")).isEqualTo(told);
    }

    @Test
    void the_page_lists_every_part_of_readiness() throws IOException {
        assertThat(named("^\\| `(\\w+)` \\|(?! `)").stream().filter(name -> !name.startsWith("desifans_")))
                .contains("db", "readinessState")
                .containsAll(parts.keySet().stream()
                        .filter(name -> name.endsWith("Health"))
                        .toList());
    }

    @Test
    void a_command_counts_by_its_type_and_by_what_came_of_it() {
        Api creator = anonymous().signUp("Meera").onboarded("metrics-meera");
        creator.put("/api/v1/creators/" + creator.userId() + "/follow", Map.of())
                .expect(409);
        assertThat(metrics(admin()))
                .contains("outcome=\"refused\",type=\"StartFollowing\"")
                .contains("outcome=\"done\",type=\"CompleteOnboarding\"");
    }

    @Test
    void every_follower_is_named_and_comes_to_the_end_of_the_log() {
        Api admin = admin();
        anonymous().signUp("Noor");
        long head = log.lastVisible().seq();
        await().until(() -> metrics(admin)
                .lines()
                .anyMatch(line ->
                        line.startsWith("desifans_log_head ") && Double.parseDouble(line.split(" ")[1]) >= head));
        await().untilAsserted(() -> assertThat(metrics(admin))
                .contains("desifans_follower_lag_events{follower=\"read-models\"} 0.0")
                .contains("desifans_follower_lag_events{follower=\"webhooks\"} 0.0"));
    }

    @Test
    void the_dashboard_asks_for_nothing_that_is_not_told_and_for_all_of_ours_that_move() throws IOException {
        Api admin = admin();
        anonymous().signUp("Isha").onboarded("metrics-isha");
        Set<String> told = metrics(admin)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[ {]")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> asked = DASHBOARD_METRIC
                .matcher(String.join(
                        "\n",
                        JsonMapper.shared()
                                .readTree(Files.readString(DASHBOARD))
                                .findValuesAsString("expr")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).containsAll(asked);
        assertThat(named("^\\| `(desifans_\\w+)`"))
                .allSatisfy(name -> assertThat(
                                asked.stream().anyMatch(metric -> metric.startsWith(name)) || NOT_DRAWN.contains(name))
                        .as(name)
                        .isTrue());
    }

    private static String metrics(Api admin) {
        return admin.get("/actuator/prometheus").expect(200).response().body();
    }

    private static Set<String> named(String row) throws IOException {
        return Pattern.compile(row, Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
