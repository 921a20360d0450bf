package io.surge.bench;

/** Where a measured job keeps its state. */
enum StateBackend {
  HEAP("hashmap"),
  ROCKSDB("rocksdb");

  private final String flinkName;

  StateBackend(String flinkName) {
    this.flinkName = flinkName;
  }

  String title() {
    return this == HEAP ? "heap" : "RocksDB";
  }

  String flinkName() {
    return flinkName;
  }
}
