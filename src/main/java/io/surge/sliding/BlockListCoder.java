package io.surge.sliding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.util.VarInt;

/**
 * A list that is written and read as one block of bytes: its length, then how many elements there
 * are, then they. A runner's streams between steps take and give each byte by several calls, which
 * cost more than the byte; within a block the elements are written to an array and read from one.
 */
public final class BlockListCoder<T> extends StructuredCoder<List<T>> {
  private static final long serialVersionUID = 1L;
  private static final int EXPECTED_BYTES_AN_ELEMENT = 32;
  private static final int COUNT_BYTES = 5;

  private final Coder<T> elements;

  private BlockListCoder(Coder<T> elements) {
    this.elements = elements;
  }

  public static <T> BlockListCoder<T> of(Coder<T> elements) {
    return new BlockListCoder<>(elements);
  }

  @Override
  public void encode(List<T> list, OutputStream out) throws IOException {
    ValueBytes block = new ValueBytes(COUNT_BYTES + EXPECTED_BYTES_AN_ELEMENT * list.size());
    block.writeVarInt(list.size());
    for (T element : list) {
      elements.encode(element, block);
    }
    VarInt.encode(block.size(), out);
    block.writeTo(out);
  }

  @Override
  public List<T> decode(InputStream in) throws IOException {
    ValueStream block = ValueStream.of(in, VarInt.decodeInt(in));
    int count = Math.toIntExact(block.readVarInt());
    List<T> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(elements.decode(block));
    }
    return list;
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(elements);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    elements.verifyDeterministic();
  }
}
