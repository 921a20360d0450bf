package io.surge.sliding;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.runners.flink.adapter.FlinkKey;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShardsTest {
  private static final int KEY_GROUPS = 128;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void flinkGivesEachSubtaskAsManyAsTheOthers(int subtasks) {
    Set<Integer> shards =
        IntStream.range(0, 10_000).map(Shards::of).boxed().collect(Collectors.toSet());
    Collection<Long> shares =
        shards.stream().collect(groupingBy(shard -> subtask(shard, subtasks), counting())).values();

    assertThat(shares, hasSize(subtasks));
    assertThat(shares, everyItem(is((long) Shards.COUNT / subtasks)));
  }

  private static int subtask(int shard, int subtasks) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        FlinkKey.of(shard, VarIntCoder.of()), KEY_GROUPS, subtasks);
  }
}
