package io.surge.kafka;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings that a job's state is made with and holds for only. They are saved with the
 * positions, so that a job that goes on from there can tell whether it was given others.
 *
 * @param byOption values by the names of their options, as a user writes them
 */
public record StateSettings(Map<String, String> byOption) implements Serializable {
  /**
   * A setting that is not what it was.
   *
   * @param saved what the state was made with
   * @param asked what the job that is to go on from it is given
   */
  public record Change(String option, String saved, String asked) {}

  public StateSettings {
    byOption = Collections.unmodifiableMap(new LinkedHashMap<>(byOption));
  }

  /** The settings that differ, in their order; those that only one of both knows do not. */
  public List<Change> changesFrom(StateSettings saved) {
    List<Change> changes = new ArrayList<>();
    byOption.forEach(
        (option, asked) -> {
          String former = saved.byOption.getOrDefault(option, asked);
          if (!former.equals(asked)) {
            changes.add(new Change(option, former, asked));
          }
        });
    return changes;
  }
}
