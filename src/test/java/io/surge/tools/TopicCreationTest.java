package io.surge.tools;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.surge.kafka.KafkaConnection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class TopicCreationTest {
  private static final TopicPlan PLAN = TopicPlan.read(TopicPlan.DEFAULT_FILE);
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.startTemporary();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void createsTheTopicsOfThePlanAndLeavesThemAtTheSecondTime() throws Exception {
    KafkaConnection connection = new KafkaConnection(broker.bootstrapServers(), null);
    TopicNames names = new TopicNames();
    TopicCreation.create(connection, names, PLAN.withInputPartitions(2));

    try (Admin admin = Admin.create(connection.clientProperties())) {
      assertThat(partitions(admin, "ride-requests"), is(2));
      assertThat(setting(admin, "ride-requests", "retention.ms"), is("86400000"));
      assertThat(partitions(admin, "driver-updates"), is(2));
      assertThat(setting(admin, "driver-updates", "retention.ms"), is("86400000"));
      assertThat(partitions(admin, "surge-multipliers"), is(4));
      assertThat(setting(admin, "surge-multipliers", "retention.ms"), is("604800000"));
      assertThat(partitions(admin, "surge-live"), is(4));
      assertThat(setting(admin, "surge-live", "cleanup.policy"), is("compact"));
      assertThat(partitions(admin, "surge-dead-letters"), is(1));
      assertThat(setting(admin, "surge-dead-letters", "retention.ms"), is("2592000000"));
    }
    assertThat(
        TopicCreation.create(connection, names, PLAN.withoutRetention()),
        contains(
            "ride-requests: is there and left as it is: 2 partitions instead of 4,"
                + " retention.ms=86400000 instead of -1",
            "driver-updates: is there and left as it is: 2 partitions instead of 4,"
                + " retention.ms=86400000 instead of -1",
            "surge-multipliers: is there and left as it is: retention.ms=604800000 instead of -1",
            "surge-live: is there and left as it is",
            "surge-dead-letters: is there and left as it is:"
                + " retention.ms=2592000000 instead of -1"));
  }

  private static int partitions(Admin admin, String topic) throws Exception {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .size();
  }

  private static String setting(Admin admin, String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<ConfigResource, Config> configs = admin.describeConfigs(List.of(resource)).all().get();
    return configs.get(resource).get(name).value();
  }
}
