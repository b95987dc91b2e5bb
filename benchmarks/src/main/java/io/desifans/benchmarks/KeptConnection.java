package io.desifans.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection to the application. It sends requests as bytes that were made before and reads no more of the
 * answers than where they end: on the cores of the application itself, a client library would be measured with it.
 */
final class KeptConnection implements AutoCloseable {

    private final URI application;
    private final byte[] buffer = new byte[1 << 18];
    private @Nullable Socket socket;
    private int from;
    private int to;

    KeptConnection(URI application) {
        this.application = application;
    }

    /** @param token of the session in which it is asked; empty for none */
    static byte[] get(String path, String token, String... headers) {
        return request("GET", path, token, "", headers);
    }

    /** @param body JSON, or empty */
    static byte[] request(String method, String path, String token, String body, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        if (!token.isEmpty())
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        for (String header : headers) head.append(header).append("\r\n");
        byte[] sent = body.getBytes(StandardCharsets.UTF_8);
        if (!method.equals("GET"))
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(sent.length)
                    .append("\r\n");
        return (head + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    /** @param head the lines before the body */
    record Answer(int status, String head, byte[] body) {

        /** @return null if the answer has no such line */
        @Nullable
        String header(String name) {
            String wanted = name.toLowerCase(Locale.ROOT) + ": ";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(wanted))
                    .map(line -> line.substring(wanted.length()))
                    .findFirst()
                    .orElse(null);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** @throws IllegalStateException if it is neither a success nor what was known before */
        Answer orFail() {
            if (status / 100 != 2 && status != 304) throw new IllegalStateException(status + ": " + text());
            return this;
        }
    }

    /** @throws IllegalStateException if it is not answered with success */
    Answer ask(byte[] request) {
        return answer(request).orFail();
    }

    /** Whatever it is answered with. */
    Answer answer(byte[] request) {
        try {
            Socket open = socket == null ? connected() : socket;
            OutputStream out = open.getOutputStream();
            out.write(request);
            String head = head();
            int status = Integer.parseInt(head, 9, 12, 10);
            Answer answer = new Answer(status, head, body(head, status));
            if (head.contains("\r\nConnection: close")) close();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket connected() throws IOException {
        Socket open = new Socket(application.getHost(), application.getPort());
        open.setTcpNoDelay(true);
        socket = open;
        from = 0;
        to = 0;
        return open;
    }

    private String head() throws IOException {
        for (int at = from; ; at++) {
            while (at + 3 >= to) at -= read();
            if (buffer[at] == '\r' && buffer[at + 1] == '\n' && buffer[at + 2] == '\r' && buffer[at + 3] == '\n') {
                String head = new String(buffer, from, at + 2 - from, StandardCharsets.ISO_8859_1);
                from = at + 4;
                return head;
            }
        }
    }

    private byte[] body(String head, int status) throws IOException {
        int length = head.indexOf("\r\nContent-Length: ");
        if (length >= 0) {
            int digits = length + 18;
            return bytes(Integer.parseInt(head, digits, head.indexOf('\r', digits), 10));
        }
        if (status == 204 || status == 304) return new byte[0];
        byte[] all = new byte[0];
        while (true) {
            int size = Integer.parseInt(line(), 16);
            byte[] chunk = bytes(size);
            line();
            if (size == 0) return all;
            int before = all.length;
            all = Arrays.copyOf(all, before + size);
            System.arraycopy(chunk, 0, all, before, size);
        }
    }

    private String line() throws IOException {
        for (int at = from; ; at++) {
            while (at + 1 >= to) at -= read();
            if (buffer[at] == '\r' && buffer[at + 1] == '\n') {
                String line = new String(buffer, from, at - from, StandardCharsets.ISO_8859_1);
                from = at + 2;
                return line;
            }
        }
    }

    private byte[] bytes(int length) throws IOException {
        while (to - from < length) read();
        from += length;
        return Arrays.copyOfRange(buffer, from - length, from);
    }

    /** @return by how much all that lies in the buffer has moved to its beginning */
    private int read() throws IOException {
        int moved = from;
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= moved;
        from = 0;
        if (to == buffer.length) throw new IOException("the answer is longer than " + buffer.length + " bytes");
        Socket open = socket;
        int read = open == null ? -1 : open.getInputStream().read(buffer, to, buffer.length - to);
        if (read < 0) throw new EOFException("the application has hung up");
        to += read;
        return moved;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) socket.close();
        socket = null;
    }
}
