package io.surge;

import io.surge.kafka.ReadSettings;
import io.surge.kafka.StateSettings;
import org.apache.beam.sdk.options.PipelineOptions;

/** What the source must know, from the options of the job that runs. Saved with its positions. */
final class SourceOfOptions implements ReadSettings.FromOptions {
  private static final long serialVersionUID = 1L;

  @Override
  public ReadSettings of(PipelineOptions options) {
    return SurgeConfiguration.of(options.as(SurgeOptions.class)).source();
  }

  @Override
  public void requireSame(StateSettings asked, StateSettings saved) {
    RestoreRules.requireSame(asked, saved);
  }
}
