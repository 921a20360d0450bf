package io.surge;

import io.surge.domain.DriverUpdate;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import io.surge.transforms.SurgeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;

/** Steps as the source would hand them on: what arrives at one moment together. */
final class Batches {
  private static final int MOST = 6;

  private final SurgeSettings settings;
  private final IntSupplier sizes;
  private final List<RideEvent> gathered = new ArrayList<>();
  private TestStream.Builder<Iterable<RideEvent>> stream;
  private long watermark = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();
  private int size;

  /**
   * @param sizes of one batch after the other
   */
  Batches(SurgeSettings settings, IntSupplier sizes) {
    this.settings = settings;
    this.sizes = sizes;
    this.size = sizes.getAsInt();
    try {
      this.stream =
          TestStream.create(
              IterableCoder.of(Pipeline.create().getCoderRegistry().getCoder(RideEvent.class)));
    } catch (CannotProvideCoderException e) {
      throw new AssertionError("ride events have a registered coder", e);
    }
  }

  /** Sizes by chance, of a few events. */
  static IntSupplier smallSizes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return () -> random.nextInt(1, MOST);
  }

  /** The steps but for the clock's: what they change are live quotes only. */
  TestStream<Iterable<RideEvent>> of(List<Step> steps) {
    for (Step step : steps) {
      if (step instanceof Step.EventArrives arrives) {
        gathered.add(withOriginWhereNeeded(arrives.event()));
        if (gathered.size() >= size) {
          handOn();
        }
      } else if (step instanceof Step.WatermarkReaches reaches) {
        handOn();
        watermark = reaches.time();
        stream = stream.advanceWatermarkTo(Instant.ofEpochMilli(watermark));
      }
    }
    handOn();
    return stream.advanceWatermarkToInfinity();
  }

  private void handOn() {
    if (!gathered.isEmpty()) {
      long earliest = gathered.stream().mapToLong(RideEvent::timestamp).min().orElseThrow();
      Iterable<RideEvent> batch = List.copyOf(gathered);
      stream = stream.addElements(TimestampedValue.of(batch, Instant.ofEpochMilli(earliest)));
      gathered.clear();
      size = sizes.getAsInt();
    }
  }

  private RideEvent withOriginWhereNeeded(RideEvent event) {
    long expiry =
        settings.windows().lastEndHolding(event.timestamp())
            + settings.allowedLateness().getMillis();
    if (expiry <= watermark) {
      return event;
    }
    return event instanceof DriverUpdate update
        ? new DriverUpdate(
            update.driverId(), update.zone(), update.available(), update.timestamp(), null)
        : new RideRequest(event.zone(), event.timestamp(), null);
  }
}
