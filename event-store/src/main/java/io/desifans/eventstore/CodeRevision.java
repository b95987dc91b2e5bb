package io.desifans.eventstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.asm.ClassReader;

/**
 * A digest of classes and of all of our own that they use, as compiled. It changes with any of them, so that nobody has to
 * remember to raise a number.
 */
public final class CodeRevision {

    private static final String OURS = "io/desifans/";
    private static final int CLASS_CONSTANT = 7;
    private static final int BYTES = 12;

    private record Code(byte[] digest, Set<String> uses) {}

    private final Function<String, byte[]> compiled;
    private final Map<String, Code> known = new HashMap<>();

    /** @param compiled the bytes of a class by its internal name */
    public CodeRevision(Function<String, byte[]> compiled) {
        this.compiled = compiled;
    }

    /** Of these classes. */
    public synchronized String of(Class<?>... roots) {
        Map<String, byte[]> reached = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>();
        for (Class<?> root : roots) open.add(root.getName().replace('.', '/'));
        while (!open.isEmpty()) {
            String name = open.remove();
            if (reached.containsKey(name)) continue;
            Code code = known.computeIfAbsent(name, this::read);
            reached.put(name, code.digest());
            open.addAll(code.uses());
        }
        MessageDigest all = sha256();
        all.update(roots[0].getName().getBytes(StandardCharsets.UTF_8));
        reached.values().forEach(all::update);
        return HexFormat.of().formatHex(all.digest(), 0, BYTES);
    }

    private Code read(String name) {
        byte[] bytes = compiled.apply(name);
        return new Code(sha256().digest(bytes), uses(new ClassReader(bytes)));
    }

    private static Set<String> uses(ClassReader code) {
        Set<String> uses = new TreeSet<>();
        char[] buffer = new char[code.getMaxStringLength()];
        for (int item = 1; item < code.getItemCount(); item++) {
            int offset = code.getItem(item);
            if (offset == 0 || code.readByte(offset - 1) != CLASS_CONSTANT) continue;
            String name = code.readUTF8(offset, buffer).replaceAll("^\\[+L|;$", "");
            if (name.startsWith(OURS)) uses.add(name);
        }
        return uses;
    }

    /** The class as it lies beside this one. */
    public static byte[] compiled(String name) {
        try (InputStream file = CodeRevision.class.getClassLoader().getResourceAsStream(name + ".class")) {
            if (file == null) throw new IllegalStateException("the class file of " + name + " is not there");
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
