package io.surge.transforms;

import io.surge.sliding.Shards;
import java.util.Collection;

/** Some of the shards. Immutable, and one number: one travels with each batch. */
record ShardSet(int bits) {
  static final ShardSet NONE = new ShardSet(0);

  static ShardSet of(Collection<Integer> shards) {
    ShardSet set = NONE;
    for (int shard : shards) {
      set = set.with(shard);
    }
    return set;
  }

  ShardSet with(int shard) {
    return new ShardSet(bits | 1 << Shards.rankOf(shard));
  }

  boolean holdsOneOf(ShardSet others) {
    return (bits & others.bits) != 0;
  }
}
