package io.surge;

import io.surge.domain.SurgePolicy;
import io.surge.domain.WindowSchedule;
import io.surge.transforms.SurgeSettings.Supply;
import java.util.List;
import java.util.SplittableRandom;
import org.joda.time.Duration;

/**
 * A day in a small city as chance has it: few places and drivers, so that they meet, tie, move,
 * flap and fall silent; events out of order, late, partly late, too late and from the future; a
 * watermark that creeps, jumps and stops at the very edges; settings of every proportion.
 */
final class RandomStream {
  static final long MORNING = Story.time("08:00:00");

  private final SplittableRandom random;
  private final Story story = Story.story();
  private final long slide;
  private final long size;
  private final long driverTtl;
  private final long lateness;
  private final List<City> places;
  private final List<String> drivers;
  private long now = MORNING;
  private long watermark = Long.MIN_VALUE;
  private long lastEventTime = MORNING;

  private RandomStream(long seed) {
    random = new SplittableRandom(seed);
    slide = oneOf(1_000, 2_000, 5_000);
    size = slide * between(1, 6);
    driverTtl = slide * between(1, 10);
    lateness = oneOf(0, slide / 2, slide, 3 * slide, size + 1, 2 * size);
    places = someOf(List.of(City.values()));
    drivers = someOf(City.DRIVERS);
  }

  /** The story of a seed, always the same. Odd seeds count drivers, even ones updates. */
  static Story of(long seed) {
    RandomStream stream = new RandomStream(seed);
    stream.choosePolicy(seed % 2 == 0 ? Supply.UPDATES : Supply.DRIVERS);
    stream.liveThroughTheDay();
    return stream.story;
  }

  /**
   * The story of a seed in which the wall clock goes on a little before most steps, the watermark
   * is never ahead of it, and all is heard in the end.
   */
  static Story ofMoments(long seed) {
    RandomStream stream = new RandomStream(seed);
    stream.choosePolicy(seed % 2 == 0 ? Supply.UPDATES : Supply.DRIVERS);
    stream.liveThroughSomeMoments();
    return stream.story;
  }

  private void choosePolicy(Supply supply) {
    story
        .windows(new WindowSchedule(size, slide, driverTtl))
        .allowedLateness(Duration.millis(lateness))
        .supply(supply)
        .policy(new SurgePolicy(oneOf(0, 1, 1), oneOf(2, 5, 5)));
  }

  private void liveThroughTheDay() {
    story.clockReaches(now);
    for (long left = between(15, 50); left > 0; left--) {
      long chance = between(1, 100);
      if (chance <= 70) {
        hearOfAnEvent();
        now += between(0, slide / 2);
      } else if (chance <= 90) {
        advanceTheWatermark();
      } else if (chance <= 95) {
        now += between(0, slide);
        story.clockReaches(now);
      } else {
        now += between(0, 2 * (Math.max(size, driverTtl) + lateness));
        story.clockReaches(now);
      }
    }
  }

  private void liveThroughSomeMoments() {
    for (long left = between(15, 50); left > 0; left--) {
      long chance = between(1, 100);
      now += chance <= 60 ? between(0, 60) : chance <= 95 ? between(0, slide / 2) : 2 * size;
      story.clockReaches(now);
      if (between(1, 100) <= 85) {
        hearOfAnEvent();
      } else {
        moveTheWatermark(now - between(0, 2 * slide));
      }
    }
    for (int moments = 0; moments < 4; moments++) {
      now += between(50, 100);
      story.clockReaches(now);
    }
  }

  private void hearOfAnEvent() {
    lastEventTime = eventTime();
    Story.Moment moment = story.at(lastEventTime);
    City place = oneOf(places);
    if (between(1, 100) <= 40) {
      moment.rider(oneOf(City.RIDERS)).requests(place);
      return;
    }
    Story.Driver driver = moment.driver(oneOf(drivers));
    if (between(1, 100) <= 70) {
      driver.isFreeAt(place);
    } else {
      driver.isBusyAt(place);
    }
  }

  private long eventTime() {
    long chance = between(1, 100);
    if (chance <= 45) {
      return now - between(0, slide);
    }
    if (chance <= 65) {
      return now - between(0, Math.max(size, driverTtl) + lateness + 2 * slide);
    }
    if (chance <= 72) {
      return now + between(1, 3 * size);
    }
    if (chance <= 85) {
      return lastEventTime;
    }
    return nearABoundary(now - between(0, size));
  }

  private void advanceTheWatermark() {
    long chance = between(1, 100);
    long next;
    if (chance <= 50) {
      next = now - between(0, 2 * slide);
    } else if (chance <= 70) {
      next = nearABoundary(now - between(0, size));
    } else if (chance <= 90) {
      next = nearABoundary(now - between(0, size)) + lateness;
    } else {
      next = now + between(0, size + lateness);
    }
    moveTheWatermark(next);
  }

  private void moveTheWatermark(long next) {
    if (next > watermark) {
      watermark = next;
      story.watermarkReaches(watermark);
    }
  }

  /** The begin of a slide, or a millisecond before or after it. */
  private long nearABoundary(long time) {
    return Math.floorDiv(time, slide) * slide + between(-1, 1);
  }

  private long between(long first, long last) {
    return random.nextLong(first, last + 1);
  }

  private long oneOf(long... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private <T> List<T> someOf(List<T> all) {
    return all.subList(0, random.nextInt(all.size()) + 1);
  }
}
