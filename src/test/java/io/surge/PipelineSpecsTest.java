package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineSpecsTest {
  private static final Path SPECS = Path.of("pipelines");

  @ParameterizedTest
  @CsvSource({
    "local.args, [auto], AT_LEAST_ONCE, 5000",
    "cluster.args, localhost:8081, EXACTLY_ONCE, 5000",
    "low-latency.args, [auto], EXACTLY_ONCE, 50"
  })
  void everySpecIsConsistent(
      String spec, String flinkMaster, Delivery delivery, long checkpointingInterval) {
    SurgeOptions options = CommandLine.parse("@" + SPECS.resolve(spec));

    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    assertThat(SurgeConfiguration.of(options).delivery(), is(delivery));
    assertThat(flink.getFlinkMaster(), is(flinkMaster));
    assertThat(flink.getCheckpointingInterval(), is(checkpointingInterval));
    assertThat(flink.getParallelism(), is(2));
  }

  @Test
  void theSpecForLowLatencyKeepsAChangelogAndIsElseAsEmbedded() {
    FlinkPipelineOptions flink =
        CommandLine.parse("@" + SPECS.resolve("low-latency.args")).as(FlinkPipelineOptions.class);
    Map<String, String> own =
        GlobalConfiguration.loadConfiguration(flink.getFlinkConfDir()).toMap();
    Map<String, String> embedded = GlobalConfiguration.loadConfiguration("config/embedded").toMap();

    assertThat(own, hasEntry("state.backend.changelog.enabled", "true"));
    embedded.remove("state.backend.incremental");
    embedded.remove("state.backend.rocksdb.compression.per.level");
    own.keySet().retainAll(embedded.keySet());
    assertThat(own, is(embedded));
  }

  @Test
  void thereAreNoOtherSpecs() throws IOException {
    try (Stream<Path> files = Files.list(SPECS)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(names, contains("cluster.args", "local.args", "low-latency.args"));
    }
  }
}
