package io.desifans;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component of an event that tells something about a person. It is stored encrypted under that person's key and reads
 * as null once the key is destroyed.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Personal {

    /** The component of the same event, marked {@link Person}, that names whom the datum is about. */
    String of();

    /**
     * A text that readers get as it is stored: the JSON text of the sealed value, to be kept in a table and opened only for
     * whom it is shown to. Null once the key is destroyed.
     */
    boolean keptSealed() default false;
}
