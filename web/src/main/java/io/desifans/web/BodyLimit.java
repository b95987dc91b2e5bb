package io.desifans.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads no body beyond a limit, whether or not the client says how long it is. */
final class BodyLimit extends OncePerRequestFilter {

    private final long bytes;

    BodyLimit(long bytes) {
        this.bytes = bytes;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Face.path(request).equals(Face.IMPORT);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > bytes) throw new BodyTooLarge();
        boolean lengthKnown = request.getContentLengthLong() >= 0;
        chain.doFilter(lengthKnown ? request : new Limited(request, bytes), response);
    }

    private static final class Limited extends HttpServletRequestWrapper {

        private final long bytes;

        Limited(HttpServletRequest request, long bytes) {
            super(request);
            this.bytes = bytes;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream(), bytes);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream body;
        private long left;

        Counted(ServletInputStream body, long bytes) {
            this.body = body;
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            int one = body.read();
            if (one >= 0) count(1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = body.read(buffer, offset, length);
            if (read > 0) count(read);
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) throw new BodyTooLarge();
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
