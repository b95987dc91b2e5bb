package io.desifans.identity.command;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;

/** Asks providers over HTTP, for a few seconds and for a few kilobytes at most. */
final class OidcHttp {

    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 5_000;
    private static final int MOST_BYTES = 256 * 1024;

    /** For what a provider publishes. */
    static final ResourceRetriever RETRIEVER = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES);

    private OidcHttp() {}

    static HTTPResponse send(HTTPRequest request) throws IOException, ParseException {
        request.setConnectTimeout(CONNECT_MILLIS);
        request.setReadTimeout(READ_MILLIS);
        request.setFollowRedirects(false);
        HttpURLConnection connection = request.toHttpURLConnection();
        try {
            HTTPResponse response = new HTTPResponse(connection.getResponseCode());
            if (connection.getContentType() != null) response.setContentType(connection.getContentType());
            InputStream body =
                    response.getStatusCode() < 400 ? connection.getInputStream() : connection.getErrorStream();
            if (body != null) response.setBody(text(body));
            return response;
        } finally {
            connection.disconnect();
        }
    }

    private static String text(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) throw new IOException("more than " + MOST_BYTES + " bytes");
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
