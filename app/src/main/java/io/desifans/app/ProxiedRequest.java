package io.desifans.app;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request as the {@link StandInProxy} reads it and sends it on, with its whole body. */
record ProxiedRequest(String method, String target, List<String> headers, byte[] body, String client) {

    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_HEADERS = 200;
    private static final int LARGEST_BODY = 2 << 20;
    private static final Pattern START = Pattern.compile("([A-Z]+) (/\\S*) HTTP/1\\.[01]");
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection",
            "keep-alive",
            "transfer-encoding",
            "content-length",
            "expect",
            "upgrade",
            "http2-settings",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix");

    /** What came is no request, or too large. */
    static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1L;

        private Unreadable(String what) {
            super(what);
        }
    }

    /** Null if the client sends nothing. */
    static @Nullable ProxiedRequest read(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        String start = line(in);
        if (start.isEmpty()) return null;
        var parts = START.matcher(start);
        if (!parts.matches()) throw new Unreadable("the first line");
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.indexOf(':') < 1 || headers.size() == MOST_HEADERS) throw new Unreadable("a header");
            headers.add(line);
        }
        if ("100-continue".equalsIgnoreCase(value(headers, "expect")))
            client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        byte[] body = body(in, headers);
        return new ProxiedRequest(
                parts.group(1),
                parts.group(2),
                headers,
                body,
                client.getInetAddress().getHostAddress());
    }

    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    boolean isWrite() {
        return !isRead() && !method.equals("OPTIONS");
    }

    boolean isBelow(String root) {
        String path = target.split("\\?", 2)[0];
        return path.equals(root) || path.startsWith(root + "/");
    }

    /** As it goes to a node, on a connection of its own. */
    byte[] forNode() {
        StringBuilder head =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        for (String header : headers)
            if (!NOT_PASSED_ON.contains(name(header))) head.append(header).append("\r\n");
        head.append("X-Forwarded-For: ").append(client).append("\r\nX-Forwarded-Proto: http\r\n");
        if (body.length > 0 || isWrite())
            head.append("Content-Length: ").append(body.length).append("\r\n");
        head.append("Connection: close\r\n\r\n");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    private static byte[] body(InputStream in, List<String> headers) throws IOException {
        if (value(headers, "transfer-encoding") != null) return chunks(in);
        String length = value(headers, "content-length");
        return length == null ? new byte[0] : exactly(in, number(length, 10));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = number(line(in).split(";", 2)[0].strip(), 16);
            if (size == 0) break;
            body.writeBytes(exactly(in, size));
            if (body.size() > LARGEST_BODY || !line(in).isEmpty()) throw new Unreadable("a chunk");
        }
        while (!line(in).isEmpty()) {}
        return body.toByteArray();
    }

    private static int number(String text, int radix) throws Unreadable {
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0 && number <= LARGEST_BODY) return number;
        } catch (NumberFormatException e) {
            throw new Unreadable("a length");
        }
        throw new Unreadable("a length");
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) throw new Unreadable("the body");
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.length() == LONGEST_LINE) throw new Unreadable("a line");
            if (next != '\r') line.append((char) next);
        }
        return line.toString();
    }

    private static String name(String header) {
        return header.substring(0, header.indexOf(':')).strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String value(List<String> headers, String name) {
        for (String header : headers)
            if (name(header).equals(name))
                return header.substring(header.indexOf(':') + 1).strip();
        return null;
    }
}
