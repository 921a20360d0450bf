package io.surge.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ClosingsTest {
  private static final TopicPartition ONE = new TopicPartition("requests", 0);
  private static final TopicPartition TWO = new TopicPartition("updates", 0);

  private final Closings closings = new Closings(2);

  @Test
  void theLastPartitionLetsAWindowClose() {
    closings.sending(ONE, 14_999, 1);
    closings.sending(TWO, 14_999, 2);
    closings.sending(ONE, 15_000, 3);
    assertThat(closings.dueAt(10_000), is(Optional.empty()));

    closings.sending(ONE, 15_001, 4);
    closings.sending(TWO, 15_002, 5);
    closings.sending(TWO, 15_003, 6);
    assertThat(closings.dueAt(10_000), is(Optional.of(5L)));
  }

  @Test
  void whatWasOpenBeforeTheFirstEventIsNotMeasured() {
    closings.sending(ONE, 15_000, 1);
    closings.sending(TWO, 15_000, 2);

    assertThat(closings.dueAt(10_000), is(Optional.empty()));
  }
}
