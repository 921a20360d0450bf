package io.surge.sliding;

import static org.apache.beam.sdk.testing.CoderProperties.coderDecodeEncodeEqual;
import static org.apache.beam.sdk.testing.CoderProperties.coderSerializable;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.sliding.FiredWindows.FiredWindow;
import io.surge.sliding.KeyInputs.Partial;
import io.surge.sliding.KeyState.Live;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.util.HexFormat;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.Timing;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What savepoints hold has the bytes that it always had, and what travels survives it. */
class SlidingCodersTest {
  private static final KeyStateCoder<Integer> STATE = new KeyStateCoder<>(VarIntCoder.of());
  private static final String SAVED =
      "80f49fc4020200070401020103010801000384f49fc402f2e0acfef962000000000000002aae8aadfef962";

  @Test
  void savedKeysKeepTheirBytes() throws Exception {
    keepsItsBytes(
        STATE,
        new KeyState<>(
            new Slices<>(new long[] {340_000_000L, 340_000_002L}, new Integer[] {7, 1}),
            FiredWindows.of(
                new FiredWindow(339_999_999L, 3, 1), new FiredWindow(340_000_003L, 1, 0)),
            340_000_000L,
            new Live(340_000_002L, true, 42, 1_700_000_012_345L, true),
            1_700_000_014_999L),
        "022b" + SAVED);
    keepsItsBytes(
        STATE,
        KeyState.fresh(-1),
        "0221" + "01000000ffffffffffffffffff01000000000000000000feffffffffffffffff01");
  }

  @Test
  void aKeyThatIsCutOffIsNotRead() {
    byte[] cutOff = HexFormat.of().parseHex("022c" + SAVED);
    Assertions.assertThrows(
        EOFException.class, () -> STATE.decode(new ByteArrayInputStream(cutOff)));
  }

  @Test
  void savedShardsKeepTheirBytes() throws Exception {
    ShardStateCoder coder = new ShardStateCoder();
    String times = "ae8aadfef962d6e1acfef9629ebcacfef962";
    keepsItsBytes(
        coder,
        new ShardState(1_700_000_014_999L, 1_700_000_012_395L, 1_700_000_009_999L, 7),
        "02" + times + "0000000000000007");
    keepsItsBytes(
        coder,
        ShardState.FRESH,
        "02feffffffffffffffff01feffffffffffffffff01edcf9adef4a6e220" + "0000000000000000");
  }

  @Test
  void bytesOfAnotherVersionAreRefusedInOneLine() {
    refuses(STATE, "state of version 3, this build reads 2");
    refuses(new ShardStateCoder(), "state of version 3, this build reads 2");
  }

  @Test
  void savedEntriesStandBehindTheirLength() throws Exception {
    byte[] saved = CoderUtils.encodeToByteArray(new LogEntryCoder(), new byte[] {5, 6});

    assertThat(saved, is(new byte[] {2, 5, 6}));
    assertThat(CoderUtils.decodeFromByteArray(new LogEntryCoder(), saved), is(new byte[] {5, 6}));
    coderSerializable(new LogEntryCoder());
  }

  /** Savepoints rely on it as well. */
  @Test
  void aKeyKeepsItsShard() {
    List<Integer> hashes = List.of(0, 1, -1, "driver-1".hashCode(), Integer.MIN_VALUE);

    assertThat(
        hashes.stream().map(hash -> Shards.of(hash)).toList(),
        is(List.of(250, 257, 256, 253, 250)));
  }

  @Test
  void whatTravelsSurvives() throws Exception {
    coderDecodeEncodeEqual(
        new KeyInputsCoder<>(StringUtf8Coder.of(), VarIntCoder.of(), VarIntCoder.of()),
        new KeyInputs<>(
            "key",
            List.of(new Partial<>(-5L, 3), new Partial<>(1_700_000_000_000L, 4)),
            List.of(TimestampedValue.of(9, Instant.ofEpochMilli(-1)))));
    coderDecodeEncodeEqual(BlockListCoder.of(VarIntCoder.of()), List.of());
    coderDecodeEncodeEqual(BlockListCoder.of(StringUtf8Coder.of()), List.of("a", "", "bc"));
    coderDecodeEncodeEqual(
        new SlidingPaneCoder<>(VarIntCoder.of()),
        new SlidingPane<>(
            new IntervalWindow(Instant.ofEpochMilli(0), Instant.ofEpochMilli(30_000)),
            PaneInfo.createPane(false, false, Timing.LATE, 2, 1),
            true,
            5));
  }

  /** What follows it on a stream is not touched. */
  @Test
  void aListIsReadToItsEndAndNoFurther() throws Exception {
    BlockListCoder<String> coder = BlockListCoder.of(StringUtf8Coder.of());
    byte[] twoLists = HexFormat.of().parseHex("0401026869" + "0100");
    ByteArrayInputStream in = new ByteArrayInputStream(twoLists);

    assertThat(coder.decode(in), is(List.of("hi")));
    assertThat(coder.decode(in), is(List.of()));
    Assertions.assertThrows(
        EOFException.class, () -> coder.decode(new ByteArrayInputStream(twoLists, 0, 4)));
  }

  private static void refuses(Coder<?> coder, String reason) {
    CoderException refusal =
        Assertions.assertThrows(
            CoderException.class,
            () -> coder.decode(new ByteArrayInputStream(new byte[] {3, 0, 0})));
    assertThat(refusal.getMessage(), is(reason));
  }

  private static <T> void keepsItsBytes(Coder<T> coder, T value, String hex) throws Exception {
    assertThat(HexFormat.of().formatHex(CoderUtils.encodeToByteArray(coder, value)), is(hex));
    assertThat(CoderUtils.decodeFromByteArray(coder, HexFormat.of().parseHex(hex)), is(value));
    coderSerializable(coder);
  }
}
