package io.surge.tools.load;

import io.surge.tools.load.Recording.Lines;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The records of several recordings, merged by their event times; at equal times those of the
 * recording that was named first come first. A record's own timestamp is its event time.
 */
public final class Replay implements Iterator<TimedRecord>, AutoCloseable {
  private record Head(int file, RecordedLine line) {}

  private final long shift;
  private final List<Lines> open;
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(
          Comparator.comparingLong((Head head) -> head.line().at()).thenComparing(Head::file));

  /**
   * Opens the recordings.
   *
   * @param shift is added to all times, in milliseconds
   */
  public Replay(List<Recording> recordings, long shift) {
    this.shift = shift;
    this.open = recordings.stream().map(Recording::open).toList();
    for (int file = 0; file < open.size(); file++) {
      advance(file);
    }
  }

  private void advance(int file) {
    Lines lines = open.get(file);
    RecordedLine line = lines.next();
    if (line != null) {
      heads.add(new Head(file, line));
    }
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public TimedRecord next() {
    Head head = heads.poll();
    if (head == null) {
      throw new NoSuchElementException();
    }
    advance(head.file());
    return head.line().toRecord(shift);
  }

  @Override
  public void close() {
    open.forEach(Lines::close);
  }
}
