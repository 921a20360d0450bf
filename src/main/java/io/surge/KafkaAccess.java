package io.surge;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How every Kafka client of the job reaches the brokers.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param properties further client properties; they may hold secrets
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> properties) {
  private static final Pattern SERVERS = Pattern.compile("[^\\s,]+:[0-9]+(,[^\\s,]+:[0-9]+)*");

  static KafkaAccess of(SurgeOptions options) {
    String servers = options.getBootstrapServers();
    if (!SERVERS.matcher(servers).matches()) {
      throw new OptionText("bootstrapServers", servers)
          .refused("takes host:port, separated by commas");
    }
    String file = options.getKafkaConfig();
    return new KafkaAccess(
        servers, file == null ? Map.of() : read(new OptionText("kafkaConfig", file)));
  }

  private static Map<String, String> read(OptionText file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file.text()))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw file.refused("takes a readable file of Kafka client properties");
    }
    if (properties.containsKey("bootstrap.servers")) {
      throw file.refused("takes a file without bootstrap.servers, which --bootstrapServers sets");
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
  }

  /** Names the properties and keeps their values to itself. */
  @Override
  public String toString() {
    return "KafkaAccess[" + bootstrapServers + ", " + properties.keySet() + "]";
  }
}
