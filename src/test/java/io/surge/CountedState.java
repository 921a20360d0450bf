package io.surge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkStateBackendFactory;
import org.apache.beam.sdk.util.VarInt;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateEntry;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.runtime.state.heap.HeapPriorityQueueSnapshotRestoreWrapper;
import org.apache.flink.runtime.state.heap.StateTable;

/**
 * Flink's state on the heap, of which a test can count the entries: of a map each of its own
 * entries, of a list in it each element, and of timers each one that is set. Flink offers no way to
 * look, so its fields are read. To be used by one job at a time.
 */
public final class CountedState implements FlinkStateBackendFactory {
  private static final Collection<HeapKeyedStateBackend<?>> OPEN = new ConcurrentLinkedQueue<>();

  @Override
  public StateBackend createStateBackend(FlinkPipelineOptions options) {
    OPEN.clear();
    return new Remembered();
  }

  /**
   * Counts the entries of every state that has some, by name, over all steps but those that keep a
   * state of this name. Only while nothing is processed.
   */
  @SuppressWarnings("unchecked") // it fails where they are something else
  static Map<String, Integer> entriesBeside(String state) {
    Map<String, Integer> entries = new TreeMap<>();
    for (HeapKeyedStateBackend<?> backend : OPEN) {
      var tables = (Map<String, StateTable<?, ?, ?>>) field(backend, "registeredKVStates");
      if (!tables.containsKey(state)) {
        tables.forEach((name, table) -> add(entries, name, sizeOf(table)));
        Object queues = field(backend, "priorityQueuesManager");
        var timers =
            (Map<String, HeapPriorityQueueSnapshotRestoreWrapper<?>>)
                field(queues, "registeredPQStates");
        timers.forEach((name, queue) -> add(entries, name, queue.getPriorityQueue().size()));
      }
    }
    return entries;
  }

  private static void add(Map<String, Integer> entries, String name, int more) {
    if (more > 0) {
      entries.merge(name, more, Integer::sum);
    }
  }

  private static int sizeOf(StateTable<?, ?, ?> table) {
    int size = 0;
    for (StateEntry<?, ?, ?> entry : table) {
      size +=
          entry.getState() instanceof Map<?, ?> map
              ? map.values().stream().mapToInt(CountedState::sizeOf).sum()
              : 1;
    }
    return size;
  }

  private static int sizeOf(Object value) {
    return value instanceof byte[] entry ? zonesIn(entry) : 1;
  }

  /**
   * An entry of the log of zones counts as the zones that it tells of. Behind its first byte it has
   * for each the zone's eight, a number that is twice the length of what it tells or one more, and
   * that.
   */
  private static int zonesIn(byte[] entry) {
    ByteArrayInputStream in = new ByteArrayInputStream(entry, 1, entry.length - 1);
    int zones = 0;
    try {
      while (in.available() > 0) {
        in.skipNBytes(Long.BYTES);
        in.skipNBytes(VarInt.decodeInt(in) / 2);
        zones++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zones;
  }

  private static Object field(Object of, String name) {
    try {
      Field field = of.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(of);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("state is kept in another way", e);
    }
  }

  private static final class Remembered extends HashMapStateBackend {
    private static final long serialVersionUID = 1L;

    /** Flink would make a plain one of it. */
    @Override
    public HashMapStateBackend configure(ReadableConfig configuration, ClassLoader classLoader) {
      return this;
    }

    @Override
    public <K> AbstractKeyedStateBackend<K> createKeyedStateBackend(
        KeyedStateBackendParameters<K> parameters) throws IOException {
      AbstractKeyedStateBackend<K> backend = super.createKeyedStateBackend(parameters);
      OPEN.add((HeapKeyedStateBackend<K>) backend);
      return backend;
    }
  }
}
