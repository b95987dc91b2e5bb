package io.desifans.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** A body's record says what is required: every component that is not {@link Nullable}, and every element that is not. */
final class RequiredComponents extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter)
                || !parameter.getDeclaringClass().isRecord()) return super.findSetterInfo(config, annotated);
        AnnotatedType type = parameter
                .getDeclaringClass()
                .getRecordComponents()[parameter.getIndex()]
                .getAnnotatedType();
        return JsonSetter.Value.construct(nulls(type), elementNulls(type));
    }

    private static Nulls nulls(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class) ? Nulls.SET : Nulls.FAIL;
    }

    /** Of a list its elements, of a map its values. */
    private static Nulls elementNulls(AnnotatedType type) {
        if (!(type instanceof AnnotatedParameterizedType generic)) return Nulls.DEFAULT;
        AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
        return nulls(arguments[arguments.length - 1]);
    }
}
