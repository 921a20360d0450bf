package io.surge.tools;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class EmbeddedBrokerTest {
  private static final String TOPIC = "greetings";

  @TempDir Path directory;

  @Test
  void hasItsRecordsBackWhenStartedAgainOnTheSameDirectoryAndPort() throws Exception {
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      port = broker.port();
      createTopic(broker);
      send(broker, "before");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, port)) {
      send(broker, "after");
      assertThat(receive(broker, 2), contains("before", "after"));
    }
  }

  @Test
  void leavesNoTemporaryDirectoryBehind() {
    EmbeddedBroker broker = EmbeddedBroker.startTemporary();
    assertThat(Files.isDirectory(broker.directory()), is(true));
    broker.close();
    assertThat(Files.exists(broker.directory()), is(false));
  }

  @Test
  void saysThatItsPortIsTaken() throws Exception {
    try (ServerSocket other =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      ToolException refused =
          assertThrows(
              ToolException.class, () -> EmbeddedBroker.startTemporary(other.getLocalPort()));
      assertThat(
          refused.getMessage(),
          containsString("port " + other.getLocalPort() + " is taken: stop what listens there"));
    }
  }

  private static void createTopic(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static void send(EmbeddedBroker broker, String text) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, text)).get();
    }
  }

  private static List<String> receive(EmbeddedBroker broker, int count) {
    List<String> received = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", "listeners",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      while (received.size() < count) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> received.add(record.value()));
      }
    }
    return received;
  }
}
