package io.surge.kafka;

import java.time.Duration;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/**
 * The watermark of one partition, in epoch milliseconds.
 *
 * <ol>
 *   <li>It follows the largest min(event time, Kafka record timestamp) of the accepted records,
 *       {@code maxOutOfOrderness} behind; rejected records never touch it.
 *   <li>It is never ahead of the wall clock minus {@code maxOutOfOrderness}, so an event stamped
 *       ahead cannot make the present late.
 *   <li>Once fresh looks at the partition's end have shown nothing left to read for {@code
 *       idleTimeout}, it follows the time of the latest such look, {@code maxOutOfOrderness}
 *       behind. A look that finds something unread ends this, and so does a gap between looks, as
 *       when the broker is out of reach or the process stood still: what was sent meanwhile has yet
 *       to come.
 *   <li>It does not go back.
 * </ol>
 *
 * <p>Without an idle timeout, (3) does not apply: a partition stands at its data. One that has
 * never held any is left out of the minimum instead, once others hold data and it has been seen
 * empty for a while: it then follows the looks, as an idle one does, which no other partition's
 * watermark can be ahead of. When its first event comes, its watermark starts there, although that
 * may be further back: downstream, the watermark stays where it was until this one catches up.
 */
final class PartitionWatermark {
  /** Looks are due every second; what is further apart says nothing about the time between. */
  private static final long LONGEST_GAP_BETWEEN_LOOKS = 3000;

  /** Longer than the partitions of a topic that is being filled take to get their first records. */
  private static final long EMPTY_TIMEOUT = 5000;

  private static final long NONE = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();

  private final long maxOutOfOrderness;
  private final boolean idles;
  private final long idleTimeout;

  private long newest = NONE;
  private long watermark;
  private long emptyWatermark = NONE;
  private long highest;
  private long lastReadAt = NONE;
  private long quietSince = NONE;
  private long lastLook = NONE;

  /**
   * @param previous the watermark at which the partition stood when its position was saved; the
   *     smallest timestamp if there is none
   */
  PartitionWatermark(WatermarkRule rule, long previous) {
    maxOutOfOrderness = rule.maxOutOfOrderness().toMillis();
    Duration timeout = rule.idleTimeout();
    idles = timeout != null;
    idleTimeout = timeout == null ? EMPTY_TIMEOUT : timeout.toMillis();
    watermark = previous;
    highest = previous;
  }

  /** Takes note of an accepted record, read now. */
  void accept(long eventTime, long recordTimestamp, long now) {
    newest = Math.max(newest, Math.min(eventTime, recordTimestamp));
    lastReadAt = now;
    quietSince = NONE;
    emptyWatermark = NONE;
  }

  /** Brings the watermark up to date and returns it. */
  long advance(long now, EndLook look) {
    follow(look);
    if (newest != NONE) {
      watermark = Math.max(watermark, Math.min(newest, now) - maxOutOfOrderness);
    }
    if (isQuiet()) {
      long looked = Math.min(lastLook, now) - maxOutOfOrderness;
      if (idles) {
        watermark = Math.max(watermark, looked);
      } else {
        emptyWatermark = Math.max(emptyWatermark, looked);
      }
    }
    highest = Math.max(highest, current());
    return current();
  }

  private void follow(EndLook look) {
    boolean counts = idles || (watermark == NONE && newest == NONE && look.othersHoldData());
    if (look.backlog() > 0 || !counts) {
      quietSince = NONE;
      lastLook = look.time();
    } else if (look.backlog() == 0 && look.time() > Math.max(lastLook, lastReadAt)) {
      if (quietSince == NONE || look.time() - lastLook > LONGEST_GAP_BETWEEN_LOOKS) {
        quietSince = look.time();
      }
      lastLook = look.time();
    }
  }

  private boolean isQuiet() {
    return quietSince != NONE && lastLook - quietSince >= idleTimeout;
  }

  private long current() {
    return Math.max(watermark, emptyWatermark);
  }

  /** The highest watermark that this partition has ever shown: no later step has seen a higher. */
  long highest() {
    return highest;
  }

  /** What to save with the partition's position: being left out is found again, not remembered. */
  long saved() {
    return watermark;
  }
}
