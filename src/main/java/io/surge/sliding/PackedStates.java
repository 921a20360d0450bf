package io.surge.sliding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * States of many keys in memory, as bytes: so many objects that change all the time would be more
 * than a collection of garbage should have to follow. A state that changes is written anew, and the
 * oldest block of bytes is given up when half of all bytes are of former states.
 */
final class PackedStates<K, AccumT> {
  private static final int BLOCK_BYTES = 1 << 18;

  /** A block with less room is full: most states need less. */
  private static final int ROOM_FOR_ONE = 1 << 10;

  private final StatePacking<AccumT> packing;

  /** By ascending number, the last one to be written to. */
  private final List<Block<K, AccumT>> blocks = new ArrayList<>();

  /** The number of the first of the blocks. */
  private long first;

  private @Nullable Block<K, AccumT> spare;
  private long newestBytes;

  private static final class Block<K, AccumT> {
    private final ValueBytes bytes = new ValueBytes(BLOCK_BYTES);

    /** Those of the states in it, former ones too. */
    private final List<KeyPlace<K, AccumT>> places = new ArrayList<>();

    boolean isFull() {
      return bytes.size() > BLOCK_BYTES - ROOM_FOR_ONE;
    }
  }

  PackedStates(StatePacking<AccumT> packing) {
    this.packing = packing;
  }

  /** The state of a place must be here, and remains readable until the next {@link #tidy}. */
  KeyState<AccumT> get(KeyPlace<K, AccumT> place) {
    try {
      return packing.read(blockOf(place).bytes.array(), place.offset, place.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Block<K, AccumT> blockOf(KeyPlace<K, AccumT> place) {
    return blocks.get((int) (place.block - first));
  }

  /** How many bytes there are, of former states too. */
  long bytes() {
    return blocks.stream().mapToLong(block -> block.bytes.size()).sum();
  }

  /** Reads of the state of a place, as {@link FetchAhead} has it: the sum means nothing. */
  int fetch(KeyPlace<K, AccumT> place) {
    byte[] block = blockOf(place).bytes.array();
    return block[place.offset] + block[place.offset + place.length - 1];
  }

  /** Keeps a state instead of the one that the place had here, if it had one. */
  void put(KeyPlace<K, AccumT> place, KeyState<AccumT> state) {
    remove(place);
    Block<K, AccumT> block = openBlock();
    int offset = block.bytes.size();
    try {
      packing.write(state, block.bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    isIn(block, place, offset);
    newestBytes += place.length;
  }

  /** The bytes from an offset on are of a place now. */
  private void isIn(Block<K, AccumT> block, KeyPlace<K, AccumT> place, int offset) {
    place.block = first + blocks.size() - 1;
    place.offset = offset;
    place.length = block.bytes.size() - offset;
    block.places.add(place);
  }

  private Block<K, AccumT> openBlock() {
    if (blocks.isEmpty() || blocks.get(blocks.size() - 1).isFull()) {
      blocks.add(spare == null ? new Block<>() : spare);
      spare = null;
    }
    return blocks.get(blocks.size() - 1);
  }

  /** The place has no state here any more, if it had one. */
  void remove(KeyPlace<K, AccumT> place) {
    newestBytes -= place.length;
    place.length = 0;
  }

  /** Gives up blocks of which little is of use: what was read of states is invalid then. */
  void tidy() {
    while (blocks.size() > 1 && bytes() > 2 * newestBytes + BLOCK_BYTES) {
      Block<K, AccumT> oldest = blocks.get(0);
      for (KeyPlace<K, AccumT> place : oldest.places) {
        if (place.length > 0 && place.block == first) {
          move(place, oldest);
        }
      }
      blocks.remove(0);
      first++;
      oldest.bytes.clear();
      oldest.places.clear();
      spare = oldest;
    }
  }

  private void move(KeyPlace<K, AccumT> place, Block<K, AccumT> from) {
    Block<K, AccumT> block = openBlock();
    int offset = block.bytes.size();
    block.bytes.write(from.bytes.array(), place.offset, place.length);
    isIn(block, place, offset);
  }
}
