package io.surge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code make broker} leaves behind when it is killed, the next one takes up. */
@Timeout(120)
final class KilledBrokerTest {
  @TempDir Path directory;

  @Test
  void comesBackWithItsTopics() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(directory)) {
      broker.awaitAnswer();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
        broker.killAndStartAgain();
        broker.awaitAnswer();
        assertThat(admin.listTopics().names().get(), is(Set.of("kept")));
      }
    }
  }
}
