package io.desifans.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;

/** The parameters of a request. Tomcat reads all or none of them; one that it cannot read is named here. */
final class SentParameters {

    private SentParameters() {}

    static Map<String, String[]> of(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (InvalidParameterException e) {
            throw Arrays.stream(Objects.requireNonNullElse(request.getQueryString(), "")
                            .split("&"))
                    .filter(part -> !isReadable(part))
                    .map(part -> part.substring(0, (part + "=").indexOf('=')))
                    .map(name -> (RuntimeException) Rejected.invalid(name, name + " is not percent-encoded UTF-8."))
                    .findFirst()
                    .orElse(e);
        }
    }

    private static boolean isReadable(String part) {
        try {
            byte[] bytes = URLDecoder.decode(part, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return false;
        }
    }
}
