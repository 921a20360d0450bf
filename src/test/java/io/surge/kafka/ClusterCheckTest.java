package io.surge.kafka;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ClusterCheckTest {
  @TempDir Path directory;

  @Test
  void aClusterWithAllTopicsPasses() throws Exception {
    try (KafkaFixture kafka = new KafkaFixture()) {
      String present = kafka.topic("ride-requests", 1);
      ClusterCheck.verify(kafka.connection(), List.of(present));

      KafkaConnection connection = kafka.connection();
      List<String> topics = List.of("zebra", present, "missing");
      assertThat(
          messageOf(connection, topics),
          is(
              "topics missing, zebra not found at "
                  + connection.bootstrapServers()
                  + ": make topics ARGS=\"--bootstrapServers="
                  + connection.bootstrapServers()
                  + "\" creates all that the pipeline needs"));
    }
  }

  @Test
  void aBrokerThatDoesNotAnswerIsNamed() throws Exception {
    String servers;
    try (ServerSocket free =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      servers = "127.0.0.1:" + free.getLocalPort();
    }
    assertThat(
        messageOf(new KafkaConnection(servers, null), List.of("ride-requests")),
        is(
            "--bootstrapServers: no Kafka broker answers at "
                + servers
                + "; is it running, and is this its address? make broker starts one"));
  }

  @Test
  void aHostThatIsNotKnownIsNamed() {
    assertThat(
        messageOf(new KafkaConnection("nowhere.invalid:9092", null), List.of("ride-requests")),
        is(
            "--bootstrapServers or --kafkaConfig: No resolvable bootstrap urls given in"
                + " bootstrap.servers (nowhere.invalid:9092)"));
  }

  @Test
  void aConfigurationThatIsNotThereIsNamed() {
    String file = directory.resolve("missing.properties").toString();
    assertThat(
        messageOf(new KafkaConnection("localhost:9092", file), List.of("ride-requests")),
        is("--kafkaConfig: cannot read " + file));
  }

  @Test
  void theConfigurationGoesToEveryClientAndTheGivenAddressWins() throws Exception {
    Path file = directory.resolve("kafka.properties");
    Files.writeString(file, "security.protocol=SASL_SSL\nbootstrap.servers=elsewhere:1\nacks=0\n");
    KafkaConnection connection = new KafkaConnection("here:2", file.toString());
    assertThat(
        connection.clientProperties(),
        is(Map.of("security.protocol", "SASL_SSL", "bootstrap.servers", "here:2", "acks", "0")));
    assertThat(new ProducerSettings(connection).properties().get("acks"), is("all"));
  }

  private static String messageOf(KafkaConnection connection, List<String> topics) {
    return assertThrows(KafkaSetupException.class, () -> ClusterCheck.verify(connection, topics))
        .getMessage();
  }
}
