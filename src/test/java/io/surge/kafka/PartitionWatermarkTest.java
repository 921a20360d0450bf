package io.surge.kafka;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.junit.jupiter.api.Test;

/** Out-of-orderness 5 s, idle timeout 5 s. The clock starts at 100 s; all times in seconds. */
class PartitionWatermarkTest {
  private static final long NEVER_SET = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
  private static final WatermarkRule LIVE = new WatermarkRule(FIVE_SECONDS, FIVE_SECONDS);
  private static final WatermarkRule REPLAY = new WatermarkRule(FIVE_SECONDS, null);

  private static final int UNREAD = 3;
  private static final int UNKNOWN = -1;

  /** One partition and what happens to it. */
  private static final class Partition {
    private final PartitionWatermark watermark;
    private long now = 100_000;
    private EndLook look = new EndLook(UNKNOWN, NEVER_SET, false);

    Partition(WatermarkRule rule) {
      this(rule, NEVER_SET);
    }

    Partition(WatermarkRule rule, long saved) {
      watermark = new PartitionWatermark(rule, saved);
    }

    Partition at(double seconds) {
      now = millis(seconds);
      return this;
    }

    Partition reads(double eventTime) {
      return reads(eventTime, now / 1000.0);
    }

    Partition reads(double eventTime, double recordTimestamp) {
      watermark.accept(millis(eventTime), millis(recordTimestamp), now);
      return this;
    }

    /** A look at the partition's end, now, whose answer is used until the next. */
    Partition looks(long backlog) {
      return looks(backlog, true);
    }

    Partition looks(long backlog, boolean othersHoldData) {
      look = new EndLook(backlog, now, othersHoldData);
      watermark.advance(now, look);
      return this;
    }

    /** A look every second, up to and with the last. */
    Partition looksEverySecond(int from, int to, long backlog) {
      for (int second = from; second <= to; second++) {
        at(second).looks(backlog);
      }
      return this;
    }

    double watermark() {
      return watermark.advance(now, look) / 1000.0;
    }

    boolean hasNone() {
      return watermark.advance(now, look) == NEVER_SET;
    }

    long saved() {
      return watermark.saved();
    }

    double highest() {
      return watermark.highest() / 1000.0;
    }

    private static long millis(double seconds) {
      return Math.round(seconds * 1000);
    }
  }

  @Test
  void beforeTheFirstRecordThereIsNone() {
    assertThat(new Partition(LIVE).hasNone(), is(true));
  }

  @Test
  void itFollowsTheNewestEvent() {
    Partition partition = new Partition(LIVE).reads(90);
    assertThat(partition.watermark(), is(85.0));
    assertThat(partition.reads(92).watermark(), is(87.0));
  }

  @Test
  void disorderDoesNotTakeItBack() {
    assertThat(new Partition(LIVE).reads(90).reads(70).reads(89).watermark(), is(85.0));
  }

  @Test
  void anEventAheadOfItsRecordCountsAsTheRecord() {
    assertThat(new Partition(LIVE).reads(99, 80).watermark(), is(75.0));
  }

  @Test
  void anEventStampedAheadIsHeldAtTheClock() {
    Partition partition = new Partition(LIVE).reads(130, 130);
    assertThat(partition.watermark(), is(95.0));
    assertThat(partition.at(110).watermark(), is(105.0));
    assertThat(partition.at(200).watermark(), is(125.0));
  }

  @Test
  void aClockThatGoesBackDoesNotTakeItBack() {
    Partition partition = new Partition(LIVE).reads(130, 130);
    assertThat(partition.watermark(), is(95.0));
    assertThat(partition.at(50).watermark(), is(95.0));
  }

  @Test
  void fiveSecondsOfNothingLeftToReadMakeItIdle() {
    Partition partition = new Partition(LIVE).reads(90).looksEverySecond(101, 105, 0);
    assertThat(partition.watermark(), is(85.0));
    assertThat(partition.at(106).looks(0).watermark(), is(101.0));
    assertThat(partition.at(107).looks(0).watermark(), is(102.0));
  }

  @Test
  void anIdlePartitionStandsAtItsLastLookHoweverMuchTimePasses() {
    Partition partition = new Partition(LIVE).reads(90).looksEverySecond(101, 106, 0);
    assertThat(partition.at(500).watermark(), is(101.0));
  }

  @Test
  void aPartitionThatNeverHeldARecordIdlesToo() {
    assertThat(new Partition(LIVE).looksEverySecond(101, 106, 0).watermark(), is(101.0));
  }

  @Test
  void aLookFromBeforeTheLastRecordProvesNothing() {
    Partition partition = new Partition(LIVE).at(101.5).reads(90);
    partition.look = new EndLook(0, 101_000, true);
    assertThat(partition.watermark(), is(85.0));
    assertThat(partition.looksEverySecond(102, 106, 0).watermark(), is(85.0));
    assertThat(partition.at(107).looks(0).watermark(), is(102.0));
  }

