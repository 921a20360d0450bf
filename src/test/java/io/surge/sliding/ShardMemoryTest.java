package io.surge.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

/** What is in memory is used as long as it is what state holds, and no longer. */
class ShardMemoryTest {
  private static final int SHARD = 250;

  private final ShardMemory<String> memory = new ShardMemory<>();

  @Test
  void givesWhatWasKeptWhileTheStampIsTheSame() {
    memory.keep(SHARD, 7, "kept");
    memory.keep(SHARD + 1, 7, "of another shard");

    assertThat(memory.take(SHARD, 7, () -> "read"), is("kept"));
  }

  @Test
  void readsAShardThatIsNew() {
    assertThat(memory.take(SHARD, ShardMemory.NO_STAMP, () -> "read"), is("read"));
  }

  @Test
  void readsWhereSomebodyElseHasChangedTheState() {
    memory.keep(SHARD, 7, "kept");

    assertThat(memory.take(SHARD, 8, () -> "read"), is("read"));
    assertThat("nor is it what state holds later", memory.take(SHARD, 7, () -> "read"), is("read"));
  }

  @Test
  void readsWhereWorkHasFailed() {
    memory.keep(SHARD, 7, "kept");
    memory.take(SHARD, 7, () -> "read");

    assertThat(memory.take(SHARD, 7, () -> "read"), is("read"));
  }
}
