package io.desifans.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Where a page begins: the sort key of the last row before it, in a text that is opaque to clients. It grants nothing. */
public final class Cursor {

    public static final String PARAMETER = "cursor";

    private static final int LONGEST = 1000;

    private final List<String> key;

    private Cursor(List<String> key) {
        this.key = key;
    }

    /** The text for the row with this sort key: instants, ids, whole numbers, texts. */
    public static String encode(Object... key) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            for (Object part : key) out.writeUTF(part.toString());
            out.writeInt(checksum(bytes.toByteArray()));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the parameter {@code cursor}: nothing if it is absent; 400 if it is not one that {@link #encode} wrote for as
     * many parts.
     */
    public static @Nullable Cursor decode(@Nullable String text, int parts) {
        if (text == null) return null;
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            String[] key = new String[parts];
            for (int i = 0; i < parts; i++) key[i] = in.readUTF();
            if (!Arrays.stream(key).allMatch(StorableText::isStorable)) throw refused();
            boolean intact = text.length() <= LONGEST
                    && in.readInt() == checksum(Arrays.copyOf(bytes, bytes.length - Integer.BYTES))
                    && in.available() == 0
                    && encode((Object[]) key).equals(text);
            if (!intact) throw refused();
            return new Cursor(List.of(key));
        } catch (IllegalArgumentException | IOException e) {
            throw refused();
        }
    }

    public String text(int part) {
        return key.get(part);
    }

    public Instant instant(int part) {
        try {
            return StrictText.INSTANT.convert(key.get(part));
        } catch (DateTimeException e) {
            throw refused();
        }
    }

    public UUID uuid(int part) {
        try {
            return UUID.fromString(key.get(part));
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    public long number(int part) {
        try {
            return Long.parseLong(key.get(part));
        } catch (NumberFormatException e) {
            throw refused();
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static Rejected refused() {
        return Rejected.invalid(PARAMETER, "is not a cursor of this list");
    }
}
