package io.surge.transforms;

import io.surge.sliding.Shards;

/** Some of the shards. Immutable, and one number: one travels with each batch. */
record ShardSet(int bits) {
  static final ShardSet NONE = new ShardSet(0);

  ShardSet with(int shard) {
    return new ShardSet(bits | 1 << Math.floorMod(shard, Shards.COUNT));
  }

  boolean holdsOneOf(ShardSet others) {
    return (bits & others.bits) != 0;
  }
}
