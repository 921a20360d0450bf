package io.surge.kafka;

import static io.surge.kafka.BatchSize.AIM_NANOS;
import static io.surge.kafka.BatchSize.LEAST;
import static io.surge.kafka.BatchSize.MOST;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class BatchSizeTest {
  private long now = 1;
  private final BatchSize size = new BatchSize(() -> now);

  @Test
  void beginsSmall() {
    size.take();

    assertThat(size.most(), is(LEAST));
  }

  @Test
  void growsWhileFullBatchesAreTakenInQuickly() {
    takesIn(LEAST, AIM_NANOS / 2 - 1);
    assertThat(size.most(), is(2 * LEAST));

    takesIn(2 * LEAST, AIM_NANOS / 2 - 1);
    assertThat(size.most(), is(4 * LEAST));
  }

  @Test
  void hasAnEnd() {
    for (int i = 0; i < 20; i++) {
      takesIn(size.most(), 0);
    }

    assertThat(size.most(), is(MOST));
  }

  @Test
  void staysWhereABatchTakesAboutAsLongAsItMay() {
    takesIn(LEAST, 0);
    takesIn(2 * LEAST, AIM_NANOS / 2);
    takesIn(2 * LEAST, AIM_NANOS);

    assertThat(size.most(), is(2 * LEAST));
  }

  @Test
  void staysWhereThereIsNoMoreToRead() {
    takesIn(LEAST - 1, 0);

    assertThat(size.most(), is(LEAST));
  }

  @Test
  void shrinksWhereABatchTakesTooLong() {
    takesIn(LEAST, 0);
    takesIn(2 * LEAST, 0);
    takesIn(7, AIM_NANOS + 1);
    assertThat(size.most(), is(2 * LEAST));

    takesIn(7, AIM_NANOS + 1);
    takesIn(7, AIM_NANOS + 1);
    assertThat(size.most(), is(LEAST));
  }

  @Test
  void aWaitForRecordsSaysNothing() {
    takesIn(LEAST, 0);
    now += 10 * AIM_NANOS;
    size.take();

    assertThat(size.most(), is(2 * LEAST));
  }

  private void takesIn(int records, long nanos) {
    size.give(records);
    now += nanos;
    size.take();
  }
}
