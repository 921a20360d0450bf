package io.surge.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process exports to Prometheus, in its text format. */
public final class PrometheusText {
  private static final Pattern SAMPLE =
      Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ", Pattern.MULTILINE);
  private static final Pattern LABEL =
      Pattern.compile("(?<name>[a-zA-Z_]\\w*)(?<operator>=~?)\"(?<value>[^\"]*)\"");
  private static final Pattern SELECTOR = Pattern.compile("\\b(flink_\\w+)(?:\\{([^}]*)})?");
  private static final Pattern GROUPING = Pattern.compile("\\bby\\s*\\(([^)]*)\\)");

  private record Sample(String name, Map<String, String> labels) {}

  private final List<Sample> samples = new ArrayList<>();

  /**
   * The metrics that an expression asks for.
   *
   * @param labels patterns of their values
   */
  public record Selector(String name, Map<String, String> labels) {}

  public PrometheusText(String text) {
    Matcher matcher = SAMPLE.matcher(text);
    while (matcher.find()) {
      samples.add(new Sample(matcher.group(1), labelsIn(matcher.group(2))));
    }
  }

  /** Flink's metrics in an expression, each with all the labels that the expression speaks of. */
  public static List<Selector> selectorsIn(String expression) {
    Set<String> grouping = new TreeSet<>();
    Matcher groups = GROUPING.matcher(expression);
    while (groups.find()) {
      grouping.addAll(List.of(groups.group(1).strip().split("\\s*,\\s*", -1)));
    }
    List<Selector> selectors = new ArrayList<>();
    Matcher matcher = SELECTOR.matcher(expression);
    while (matcher.find()) {
      Map<String, String> labels = patternsIn(matcher.group(2));
      grouping.forEach(label -> labels.putIfAbsent(label, ".+"));
      selectors.add(new Selector(matcher.group(1), labels));
    }
    return selectors;
  }

  /** Whether something that is selected is exported. */
  public boolean holds(Selector selector) {
    return samples.stream()
        .filter(sample -> sample.name().equals(selector.name()))
        .anyMatch(
            sample ->
                selector.labels().entrySet().stream()
                    .allMatch(
                        label ->
                            sample
                                .labels()
                                .getOrDefault(label.getKey(), "")
                                .matches(label.getValue())));
  }

  private static Map<String, String> labelsIn(String text) {
    Map<String, String> labels = new HashMap<>();
    Matcher matcher = LABEL.matcher(text == null ? "" : text);
    while (matcher.find()) {
      labels.put(matcher.group("name"), matcher.group("value"));
    }
    return labels;
  }

  /** Values of labels by what an expression demands of them. */
  private static Map<String, String> patternsIn(String text) {
    Map<String, String> labels = new HashMap<>();
    Matcher matcher = LABEL.matcher(text == null ? "" : text);
    while (matcher.find()) {
      boolean pattern = matcher.group("operator").equals("=~");
      String value = matcher.group("value");
      labels.put(matcher.group("name"), pattern ? value : Pattern.quote(value));
    }
    return labels;
  }
}
