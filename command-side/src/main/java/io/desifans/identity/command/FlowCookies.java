package io.desifans.identity.command;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import io.desifans.web.Rejected;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The encrypted form of a flow: a JWE under a key that follows from the sign-in secret. The first secret encrypts, all decrypt. */
@Component
final class FlowCookies {

    /** With its name and attributes a cookie has 4096 characters at most. */
    private static final int LONGEST = 3800;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<SecretKey> keys;

    FlowCookies(@Value("${desifans.auth-secret:}") String secrets) {
        keys = Arrays.stream(secrets.split(",")).map(FlowCookies::key).toList();
    }

    /** 400 if the addresses that it is to lead to are too long. */
    String seal(ProviderFlow flow) {
        try {
            JWEObject sealed = new JWEObject(
                    new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
                    new Payload(JSON.writeValueAsString(flow)));
            sealed.encrypt(new DirectEncrypter(keys.getFirst()));
            String text = sealed.serialize();
            if (text.length() > LONGEST)
                throw Rejected.invalid("callbackURL", "callbackURL and the others are too long together");
            return text;
        } catch (JOSEException e) {
            throw new IllegalStateException("AES-256-GCM does not encrypt here", e);
        }
    }

    /** Nothing if it is not one of ours, or was changed. */
    Optional<ProviderFlow> open(String sealed) {
        return keys.stream().flatMap(key -> opened(sealed, key).stream()).findFirst();
    }

    private static Optional<ProviderFlow> opened(String sealed, SecretKey key) {
        try {
            JWEObject object = JWEObject.parse(sealed);
            object.decrypt(new DirectDecrypter(key));
            return Optional.of(JSON.readValue(object.getPayload().toString(), ProviderFlow.class));
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static SecretKey key(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.strip().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return new SecretKeySpec(mac.doFinal("oauth_state".getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
