package io.desifans.ledger.query;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A statement for people, to be printed. */
final class StatementPage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final String PAGE = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>Statement of %1$s</title><style>
            body { font: 14px/1.5 system-ui, sans-serif; color: #1b1b1f; max-width: 60em; margin: 2em auto; padding: 0 1em }
            h1 { font-size: 1.6em; margin: 0 } p { margin: .3em 0 1.5em; color: #55555f }
            table { border-collapse: collapse; width: 100%% } th, td { padding: .45em .6em; text-align: left }
            th { border-bottom: 2px solid #1b1b1f } td { border-bottom: 1px solid #ddd; vertical-align: top }
            .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
            .total td { font-weight: 600 } small { color: #77777f; display: block; overflow-wrap: anywhere }
            thead { display: table-header-group } tr { break-inside: avoid }
            @media print { body { margin: 0; max-width: none; font-size: 11px } @page { margin: 15mm } }
            </style></head><body>
            <h1>Statement of %1$s</h1><p>%2$s%3$s. Times are UTC, amounts are rupees.</p>
            <table><thead><tr><th>When</th><th>What</th><th class="n">Gross</th><th class="n">Fee</th><th class="n">Net</th>
            <th class="n">Balance</th></tr></thead><tbody>
            <tr class="total"><td>%4$s</td><td>Opening balance</td><td></td><td></td><td></td><td class="n">%5$s</td></tr>
            %6$s
            <tr class="total"><td></td><td>Closing balance</td><td></td><td class="n">%7$s</td><td></td><td class="n">%8$s</td></tr>
            </tbody></table>
            <p>Sales %9$s, refunds %10$s, disputes %11$s, corrections %12$s, paid out %13$s.</p></body></html>
            """;

    private StatementPage() {}

    static String of(Statement statement) {
        String who = statement.displayName() == null ? statement.creatorId() : statement.displayName();
        return PAGE.formatted(
                MONTH.format(statement.from()),
                HtmlUtils.htmlEscape(who),
                statement.closed() ? "" : ", not over yet",
                TIME.format(statement.from()),
                rupees(statement.openingPaise()),
                statement.lines().stream().map(StatementPage::row).collect(Collectors.joining("\n")),
                rupees(statement.totals().feesPaise()),
                rupees(statement.closingPaise()),
                rupees(statement.totals().salesPaise()),
                rupees(statement.totals().refundsPaise()),
                rupees(statement.totals().disputesPaise()),
                rupees(statement.totals().correctionsPaise()),
                rupees(statement.totals().payoutsPaise()));
    }

    private static String row(Statement.Line line) {
        String title = line.title() == null ? "" : ": " + HtmlUtils.htmlEscape(line.title());
        return "<tr><td>" + time(line.at()) + "</td><td>" + name(line.kind()) + title + "<small>" + line.reference()
                + "</small></td>" + cell(line.grossPaise()) + cell(line.feePaise()) + cell(line.netPaise())
                + cell(line.balancePaise()) + "</tr>";
    }

    private static String name(Statement.Kind kind) {
        return switch (kind) {
            case SALE -> "Sale";
            case REFUND -> "Refund";
            case DISPUTE -> "Dispute";
            case DISPUTE_REVERSED -> "Dispute reversed";
            case CORRECTION -> "Correction";
            case PAYOUT -> "Payout";
            case PAYOUT_RETURNED -> "Payout that came back";
        };
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static String cell(long paise) {
        return "<td class=\"n\">" + rupees(paise) + "</td>";
    }

    /** As India writes them: 2,14,74,836.47. */
    static String rupees(long paise) {
        String digits = Long.toString(Math.abs(paise / 100));
        int head = Math.max(0, digits.length() - 3);
        String grouped = digits.substring(0, head).replaceAll("(?<=\\d)(?=(\\d\\d)+$)", ",")
                + (head == 0 ? "" : ",")
                + digits.substring(head);
        return (paise < 0 ? "−" : "") + grouped + "." + "%02d".formatted(Math.abs(paise % 100));
    }
}
