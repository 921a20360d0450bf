package io.surge.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a measured job keeps its state, and whether a checkpoint is a log of its changes. */
enum StateBackend {
  HEAP("heap", "hashmap", false),
  ROCKSDB("RocksDB", "rocksdb", false),
  HEAP_CHANGELOG("heap, changelog", "hashmap", true),
  ROCKSDB_CHANGELOG("RocksDB, changelog", "rocksdb", true);

  private final String title;
  private final String flinkName;
  private final boolean changelog;

  StateBackend(String title, String flinkName, boolean changelog) {
    this.title = title;
    this.flinkName = flinkName;
    this.changelog = changelog;
  }

  String title() {
    return title;
  }

  /** Flink's settings. */
  Map<String, String> settings(Path directory) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("state.backend.type", flinkName);
    settings.put("state.backend.incremental", "true");
    if (changelog) {
      settings.put("state.backend.changelog.enabled", "true");
      settings.put("state.backend.changelog.storage", "filesystem");
      settings.put("dstl.dfs.base-path", directory.resolve("changelog").toUri().toString());
      settings.put("state.backend.changelog.periodic-materialize.interval", "1 min");
    }
    return settings;
  }
}
