package io.surge.tools.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.contrib.streaming.state.RocksDBOptions;
import org.junit.jupiter.api.Test;

/** Flink ignores a setting that it does not know: a slip in a name would never be noticed. */
final class ClusterConfigurationTest {
  private static final List<Class<?>> OPTIONS =
      List.of(
          CheckpointingOptions.class,
          ClusterOptions.class,
          HeartbeatManagerOptions.class,
          HighAvailabilityOptions.class,
          JobManagerOptions.class,
          MetricOptions.class,
          RestOptions.class,
          RestartStrategyOptions.class,
          RocksDBOptions.class,
          StateBackendOptions.class,
          TaskManagerOptions.class);

  /** A reporter names its settings itself. */
  private static final Set<String> PROMETHEUS =
      Set.of("metrics.reporter.prom.factory.class", "metrics.reporter.prom.port");

  @Test
  void namesOnlySettingsThatFlinkKnows() throws Exception {
    assertThat(
        GlobalConfiguration.loadConfiguration("config/flink").keySet(), everyItem(in(known())));
  }

  @Test
  void aTaskManagerIsToldOnlySettingsThatFlinkKnows() throws Exception {
    FlinkCommand command =
        FlinkCommand.taskManager(1, new TaskManagerMemory(640, 384), 8081, Map.of());
    assertThat(command.settings().keySet(), everyItem(in(known())));
  }

  private static Set<String> known() throws IllegalAccessException {
    Set<String> keys = new HashSet<>(PROMETHEUS);
    for (Class<?> options : OPTIONS) {
      for (Field field : options.getFields()) {
        if (field.getType() == ConfigOption.class) {
          ConfigOption<?> option = (ConfigOption<?>) field.get(null);
          keys.add(option.key());
          for (FallbackKey other : option.fallbackKeys()) {
            keys.add(other.getKey());
          }
        }
      }
    }
    return keys;
  }
}