  @Test
  void aRecordEndsTheIdleness() {
    Partition partition = new Partition(LIVE).reads(90).looksEverySecond(101, 106, 0);
    assertThat(partition.at(106.5).reads(103).watermark(), is(101.0));
    assertThat(partition.looksEverySecond(107, 111, 0).watermark(), is(101.0));
    assertThat(partition.at(112).looks(0).watermark(), is(107.0));
  }

  @Test
  void anUnreadBacklogIsNoIdleness() {
    Partition partition = new Partition(LIVE).reads(90).looksEverySecond(101, 150, UNREAD);
    assertThat(partition.watermark(), is(85.0));
  }

  @Test
  void anUnreadBacklogStartsTheWaitAnew() {
    Partition partition = new Partition(LIVE).reads(90).looksEverySecond(101, 104, 0);
    partition.at(105).looks(UNREAD).looksEverySecond(106, 110, 0);
    assertThat(partition.watermark(), is(85.0));
    assertThat(partition.at(111).looks(0).watermark(), is(106.0));
  }

  @Test
  void aLookThatFoundABacklogDoesNotCountOnceTheBacklogIsRead() {
    Partition partition = new Partition(LIVE).reads(90).at(101).looks(UNREAD);
    partition.look = new EndLook(0, partition.look.time(), true);
    assertThat(partition.watermark(), is(85.0));
    assertThat(partition.looksEverySecond(102, 106, 0).watermark(), is(85.0));
    assertThat(partition.at(107).looks(0).watermark(), is(102.0));
  }

  @Test
  void anUnknownBacklogIsNoIdleness() {
    assertThat(new Partition(LIVE).looksEverySecond(101, 150, UNKNOWN).hasNone(), is(true));
  }

  @Test
  void aBrokerOutOfReachIsNoIdleness() {
    Partition partition = new Partition(LIVE).reads(90).looksEverySecond(101, 103, 0);
    for (int second = 104; second < 170; second++) {
      assertThat(partition.at(second).watermark(), is(85.0));
    }
    assertThat(partition.at(170).looks(0).watermark(), is(85.0));
    assertThat(partition.looksEverySecond(171, 174, 0).watermark(), is(85.0));
    assertThat(partition.at(175).looks(0).watermark(), is(170.0));
  }

  @Test
  void afterARestartItStandsWhereItStoodWhileTheBacklogIsRead() {
    Partition partition = new Partition(LIVE, 85_000).looksEverySecond(101, 120, UNREAD);
    assertThat(partition.watermark(), is(85.0));
    assertThat(partition.reads(84).watermark(), is(85.0));
    assertThat(partition.reads(95).watermark(), is(90.0));
  }

  @Test
  void aCatchUpFollowsTheEventsNotTheClock() {
    Partition partition = new Partition(LIVE, 85_000).at(500);
    assertThat(partition.reads(91, 92).looks(UNREAD).watermark(), is(86.0));
    assertThat(partition.reads(300, 301).looks(UNREAD).watermark(), is(295.0));
    assertThat(partition.reads(499, 500).looks(0).watermark(), is(494.0));
  }

  @Test
  void inAReplayAPartitionStandsAtItsData() {
    Partition partition = new Partition(REPLAY).reads(20, 20).looksEverySecond(101, 150, 0);
    assertThat(partition.watermark(), is(15.0));
  }

  @Test
  void inAReplayAPartitionThatIsRestoredStandsWhereItStood() {
    Partition partition = new Partition(REPLAY, 15_000).looksEverySecond(101, 150, 0);
    assertThat(partition.watermark(), is(15.0));
  }

  @Test
  void inAReplayAnEmptyPartitionIsLeftOutOnceOthersHoldData() {
    Partition partition = new Partition(REPLAY).looksEverySecond(101, 105, 0);
    assertThat(partition.hasNone(), is(true));
    assertThat(partition.at(106).looks(0).watermark(), is(101.0));
    assertThat(partition.at(107).looks(0).watermark(), is(102.0));
  }

  @Test
  void aReplayThatHasNotBegunDoesNotMove() {
    Partition partition = new Partition(REPLAY);
    for (int second = 101; second <= 150; second++) {
      partition.at(second).looks(0, false);
    }
    assertThat(partition.hasNone(), is(true));
    assertThat(partition.looksEverySecond(151, 155, 0).hasNone(), is(true));
  }

  @Test
  void aPartitionThatWasLeftOutStartsAtItsFirstEvent() {
    Partition partition = new Partition(REPLAY).looksEverySecond(101, 106, 0);
    assertThat(partition.reads(20, 20).watermark(), is(15.0));
    assertThat(partition.highest(), is(101.0));
  }

  @Test
  void aPartitionThatIsLeftOutIsSavedAsOneWithoutData() {
    assertThat(new Partition(REPLAY).looksEverySecond(101, 106, 0).saved(), is(NEVER_SET));
    Partition idle = new Partition(LIVE).looksEverySecond(101, 106, 0);
    assertThat(idle.saved(), is(101_000L));
  }
}
