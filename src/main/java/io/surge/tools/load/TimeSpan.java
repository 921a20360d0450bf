package io.surge.tools.load;

import io.surge.tools.ToolException;
import java.util.List;

/** From the first to the last event of recordings, in epoch milliseconds. */
public record TimeSpan(long first, long last) {

  /**
   * Reads the recordings once.
   *
   * @throws ToolException if there is nothing in them
   */
  public static TimeSpan of(List<Recording> recordings) {
    try (Replay replay = new Replay(recordings, 0)) {
      if (!replay.hasNext()) {
        throw new ToolException("there is nothing to replay in the files");
      }
      long first = replay.next().at();
      long last = first;
      while (replay.hasNext()) {
        last = replay.next().at();
      }
      return new TimeSpan(first, last);
    }
  }

  /**
   * How far to shift all events so that the last is sent, at a speed, when it happens; none is then
   * sent before it happened.
   */
  public long shiftTo(long begun, double speed) {
    return new Pace(first, begun, speed).due(last) - last;
  }
}
