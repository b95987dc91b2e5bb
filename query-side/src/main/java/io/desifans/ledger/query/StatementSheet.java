package io.desifans.ledger.query;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A statement for spreadsheets (RFC 4180). */
final class StatementSheet {

    private StatementSheet() {}

    static String of(Statement statement) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("at", "kind", "reference", "title", "grossPaise", "feePaise", "netPaise", "balancePaise");
            csv.writeRecord(
                    statement.from().toString(),
                    "opening",
                    "",
                    "",
                    "",
                    "",
                    "",
                    Long.toString(statement.openingPaise()));
            for (Statement.Line line : statement.lines()) write(line, csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Statement.Line line, CsvWriter csv) {
        csv.writeRecord(
                line.at().toString(),
                line.kind().label(),
                line.reference().toString(),
                harmless(line.title()),
                Long.toString(line.grossPaise()),
                Long.toString(line.feePaise()),
                Long.toString(line.netPaise()),
                Long.toString(line.balancePaise()));
    }

    /** A spreadsheet would take a text that begins like a formula for one (OWASP, CSV injection). */
    private static String harmless(@Nullable String title) {
        if (title == null) return "";
        return title.matches("(?s)[=+\\-@\t\r].*") ? "'" + title : title;
    }
}
