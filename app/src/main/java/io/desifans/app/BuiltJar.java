package io.desifans.app;

import io.desifans.eventstore.SettingRefused;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Jars that are built beside this module, run in processes of their own, and never on its class path. */
final class BuiltJar {

    private BuiltJar() {}

    /**
     * @param path below the folder of the whole project
     * @param remedy what to do if it is not there
     */
    static Path at(String path, String remedy) {
        Path jar = Path.of(URI.create(BuiltJar.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .resolveSibling("../../" + path)
                .normalize();
        if (Files.isRegularFile(jar)) return jar;
        throw new SettingRefused(jar.getFileName() + " is not built: " + remedy + ".");
    }
}
