package io.desifans.notifications.command;

import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.VAPIDKeyPairs;
import com.zerodeplibs.webpush.jwt.VAPIDJWTParam;
import com.zerodeplibs.webpush.key.PrivateKeySource;
import com.zerodeplibs.webpush.key.PrivateKeySources;
import com.zerodeplibs.webpush.key.PublicKeySource;
import com.zerodeplibs.webpush.key.PublicKeySources;
import io.desifans.eventstore.SettingRefused;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** By what push services know that it is us (RFC 8292). */
final class VapidKeys {

    private static final Duration GOOD_FOR = Duration.ofHours(12);

    private final VAPIDKeyPair keys;
    private final String contact;

    /**
     * @param privateKey PKCS #8 in base64
     * @param publicKey what browsers subscribe with: the uncompressed point in base64url
     * @param contact a mailto: or https: address of whoever runs this
     */
    VapidKeys(String privateKey, String publicKey, String contact) {
        if (!contact.startsWith("mailto:") && !contact.startsWith("https:"))
            throw new SettingRefused("The setting desifans.push.contact must be a mailto: or https: address.");
        this.contact = contact;
        try {
            PrivateKeySource ours =
                    PrivateKeySources.ofPKCS8Bytes(Base64.getDecoder().decode(privateKey));
            PublicKeySource browsers =
                    PublicKeySources.ofUncompressedBytes(Base64.getUrlDecoder().decode(publicKey));
            keys = VAPIDKeyPairs.of(ours, browsers);
            if (!isPair(ours.extract(), browsers.extract()))
                throw new SettingRefused("The settings desifans.push.private-key and desifans.push.public-key are"
                        + " not of one pair: no push service would believe us.");
        } catch (SettingRefused e) {
            throw e;
        } catch (RuntimeException | GeneralSecurityException e) {
            throw new SettingRefused("The settings desifans.push.private-key and desifans.push.public-key must be"
                    + " a key pair of P-256: PKCS #8 in Base64, and the point in Base64url.");
        }
    }

    private static boolean isPair(PrivateKey ours, PublicKey browsers) throws GeneralSecurityException {
        byte[] anything = {1};
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(ours);
        signature.update(anything);
        byte[] signed = signature.sign();
        signature.initVerify(browsers);
        signature.update(anything);
        return signature.verify(signed);
    }

    /** The header {@code Authorization} of a request to this endpoint. */
    String authorization(URI endpoint, Instant now) {
        return keys.generateAuthorizationHeaderValue(VAPIDJWTParam.getBuilder()
                .resourceURLString(endpoint.toString())
                .expirationTime(now.plus(GOOD_FOR))
                .subject(contact)
                .build());
    }
}
