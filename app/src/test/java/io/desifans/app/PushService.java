package io.desifans.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A push service with one browser behind it, which decrypts what it gets (RFC 8291, aes128gcm of RFC 8188). */
final class PushService implements AutoCloseable {

    private static final int SALT = 16;
    private static final int POINT = 65;

    private final HttpServer server;
    private final Browser browser = Browser.fresh();
    private final BlockingQueue<Push> pushes = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Integer> refusals = new ConcurrentLinkedQueue<>();

    /** What came. */
    record Push(String authorization, String ttl, String encoding, byte[] body) {}

    /** Whom pushes are encrypted for. */
    record Browser(ECPrivateKey privateKey, byte[] point, byte[] auth) {

        static Browser fresh() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                KeyPair pair = generator.generateKeyPair();
                byte[] auth = new byte[16];
                new SecureRandom().nextBytes(auth);
                return new Browser((ECPrivateKey) pair.getPrivate(), bytes((ECPublicKey) pair.getPublic()), auth);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        static Browser of(byte[] privateKey, byte[] point, byte[] auth) throws GeneralSecurityException {
            ECParameterSpec curve = fresh().privateKey().getParams();
            var key = new ECPrivateKeySpec(new BigInteger(1, privateKey), curve);
            return new Browser((ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(key), point, auth);
        }

        String p256dh() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(point);
        }

        String secret() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(auth);
        }

        String read(byte[] body) throws GeneralSecurityException {
            byte[] salt = Arrays.copyOf(body, SALT);
            byte[] sender = Arrays.copyOfRange(body, SALT + 5, SALT + 5 + POINT);
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(privateKey);
            agreement.doPhase(publicKey(sender, privateKey.getParams()), true);
            byte[] info = joined("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), point, sender, new byte[] {1});
            byte[] input = hmac(hmac(auth, agreement.generateSecret()), info);
            byte[] prk = hmac(salt, input);
            byte[] key = hmac(prk, "Content-Encoding: aes128gcm\0\1".getBytes(StandardCharsets.US_ASCII));
            byte[] nonce = hmac(prk, "Content-Encoding: nonce\0\1".getBytes(StandardCharsets.US_ASCII));
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(Arrays.copyOf(key, 16), "AES"),
                    new GCMParameterSpec(128, Arrays.copyOf(nonce, 12)));
            byte[] padded = cipher.doFinal(body, SALT + 5 + POINT, body.length - SALT - 5 - POINT);
            int end = padded.length;
            while (padded[end - 1] == 0) end--;
            return new String(padded, 0, end - 1, StandardCharsets.UTF_8);
        }
    }

    PushService() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    String endpoint(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }

    Browser browser() {
        return browser;
    }

    /** The next push is answered so. */
    void refuse(int status) {
        refusals.add(status);
    }

    Push next() throws InterruptedException {
        Push push = pushes.poll(30, TimeUnit.SECONDS);
        if (push == null) throw new IllegalStateException("no push came");
        return push;
    }

    boolean isEmpty() {
        return pushes.isEmpty();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Integer refusal = refusals.poll();
            if (refusal != null && refusal / 100 == 3)
                exchange.getResponseHeaders().add("Location", endpoint("moved"));
            exchange.sendResponseHeaders(refusal == null ? 201 : refusal, -1);
            if (refusal == null)
                pushes.add(new Push(
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        exchange.getRequestHeaders().getFirst("TTL"),
                        exchange.getRequestHeaders().getFirst("Content-Encoding"),
                        body));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    static ECPublicKey publicKey(byte[] bytes, ECParameterSpec curve) throws GeneralSecurityException {
        ECPoint point = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(bytes, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(bytes, 33, 65)));
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    }

    private static byte[] bytes(ECPublicKey key) {
        return joined(
                new byte[] {4}, fixed(key.getW().getAffineX()), fixed(key.getW().getAffineY()));
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        ByteBuffer fixed = ByteBuffer.allocate(32);
        int length = Math.min(32, bytes.length);
        fixed.position(32 - length);
        return fixed.put(bytes, bytes.length - length, length).array();
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (byte[] part : parts) all.write(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toByteArray();
    }
}
