package io.surge.bench;

import io.surge.SurgePipeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The Flink settings that all measured jobs have in common. */
record FlinkSetup(StateBackend state, Path directory) {
  private static final String CONFIGURATION = "config.yaml";

  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.putAll(state.settings(directory));
    settings.put("state.checkpoints.dir", directory.resolve("checkpoints").toUri().toString());
    settings.put("execution.checkpointing.interval", "5 s");
    settings.put("taskmanager.memory.managed.size", "512 mb");
    settings.put("state.backend.rocksdb.compression.per.level", "LZ4_COMPRESSION");
    settings.put("io.tmp.dirs", directory.toString());
    return settings;
  }

  /**
   * Writes the configuration that comes with the pipeline, with these settings.
   *
   * @return its directory, for {@code --flinkConfDir}
   */
  Path writeConfiguration() {
    Map<String, String> settings = settings();
    List<String> lines = new ArrayList<>();
    try (BufferedReader shipped =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(SurgePipeline.class.getResourceAsStream(CONFIGURATION)),
                StandardCharsets.UTF_8))) {
      shipped
          .lines()
          .filter(line -> !settings.containsKey(line.split(":", -1)[0]))
          .forEach(lines::add);
      settings.forEach((name, value) -> lines.add(name + ": \"" + value + "\""));
      Files.write(directory.resolve(CONFIGURATION), lines);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
