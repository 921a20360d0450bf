package io.surge.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** How the pipeline's consumers are set up. */
final class ConsumerSettings {
  static final int MOST_RECORDS_A_POLL = 8_192;

  /** Only what people may prefer otherwise. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          ConsumerConfig.GROUP_ID_CONFIG,
          "surge-pipeline",
          // What a producer has taken back was never sent.
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          "read_committed",
          // Each poll costs KafkaIO a hand-over between threads; but what was polled and waits is
          // what a collection of garbage copies, a fifth of the time with eight times as many.
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
          MOST_RECORDS_A_POLL,
          // What comes within so many milliseconds comes together, unless it is much: a few large
          // batches cost less than many small ones.
          ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
          1 << 16,
          ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
          10,
          // As large as the operating system finds right: what a fixed one cannot take is dropped,
          // and may be sent again 200 ms later only.
          ConsumerConfig.RECEIVE_BUFFER_CONFIG,
          -1,
          // As much as the broker has ready, where there is a backlog: the larger a batch is, the
          // fewer visits of a zone's state an event costs.
          ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
          4 << 20);

  /** What the positions in the checkpoints rely on. */
  private static final Map<String, Object> FIXED =
      Map.of(
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          false,
          // Where a position is no longer there, nothing that is still there is left out.
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          "earliest");

  private ConsumerSettings() {}

  static Map<String, Object> of(KafkaConnection connection) {
    Map<String, Object> config = connection.clientProperties(DEFAULTS, FIXED);
    // The records are decoded here, from bytes.
    config.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
    config.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
    return config;
  }
}
