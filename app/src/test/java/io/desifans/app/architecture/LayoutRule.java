package io.desifans.app.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.desifans.app.architecture.Packages.all;
import static io.desifans.app.architecture.Packages.below;
import static io.desifans.app.architecture.Packages.commandSide;
import static io.desifans.app.architecture.Packages.events;
import static io.desifans.app.architecture.Packages.ofDomains;
import static io.desifans.app.architecture.Packages.querySide;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/** Who may know whom. */
enum LayoutRule implements Rule {
    EVERY_CLASS_IS_IN_A_PACKAGE_THAT_ALL_MODULES_AGREE_ON(root -> classes()
            .should()
            .resideInAnyPackage(all(
                    events(root), commandSide(root), querySide(root), below(root, "eventstore", "db", "web", "app")))),

    THE_COMMAND_SIDE_KNOWS_NOTHING_OF_THE_QUERY_SIDE(root -> noClasses()
            .that()
            .resideInAnyPackage(commandSide(root))
            .should()
            .dependOnClassesThat(resideInAnyPackage(querySide(root)))),

    /** Whom a session belongs to is read there, and what a person can see unread, and who is to be told
     * of what a creator publishes; no other decision hangs on a table. */
    NOTHING_OF_THE_COMMAND_SIDE_BUT_IDENTITY_READS_TABLES(root -> noClasses()
            .that()
            .resideInAnyPackage(commandSide(root))
            .and()
            .resideOutsideOfPackage(root + ".identity.command")
            .and()
            .doNotHaveFullyQualifiedName(root + ".notifications.command.UnreadRows")
            .and()
            .doNotHaveFullyQualifiedName(root + ".process.Audience")
            .should()
            .dependOnClassesThat(resideInAnyPackage(all(below(root, "db"), new String[] {"org.jooq.."})))),

    THE_QUERY_SIDE_KNOWS_NOTHING_OF_THE_COMMAND_SIDE(root -> noClasses()
            .that()
            .resideInAnyPackage(querySide(root))
            .should()
            .dependOnClassesThat(resideInAnyPackage(commandSide(root)))),

    A_DOMAIN_KNOWS_ANOTHER_BY_ITS_EVENTS_ONLY(
            root -> slices().matching(root + ".(*).[command|query]..").should().notDependOnEachOther()),

    ONLY_PROCESSES_AND_WIRING_KNOW_THE_COMMANDS_OF_DOMAINS(root -> noClasses()
            .that()
            .resideOutsideOfPackages(all(ofDomains(root, ".command"), below(root, "process", "command", "app")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(ofDomains(root, ".command")))),

    NO_PACKAGES_NEED_EACH_OTHER_IN_A_CIRCLE(root -> slices().matching(root + ".(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(resideInAPackage(root + ".db.."), resideInAPackage(root + ".db.."))),

    EVENTS_NEED_NOTHING_BUT_THE_JDK_AND_ANNOTATIONS(root -> classes()
            .that()
            .resideInAnyPackage(events(root))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(all(
                    events(root),
                    new String[] {"java..", "org.jspecify.annotations", "com.fasterxml.jackson.annotation"})))),

    THE_EVENT_STORE_KNOWS_NO_DOMAIN_AND_NO_SIDE(root -> noClasses()
            .that()
            .resideInAPackage(root + ".eventstore..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    all(ofDomains(root, ".."), commandSide(root), querySide(root), below(root, "db", "web", "app"))))),

    WHAT_BOTH_FACES_SHARE_KNOWS_NO_DOMAIN_AND_NO_SIDE(root -> noClasses()
            .that()
            .resideInAPackage(root + ".web..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    all(ofDomains(root, ".."), commandSide(root), querySide(root), below(root, "app"))))),

    THE_WRITER_OF_THE_TABLES_KNOWS_NO_DOMAIN(root -> noClasses()
            .that()
            .resideInAPackage(root + ".projection..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(ofDomains(root, "..")))),

    NOBODY_KNOWS_WHICH_EVENT_STORE_IT_IS(root -> noClasses()
            .that()
            .resideOutsideOfPackage(root + ".eventstore..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.axonframework.axonserver..", "io.axoniq..")
                    .or(resideInAPackage(root + ".eventstore..")
                            .and(simpleNameStartingWith("Postgres").or(simpleNameStartingWith("AxonServer")))))),

    NOBODY_USES_WHAT_IS_BANNED(root -> noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "com.fasterxml.jackson.databind..",
                            "com.thoughtworks.xstream..",
                            "org.axonframework.serialization.xml..",
                            "org.axonframework.modelling.saga..",
                            "jakarta.persistence..",
                            "org.hibernate..")
                    .or(nameMatching("java\\.io\\.Object(In|Out)putStream"))));

    private final Function<String, ArchRule> rule;

    LayoutRule(Function<String, ArchRule> rule) {
        this.rule = rule;
    }

    @Override
    public ArchRule in(String root) {
        return rule.apply(root);
    }
}
