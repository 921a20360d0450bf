package io.surge.tools;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The topics as they should be, by role. From a properties file: {@code <topic>.partitions}, and
 * Kafka's own settings as {@code <topic>.<setting>}, under the topics' default names.
 */
public record TopicPlan(Map<TopicRole, Topic> topics) {
  /** The plan that comes with the project. */
  public static final Path DEFAULT_FILE = Path.of("config", "topics.properties");

  private static final String PARTITIONS = "partitions";
  private static final String RETENTION = "retention.ms";
  private static final String FOR_EVER = "-1";

  /** A topic as it should be. */
  public record Topic(int partitions, Map<String, String> settings) {}

  /**
   * Reads a plan.
   *
   * @throws ToolException if the file cannot be read or misses a topic
   */
  public static TopicPlan read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ToolException("cannot read the plan of the topics in " + file, e);
    }
    Map<TopicRole, Topic> topics = new EnumMap<>(TopicRole.class);
    for (TopicRole role : TopicRole.values()) {
      topics.put(role, topic(properties, role.defaultName() + ".", file));
    }
    return new TopicPlan(topics);
  }

  private static Topic topic(Properties properties, String prefix, Path file) {
    Map<String, String> settings = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        settings.put(name.substring(prefix.length()), properties.getProperty(name).strip());
      }
    }
    String partitions = settings.remove(PARTITIONS);
    if (partitions == null || !partitions.matches("[1-9][0-9]{0,4}")) {
      throw new ToolException(file + ": " + prefix + PARTITIONS + " takes a number from 1");
    }
    return new Topic(Integer.parseInt(partitions), settings);
  }

  /** The same with another number of partitions for what the pipeline reads. */
  public TopicPlan withInputPartitions(int partitions) {
    Map<TopicRole, Topic> changed = new EnumMap<>(topics);
    changed.replaceAll(
        (role, topic) -> role.isInput() ? new Topic(partitions, topic.settings()) : topic);
    return new TopicPlan(changed);
  }

  /** The same with nothing left to retention, for records that carry old timestamps. */
  public TopicPlan withoutRetention() {
    Map<TopicRole, Topic> changed = new EnumMap<>(topics);
    changed.replaceAll((role, topic) -> withoutRetention(topic));
    return new TopicPlan(changed);
  }

  private static Topic withoutRetention(Topic topic) {
    Map<String, String> settings = new HashMap<>(topic.settings());
    settings.computeIfPresent(RETENTION, (name, value) -> FOR_EVER);
    return new Topic(topic.partitions(), settings);
  }
}
