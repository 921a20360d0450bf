package io.surge.tools.demo;

import io.surge.kafka.KafkaConnection;
import io.surge.tools.StopSignal;
import io.surge.tools.ToolException;
import io.surge.tools.TopicNames;
import io.surge.tools.load.Pace;
import io.surge.tools.load.PacedSender;
import io.surge.tools.load.TimedRecord;
import java.util.Iterator;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Sends a city's records in a thread of its own, until it is closed. */
final class CityFeed implements AutoCloseable {
  private final StopSignal stop = StopSignal.manual();
  private final PacedSender sender;
  private final Thread thread;
  private volatile @Nullable ToolException failure;

  /**
   * Gets ready.
   *
   * @param start the city's time now, in epoch milliseconds
   */
  CityFeed(
      KafkaConnection connection, TopicNames names, Iterator<TimedRecord> records, long start) {
    this.sender = new PacedSender(connection, names);
    this.thread = new Thread(() -> send(records, start), "city");
  }

  void begin() {
    thread.start();
  }

  private void send(Iterator<TimedRecord> records, long start) {
    try {
      sender.send(records, new Pace(start, start, 1), stop);
    } catch (ToolException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Makes sure that it sends.
   *
   * @throws ToolException why it does not
   */
  void requireAlive() {
    ToolException reason = failure;
    if (reason != null) {
      throw reason;
    }
  }

  @Override
  public void close() {
    stop.raise();
    sender.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
