package io.surge.tools.demo;

import io.surge.domain.SurgeQuote;
import io.surge.domain.ZoneGrid;
import io.surge.kafka.KafkaConnection;
import io.surge.map.RecentLatency;
import io.surge.tools.TopicNames;
import io.surge.tools.city.Outpost;
import io.surge.tools.load.TimedRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Runs some {@link Experiment}s beside the city and sums them up. */
final class LatencyProbe implements AutoCloseable {
  private static final int OUTPOSTS = 4;
  private static final long EVERY_MS = 250;

  private final TopicNames names;
  private final Producer<byte[], byte[]> producer;
  private final Map<String, Experiment> byZone = new HashMap<>();
  private final RecentLatency latency = new RecentLatency();
  private final Timer timer = new Timer("latency-probe", true);

  /**
   * Gets ready.
   *
   * @param zones size of the city in square kilometres
   */
  LatencyProbe(KafkaConnection connection, TopicNames names, ZoneGrid grid, int zones) {
    this.names = names;
    this.producer =
        new KafkaProducer<>(
            connection.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer());
    for (int index = 0; index < OUTPOSTS; index++) {
      Outpost outpost = new Outpost(zones, index);
      byZone.put(outpost.zoneId(grid), new Experiment(outpost));
    }
  }

  /** Begins to send. */
  void begin() {
    long offset = 0;
    for (Experiment experiment : byZone.values()) {
      timer.scheduleAtFixedRate(turnOf(experiment), offset, EVERY_MS);
      offset += EVERY_MS / OUTPOSTS;
    }
  }

  private TimerTask turnOf(Experiment experiment) {
    return new TimerTask() {
      @Override
      public void run() {
        experiment.next(System.currentTimeMillis()).forEach(LatencyProbe.this::send);
      }
    };
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what is not sent is not answered, and so seen
  private void send(TimedRecord record) {
    producer.send(
        new ProducerRecord<>(
            names.of(record.topic()), null, record.timestamp(), record.key(), record.value()));
  }

  /** The zones of the experiments, which are none of the city's. */
  Set<String> zones() {
    return byZone.keySet();
  }

  /** To be told of every live quote. */
  void receive(SurgeQuote quote) {
    Experiment experiment = byZone.get(quote.zoneId());
    if (experiment != null) {
      experiment.receive(quote, System.currentTimeMillis()).ifPresent(latency::record);
    }
  }

  /** The latencies of the last seconds. To be called once a second. */
  RecentLatency.Summary endSecond() {
    return latency.endSecond();
  }

  @Override
  public void close() {
    timer.cancel();
    producer.close(Duration.ZERO);
  }
}
