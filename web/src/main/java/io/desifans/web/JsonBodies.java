package io.desifans.web;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a body strictly, or leniently under {@code /api/auth}, and says what is wrong with it; writes answers. */
final class JsonBodies extends JacksonJsonHttpMessageConverter {

    JsonBodies() {
        super(Json.STRICT);
    }

    @Override
    public boolean canRead(ResolvableType type, @Nullable MediaType sent) {
        return sent != null && sent.equalsTypeAndSubtype(MediaType.APPLICATION_JSON) && super.canRead(type, sent);
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage input, @Nullable Map<String, Object> hints)
            throws IOException {
        byte[] body = input.getBody().readAllBytes();
        JsonMapper mapper = Face.isAuth(RequestContext.current().path()) ? Json.LENIENT : Json.STRICT;
        WellFormed.check(mapper, body);
        try {
            return mapper.readValue(body, mapper.constructType(type.getType()));
        } catch (JacksonException e) {
            throw BadBody.explain(e);
        }
    }

    @Override
    protected void writeInternal(
            Object body, ResolvableType type, HttpOutputMessage output, @Nullable Map<String, Object> hints)
            throws IOException {
        if (!(body instanceof TaggedJson written)) {
            super.writeInternal(body, type, output, hints);
            return;
        }
        output.getHeaders().setContentLength(written.bytes().length);
        output.getBody().write(written.bytes());
    }
}
