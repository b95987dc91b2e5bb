package io.desifans.app;

import io.desifans.command.CommandSide;
import io.desifans.eventstore.SettingRefused;
import io.desifans.identity.command.ImportReport;
import io.desifans.identity.command.Imports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Imports users as one more node beside a running application, on its database, or by itself when none is running. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Imports users and accounts of a Better Auth server, with their passwords.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every line is here now", "1:at least one line was refused", "2:wrong usage"})
final class ImportUsersCommand implements Callable<Integer> {

    @Option(
            names = "--file",
            required = true,
            description = "JSON lines, or CSV if its name ends in .csv; users before their accounts. May be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--dry-run", description = "Only tells what would be done.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        for (Path file : files)
            if (!Files.isReadable(file)) throw new SettingRefused("The file " + file + " cannot be read.");
        if (Database.isConfigured()) return run(Map.of());
        DataFolder folder = DataFolder.configured();
        Optional<String> running = EmbeddedDatabase.urlOfRunning(folder);
        if (running.isPresent()) return run(settings(running.get(), folder));
        DataFolder held = DataFolder.locked();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(held)) {
            return run(settings(database.url(), held));
        }
    }

    private static Map<String, Object> settings(String url, DataFolder folder) {
        Map<String, Object> settings = new HashMap<>(folder.secrets());
        settings.put("spring.datasource.url", Database.ofReadModel(url));
        return settings;
    }

    private int run(Map<String, Object> settings) throws IOException {
        Map<String, Object> node = new HashMap<>(settings);
        node.put("spring.main.banner-mode", "off");
        node.put("spring.main.log-startup-info", "false");
        node.put("spring.datasource.hikari.maximum-pool-size", 6);
        node.put("server.address", "127.0.0.1");
        node.put("desifans.drain", "0s");
        var starting = new SpringApplicationBuilder(CommandSide.class).properties(node);
        try (var context = starting.run("--server.port=0")) {
            return print(run(context.getBean(Imports.class)));
        }
    }

    private ImportReport run(Imports imports) throws IOException {
        List<Imports.File> opened = new ArrayList<>();
        try {
            for (Path file : files) opened.add(new Imports.File(Files.newInputStream(file), isCsv(file)));
            return imports.run(opened, dryRun, report -> System.out.println(summary(report)));
        } finally {
            for (Imports.File file : opened) close(file.content());
        }
    }

    private static boolean isCsv(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    private static void close(InputStream file) throws IOException {
        file.close();
    }

    private static String summary(ImportReport report) {
        return String.format(
                Locale.ROOT,
                "%d lines: users %d new, %d unchanged; accounts %d new, %d unchanged; %d ignored; %d refused",
                report.lines(),
                report.users().imported(),
                report.users().unchanged(),
                report.accounts().imported(),
                report.accounts().unchanged(),
                report.ignored(),
                report.refusedLines());
    }

    private static int print(ImportReport report) {
        for (ImportReport.RefusedLine line : report.refused())
            System.out.printf(
                    "line %d: %s%s%n",
                    line.line(), line.reason(), line.column() == null ? "" : " (" + line.column() + ")");
        if (report.dryRun()) System.out.println("Nothing was stored: this was a dry run.");
        return report.refusedLines() == 0 ? 0 : 1;
    }
}
