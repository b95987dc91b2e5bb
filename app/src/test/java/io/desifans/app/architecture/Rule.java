package io.desifans.app.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;

/** What holds for all classes below a package. */
interface Rule {

    ArchRule in(String root);

    default EvaluationResult judge(JavaClasses classes, String root) {
        return in(root).allowEmptyShould(true).evaluate(classes);
    }
}
