package io.surge.tools.redrive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run found and did. */
public final class RedriveReport {

  /**
   * The letters of one reason.
   *
   * @param letters how many lie in the topic, repetitions among them
   * @param before for how many of them a run before has sent the record back
   * @param sent how many records this run sent back
   */
  public record Count(long letters, long before, long sent) {
    private Count plus(Count more) {
      return new Count(letters + more.letters, before + more.before, sent + more.sent);
    }
  }

  private final Map<String, Count> byReason = new TreeMap<>();
  private long strangers;

  void add(String reason, long letters, long before, long sent) {
    byReason.merge(reason, new Count(letters, before, sent), Count::plus);
  }

  void addStranger() {
    strangers++;
  }

  public Map<String, Count> byReason() {
    return new TreeMap<>(byReason);
  }

  /** How many records in the topic are no dead letters. */
  public long strangers() {
    return strangers;
  }

  /**
   * A line for a person on each reason.
   *
   * @param dryRun whether nothing was really sent
   */
  public List<String> lines(boolean dryRun) {
    List<String> lines = new ArrayList<>();
    byReason.forEach(
        (reason, count) ->
            lines.add(
                "%s: %,d letters, %,d of them sent back before; %,d records %s"
                    .formatted(
                        reason,
                        count.letters(),
                        count.before(),
                        count.sent(),
                        dryRun ? "would be sent back" : "sent back")));
    if (strangers > 0) {
      lines.add("%,d records are no dead letters and stay".formatted(strangers));
    }
    return lines.isEmpty() ? List.of("there are no dead letters") : lines;
  }
}
