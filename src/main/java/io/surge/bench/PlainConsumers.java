package io.surge.bench;

import io.surge.domain.KilometreGrid;
import io.surge.domain.RideRequest;
import io.surge.domain.Zone;
import io.surge.kafka.Decoded;
import io.surge.kafka.RideEventJson;
import io.surge.kafka.RideTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The limit: poll, decode, count in a map. No windows, no state that survives, no exchange between
 * threads, no output. Starts again from the beginning when the input is used up.
 */
@Command(name = "plain")
final class PlainConsumers implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  @Mixin private PeerOptions options = new PeerOptions();

  @Override
  public void run() {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < options.parallelism(); i++) {
      List<TopicPartition> share = share(i);
      threads.add(new Thread(() -> count(share), "plain-consumer-" + i));
    }
    threads.forEach(Thread::start);
  }

  private List<TopicPartition> share(int thread) {
    List<TopicPartition> share = new ArrayList<>();
    for (int p = thread; p < InputTopics.PARTITIONS; p += options.parallelism()) {
      share.add(new TopicPartition(options.input().rideRequests(), p));
      share.add(new TopicPartition(options.input().driverUpdates(), p));
    }
    return share;
  }

  private void count(List<TopicPartition> share) {
    Map<String, Object> config = new HashMap<>(FlinkPeer.CONSUMER);
    config.put("bootstrap.servers", options.bootstrapServers());
    RideEventJson json = new RideEventJson(new KilometreGrid());
    Map<Zone, long[]> loads = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(share);
      consumer.seekToBeginning(share);
      while (true) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
        if (records.isEmpty()) {
          consumer.seekToBeginning(share);
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
          count(record, json, loads);
        }
      }
    }
  }

  private void count(
      ConsumerRecord<byte[], byte[]> record, RideEventJson json, Map<Zone, long[]> loads) {
    boolean request = record.topic().equals(options.input().rideRequests());
    RideTopic topic = request ? RideTopic.RIDE_REQUESTS : RideTopic.DRIVER_UPDATES;
    if (json.decode(topic, record.value()) instanceof Decoded.Event decoded) {
      long[] load = loads.computeIfAbsent(decoded.event().zone(), zone -> new long[2]);
      load[decoded.event() instanceof RideRequest ? 0 : 1]++;
    }
  }
}
