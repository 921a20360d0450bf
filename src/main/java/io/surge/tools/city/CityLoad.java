package io.surge.tools.city;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surge.tools.TopicRole;
import io.surge.tools.city.CityEvent.DriverSeen;
import io.surge.tools.load.TimedRecord;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The records that a city sends, in the order of sending, from the life's start on. The city has
 * already lived when they begin, so that late events are among the first. A record's timestamp is
 * the time of sending; its event happened then or earlier.
 */
public final class CityLoad implements Iterator<TimedRecord> {
  private static final Flaw[] FLAWS = Flaw.values();

  private final SimulatedCity city;
  private final Disturbances disturbances;
  private final Delays delays;
  private final SplittableRandom flaws;
  private final OnTheirWay onTheirWay = new OnTheirWay();
  private final RecordText text = new RecordText();
  private final long start;
  private final long end;
  private CityEvent ahead;
  private long now;
  private @Nullable TimedRecord next;

  /**
   * @param duration for how long they are sent
   */
  public CityLoad(CityLife life, Disturbances disturbances, Duration duration) {
    long before = disturbances.longestDelay().toMillis();
    this.city = new SimulatedCity(life.startedBefore(before));
    this.disturbances = disturbances;
    SplittableRandom seeds = new SplittableRandom(~life.seed());
    this.delays = new Delays(disturbances, seeds.nextLong());
    this.flaws = seeds.split();
    this.start = life.start();
    this.end = start + duration.toMillis();
    this.ahead = city.next();
    this.now = start;
    this.next = find();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public TimedRecord next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    TimedRecord found = next;
    next = find();
    return found;
  }

  private @Nullable TimedRecord find() {
    while (now < end) {
      live();
      CityEvent event = onTheirWay.poll(now);
      if (event != null) {
        return record(event);
      }
      now++;
    }
    return null;
  }

  /** Lets everything happen that happens until now. */
  private void live() {
    while (ahead.timestamp() <= now) {
      long sendAt = ahead.timestamp() + delays.next();
      if (sendAt >= start) {
        onTheirWay.add(sendAt, ahead);
      }
      ahead = city.next();
    }
  }

  private TimedRecord record(CityEvent event) {
    byte[] value = text.write(event);
    if (flaws.nextDouble() < disturbances.brokenShare()) {
      Flaw flaw = FLAWS[flaws.nextInt(FLAWS.length)];
      value = flaw.breakRecord(new String(value, UTF_8)).getBytes(UTF_8);
    }
    TopicRole topic =
        event instanceof DriverSeen ? TopicRole.DRIVER_UPDATES : TopicRole.RIDE_REQUESTS;
    return new TimedRecord(topic, RecordText.id(event).getBytes(UTF_8), value, now, now);
  }
}
