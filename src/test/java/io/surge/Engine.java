package io.surge;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.TestFlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The runners on which the pipeline is tried. */
enum Engine {
  DIRECT {
    @Override
    PipelineOptions options() {
      DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
      options.setRunner(DirectRunner.class);
      options.setTargetParallelism(1);
      options.setEnforceEncodability(false);
      options.setEnforceImmutability(false);
      return options;
    }
  },

  /** Without a wall clock that a test could set: live quotes are not to be compared. */
  FLINK {
    @Override
    PipelineOptions options() {
      FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
      FlinkDefaults.complete(options.as(SurgeOptions.class));
      options.setRunner(TestFlinkRunner.class);
      options.setFlinkMaster("[local]");
      options.setParallelism(1);
      options.setStreaming(true);
      options.setFasterCopy(true);
      options.setObjectReuse(true);
      options.setDisableMetrics(true);
      // A bundle holds the watermark back: in bundles of one, what was late stays late.
      options.setMaxBundleSize(1L);
      return options;
    }
  };

  abstract PipelineOptions options();
}
