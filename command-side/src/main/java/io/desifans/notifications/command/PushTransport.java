package io.desifans.notifications.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Posts to the very address that was looked at, which no HTTP client of the JDK can be told; follows nothing. */
final class PushTransport {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LONGEST_LINE = 1024;

    private final PushTargets targets;

    PushTransport(PushTargets targets) {
        this.targets = targets;
    }

    /** The status it is answered with. */
    int post(URI endpoint, Map<String, String> headers, byte[] body) throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        InetAddress address = targets.resolve(endpoint);
        boolean tls = "https".equalsIgnoreCase(endpoint.getScheme());
        int port = endpoint.getPort() != -1 ? endpoint.getPort() : tls ? 443 : 80;
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(address, port), left(end));
            plain.setSoTimeout(left(end));
            Socket socket = tls ? secured(plain, endpoint.getHost(), port) : plain;
            socket.getOutputStream().write(request(endpoint, headers, body));
            socket.getOutputStream().flush();
            return status(socket, end);
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] request(URI endpoint, Map<String, String> headers, byte[] body) throws IOException {
        String path = endpoint.getRawPath() == null || endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
        String query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
        StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
        head.append("Host: ").append(endpoint.getRawAuthority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        all.write(body);
        return all.toByteArray();
    }

    private static int status(Socket socket, long end) throws IOException {
        InputStream answer = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        while (line.length() < LONGEST_LINE) {
            socket.setSoTimeout(left(end));
            int next = answer.read();
            if (next == -1 || next == '\n') break;
            line.append((char) next);
        }
        String text = line.toString();
        if (!text.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?\r?")) throw new IOException("no HTTP answer");
        return Integer.parseInt(text.substring(9, 12));
    }

    private static int left(long end) throws SocketTimeoutException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) throw new SocketTimeoutException("the push service takes too long");
        return (int) millis;
    }
}
