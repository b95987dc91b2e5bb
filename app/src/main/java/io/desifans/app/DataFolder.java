package io.desifans.app;

import io.desifans.eventstore.SettingRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

/** The folder that holds the embedded database and the secrets made for it. One process at a time works in it. */
final class DataFolder {

    /** Held to the end of the process: a channel that nobody refers to is closed with its lock. */
    private static final List<FileChannel> LOCKS = new CopyOnWriteArrayList<>();

    private final Path path;

    private DataFolder(Path path) {
        this.path = path;
    }

    /** This folder, whoever works in it. */
    static DataFolder at(Path path) {
        return new DataFolder(path.toAbsolutePath());
    }

    /** The configured folder, whoever works in it. */
    static DataFolder configured() {
        return at(Path.of(System.getenv().getOrDefault("DESIFANS_DATA", ".data")));
    }

    /**
     * The configured folder, held by this process until it ends.
     *
     * @throws SettingRefused if another process holds it or it cannot be written
     */
    static DataFolder locked() {
        DataFolder folder = configured();
        if (!folder.tryLock()) {
            throw new SettingRefused("Another process works in the data folder " + folder.path
                    + ": stop it or set DESIFANS_DATA to a folder of its own.");
        }
        return folder;
    }

    /** Takes the folder for this process; the operating system gives it back when the process ends, however it ends. */
    boolean tryLock() {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            LOCKS.add(channel);
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new SettingRefused(
                    "The data folder " + path + " cannot be written: set DESIFANS_DATA to one that can.");
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** The secrets of this folder as settings; each is made at its first use and kept beside the database. */
    Map<String, Object> secrets() {
        Path file = path.resolve("secrets.properties");
        try {
            Properties kept = new Properties();
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    kept.load(reader);
                }
            }
            int before = kept.size();
            kept.putIfAbsent("desifans.master-key", random());
            kept.putIfAbsent("desifans.auth-secret", random());
            kept.putIfAbsent("desifans.gateway.api-key", random());
            kept.putIfAbsent("desifans.gateway.webhook-secrets", "whsec_" + random());
            if (kept.size() > before) write(file, kept);
            Map<String, Object> secrets = new HashMap<>();
            kept.forEach((name, value) -> secrets.put((String) name, value));
            return secrets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a whole or not at all, readable by its owner only. */
    private static void write(Path file, Properties secrets) throws IOException {
        Path fresh = file.resolveSibling("secrets.new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        List<String> lines = secrets.stringPropertyNames().stream()
                .sorted()
                .map(name -> name + "=" + secrets.getProperty(name))
                .toList();
        Files.write(fresh, lines, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A secret of 32 bytes. */
    static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
