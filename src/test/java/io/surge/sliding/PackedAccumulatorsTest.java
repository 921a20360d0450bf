package io.surge.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.junit.jupiter.api.Test;

/** Slices in bytes are as others are, and only those that are asked for are read. */
class PackedAccumulatorsTest {
  private final List<String> read = new ArrayList<>();
  private final StatePacking<String> packing =
      new KeyStateCoder<>(new RememberingCoder()).packing();

  private final class RememberingCoder extends AtomicCoder<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(String value, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(value, out);
    }

    @Override
    public String decode(InputStream in) throws IOException {
      String value = StringUtf8Coder.of().decode(in);
      read.add(value);
      return value;
    }
  }

  @Test
  void onlyWhatIsAskedForIsReadAndThatOnce() throws IOException {
    Slices<String> packed = packed();

    assertThat(packed.accumulatorAt(1), is("b"));
    assertThat(packed.between(11, 13), is(List.of("b", "c")));

    assertThat(read, is(List.of("b", "c")));
  }

  @Test
  void whatIsNotReadIsCopied() throws IOException {
    Slices<String> next = packed().since(11).replacing(1, "C").inserting(2, 14, "d");
    Slices<String> again = packedAgain(next);

    assertThat(read, is(List.of()));
    assertThat(again, is(slices(new long[] {11, 12, 14}, "b", "C", "d")));
  }

  @Test
  void whatIsNotKnownToBeTheSameIsAChange() throws IOException {
    Slices<String> former = packed();
    Slices<String> next = former.since(11).replacing(1, "C");
    former.between(10, 13);

    assertThat(
        packed().since(11).changedSince(packed()), is(slices(new long[] {11, 12}, "b", "c")));
    assertThat(next.changedSince(former), is(slices(new long[] {11, 12}, "b", "C")));
  }

  @Test
  void whatIsStillInBytesIsNoChange() throws IOException {
    Slices<String> former = packed();
    Slices<String> next = former.since(11).replacing(1, "C");

    assertThat(next.changedSince(former), is(slices(new long[] {12}, "C")));
    assertThat(former.changedSince(former), is(Slices.none()));
  }

  private Slices<String> packed() throws IOException {
    return packedAgain(slices(new long[] {10, 11, 12}, "a", "b", "c"));
  }

  private Slices<String> packedAgain(Slices<String> slices) throws IOException {
    ValueBytes bytes = new ValueBytes(1);
    bytes.write(7);
    packing.write(KeyState.<String>fresh(3).withSlices(slices), bytes);
    return packing.read(bytes.array(), 1, bytes.size() - 1).slices();
  }

  private static Slices<String> slices(long[] indexes, String... accumulators) {
    return new Slices<>(indexes, accumulators);
  }
}
