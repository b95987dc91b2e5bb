package io.desifans.app;

import io.desifans.eventstore.SettingRefused;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files of the project that are beside this module and never on its class path. */
final class InProject {

    private InProject() {}

    /**
     * @param path below the folder of the whole project
     * @param remedy what to do if it is not there
     */
    static Path at(String path, String remedy) {
        return find(path)
                .orElseThrow(() -> new SettingRefused(
                        path.substring(path.lastIndexOf('/') + 1) + " is not there: " + remedy + "."));
    }

    static Optional<Path> find(String path) {
        Path file = Path.of(URI.create(InProject.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .resolveSibling("../../" + path)
                .normalize();
        return Optional.of(file).filter(Files::isRegularFile);
    }
}
