package io.desifans.app.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.regex.Pattern;

/** What may give another result the next time. */
final class Impure {

    /** Types that reach outside of the messages. */
    static final DescribedPredicate<JavaClass> TYPES = resideInAnyPackage(
                    "java.sql",
                    "javax.sql",
                    "java.net.http",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.util.concurrent..",
                    "java.util.random",
                    "org.slf4j")
            .or(nameMatching("java\\.time\\.(Clock|InstantSource)"))
            .or(nameMatching("java\\.(util\\.(Random|SplittableRandom)|security\\.SecureRandom)"))
            .or(nameMatching("java\\.io\\.(File|.*Stream|.*Reader|.*Writer)"))
            .as("are clock, random, database, files, network, threads or logs");

    static final DescribedPredicate<JavaCall<?>> CALLS = target(nameMatching("now"))
            .and(target(owner(resideInAnyPackage("java.time.."))))
            .or(target(owner(nameMatching("java\\.lang\\.(System|Thread|Runtime|Process.*)"))))
            .or(target(nameMatching("random|randomUUID"))
                    .and(target(owner(nameMatching("java\\.(lang\\.(Strict)?Math|util\\.UUID)")))))
            .as("clock, random or environment is asked");

    private Impure() {}

    /** Our own makers of ids and time, the keys, the log and who writes to it. */
    static DescribedPredicate<JavaClass> ours(String root) {
        Pattern names = Pattern.compile(Pattern.quote(root)
                + "\\.(command\\.(NewId|Commands)|eventstore\\.(UuidV7|DatabaseClock|PersonKeys|ClaimKey|Postgres.*))");
        return DescribedPredicate.describe(
                "are our own makers of ids, time, keys or events",
                type -> names.matcher(type.getName()).matches());
    }
}
