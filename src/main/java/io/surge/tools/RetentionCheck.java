package io.surge.tools;

import io.surge.domain.DurationText;
import io.surge.kafka.KafkaConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Keeps old records from topics that would delete them as soon as they have them. */
final class RetentionCheck {
  private RetentionCheck() {}

  /**
   * Looks at the topics' retention.
   *
   * @param oldest the timestamp of the oldest record, in epoch milliseconds
   * @throws ToolException if a topic keeps records for less time than that is ago
   */
  static void verify(KafkaConnection connection, Collection<String> topics, long oldest) {
    KafkaAnswers kafka = new KafkaAnswers(connection);
    List<ConfigResource> resources =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    long age = System.currentTimeMillis() - oldest;
    try (Admin admin = kafka.administrate()) {
      Map<ConfigResource, Config> configs = kafka.await(admin.describeConfigs(resources).all());
      for (ConfigResource resource : resources) {
        long kept =
            Long.parseLong(configs.get(resource).get(TopicConfig.RETENTION_MS_CONFIG).value());
        if (kept >= 0 && kept < age) {
          throw tooShort(resource.name(), kept, oldest);
        }
      }
    }
  }

  private static ToolException tooShort(String topic, long kept, long oldest) {
    return new ToolException(
        topic
            + " keeps records for "
            + DurationText.format(Duration.ofMillis(kept))
            + " only and would delete those of "
            + Instant.ofEpochMilli(oldest)
            + ": use topics made with make topics ARGS=--keepForEver, or --times=now");
  }
}
