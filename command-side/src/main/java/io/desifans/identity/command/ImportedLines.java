package io.desifans.identity.command;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.desifans.web.Rejected;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of a file, one at a time, however long it is: a JSON object a line, or CSV with a line of names first. */
final class ImportedLines {

    private static final int LONGEST_LINE = 256 * 1024;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private ImportedLines() {}

    /** Takes a row, or why there is none. */
    interface Taker {
        void take(long line, @Nullable ImportedRow row, @Nullable Rejected unreadable);
    }

    static void json(InputStream file, Taker taker) throws IOException {
        InputStream in = new BufferedInputStream(file);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long number = 1;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                if (line.size() <= LONGEST_LINE) line.write(next);
                continue;
            }
            jsonLine(number++, line, taker);
            line.reset();
        }
        jsonLine(number, line, taker);
    }

    private static void jsonLine(long number, ByteArrayOutputStream line, Taker taker) {
        ImportedRow row;
        try {
            if (line.size() > LONGEST_LINE) throw unreadable("LINE_TOO_LONG");
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            if (number == 1) text = withoutMark(List.of(text)).getFirst();
            if (text.isBlank()) return;
            Map<String, Object> values = JSON.readValue(text, OBJECT);
            if (values == null) throw unreadable("NO_JSON_OBJECT");
            row = new ImportedRow(values);
        } catch (CharacterCodingException e) {
            taker.take(number, null, unreadable("NOT_UTF_8"));
            return;
        } catch (JacksonException e) {
            taker.take(number, null, unreadable("NO_JSON_OBJECT"));
            return;
        } catch (Rejected e) {
            taker.take(number, null, e);
            return;
        }
        taker.take(number, row, null);
    }

    /** What cannot be told apart any more ends it: the rest is one refused line. */
    static void csv(InputStream file, Taker taker) throws IOException {
        long number = 1;
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .maxBufferSize(4 * LONGEST_LINE)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8.newDecoder()))) {
            List<String> names = null;
            for (CsvRecord record : records) {
                number = record.getStartingLineNumber();
                if (names == null) names = withoutMark(record.getFields());
                else csvLine(names, record, taker);
            }
        } catch (CsvParseException e) {
            taker.take(number + 1, null, unreadable("NO_CSV"));
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof CharacterCodingException)) throw e.getCause();
            taker.take(number + 1, null, unreadable("NOT_UTF_8"));
        }
    }

    /** Some programs mark a file as Unicode by an invisible character at its beginning. */
    private static List<String> withoutMark(List<String> names) {
        List<String> clean = new ArrayList<>(names);
        clean.set(0, names.getFirst().replace("\ufeff", ""));
        return clean;
    }

    private static void csvLine(List<String> names, CsvRecord record, Taker taker) {
        long number = record.getStartingLineNumber();
        if (record.getFieldCount() != names.size()) {
            taker.take(number, null, unreadable("OTHER_NUMBER_OF_FIELDS"));
            return;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) values.put(names.get(i), record.getField(i));
        taker.take(number, new ImportedRow(values), null);
    }

    private static Rejected unreadable(String code) {
        return Rejected.invalid(code, "line", "the line cannot be read");
    }
}
