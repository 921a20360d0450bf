package io.surge.kafka.exactlyonce;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;

/** Partitions as Kafka does, and lets a test do something, once, in the middle of a transaction. */
public final class SendHook implements Partitioner {
  private static final AtomicReference<Runnable> ONCE = new AtomicReference<>();

  /** The next record that is sent runs this first, on the thread that sends. */
  static void once(Runnable action) {
    ONCE.set(action);
  }

  static boolean isOver() {
    return ONCE.get() == null;
  }

  @Override
  public int partition(
      String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
    if (!isOver()) {
      Runnable action = ONCE.getAndSet(null);
      if (action != null) {
        action.run();
      }
    }
    return Utils.toPositive(Utils.murmur2(keyBytes)) % cluster.partitionCountForTopic(topic);
  }

  @Override
  public void configure(Map<String, ?> configuration) {}

  @Override
  public void close() {}
}
