package io.surge;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The options that Beam's option interfaces declare, by the methods that get them. */
final class KnownOptions {
  private KnownOptions() {}

  /** The options of one interface without those that it inherits, in alphabetical order. */
  static Map<String, Method> declaredBy(Class<? extends PipelineOptions> type) {
    Map<String, Method> getters = new TreeMap<>();
    Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> method.getName().matches("(get|is).*"))
        .forEach(method -> getters.put(nameOf(method), method));
    return getters;
  }

  /** The type of an option's value, if there is such an option. */
  static Optional<Class<?>> typeOf(String option) {
    return Stream.concat(
            Stream.of(SurgeOptions.class, PipelineOptions.class),
            PipelineOptionsFactory.getRegisteredOptions().stream())
        .map(KnownOptions::declaredBy)
        .filter(getters -> getters.containsKey(option))
        .<Class<?>>map(getters -> getters.get(option).getReturnType())
        .findFirst();
  }

  private static String nameOf(Method getter) {
    return Introspector.decapitalize(getter.getName().replaceFirst("get|is", ""));
  }
}
