package io.desifans.app.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** The classes that are shipped, tests left out. */
final class OurClasses {

    static final String ROOT = "io.desifans";

    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(ROOT);

    private OurClasses() {}

    /** The classes and interfaces of this kind. */
    static <T> List<Class<? extends T>> assignableTo(Class<T> kind) {
        return ALL.stream()
                .filter(type -> type.isAssignableTo(kind))
                .<Class<? extends T>>map(type -> type.reflect().asSubclass(kind))
                .toList();
    }
}
