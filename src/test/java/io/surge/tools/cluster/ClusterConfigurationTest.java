package io.surge.tools.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.contrib.streaming.state.RocksDBConfigurableOptions;
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
          RocksDBConfigurableOptions.class,
          RocksDBOptions.class,
          StateBackendOptions.class,
          TaskManagerOptions.class);

  /** A reporter names its settings itself. */
  private static final Map<String, ConfigOption<?>> PROMETHEUS =
      Stream.of("metrics.reporter.prom.factory.class", "metrics.reporter.prom.port")
          .collect(
              Collectors.toMap(
                  key -> key, key -> ConfigOptions.key(key).stringType().noDefaultValue()));

  @Test
  void namesOnlySettingsThatFlinkKnows() throws Exception {
    Configuration configuration = GlobalConfiguration.loadConfiguration("config/flink");
    assertThat(configuration.keySet(), everyItem(in(known().keySet())));
  }

  @Test
  void givesOnlyValuesThatFlinkUnderstands() throws Exception {
    Configuration configuration = GlobalConfiguration.loadConfiguration("config/flink");
    for (ConfigOption<?> option : known().values()) {
      assertDoesNotThrow(() -> configuration.get(option));
    }
  }

  @Test
  void aTaskManagerIsToldOnlySettingsThatFlinkKnows() throws Exception {
    FlinkCommand command =
        FlinkCommand.taskManager(1, new TaskManagerMemory(640, 384), 8081, Map.of());
    assertThat(command.settings().keySet(), everyItem(in(known().keySet())));
  }

  private static Map<String, ConfigOption<?>> known() throws IllegalAccessException {
    Map<String, ConfigOption<?>> known = new HashMap<>(PROMETHEUS);
    for (Class<?> options : OPTIONS) {
      for (Field field : options.getFields()) {
        if (field.getType() == ConfigOption.class) {
          ConfigOption<?> option = (ConfigOption<?>) field.get(null);
          known.put(option.key(), option);
          option.fallbackKeys().forEach(other -> known.put(other.getKey(), option));
        }
      }
    }
    return known;
  }
}
