package io.surge.kafka;

import io.surge.domain.WindowSchedule;
import io.surge.domain.ZoneGrid;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What the source must know.
 *
 * @param windows and {@code allowedLateness}: which events may prove too late for all their windows
 *     and must keep the record that they came in
 * @param maxFutureSkew how far ahead of min(record timestamp, wall clock) an event may be stamped
 * @param state what must be as it was when a job is restored
 */
public record ReadSettings(
    KafkaConnection connection,
    String rideRequestsTopic,
    String driverUpdatesTopic,
    StartFrom startFrom,
    ZoneGrid grid,
    WindowSchedule windows,
    Duration allowedLateness,
    WatermarkRule watermark,
    Duration maxFutureSkew,
    StateSettings state)
    implements Serializable {

  /**
   * Derives the settings from the options of the job that runs. It is applied wherever a reader is
   * opened, so a job that is restored reads by its new options, not by those it was saved with.
   *
   * <p>It is saved with the positions: implementations are named classes without fields and with a
   * fixed {@code serialVersionUID}.
   */
  @FunctionalInterface
  public interface FromOptions extends Serializable {
    ReadSettings of(PipelineOptions options);

    /**
     * Decides whether a restored job may go on with its settings.
     *
     * @param asked the settings that it is given
     * @param saved those that its state was made with
     * @throws RuntimeException if not: such that the runner gives up for good
     */
    default void requireSame(StateSettings asked, StateSettings saved) {}
  }

  List<String> topics() {
    return List.of(rideRequestsTopic, driverUpdatesTopic);
  }

  RideTopic kindOf(String topic) {
    if (topic.equals(rideRequestsTopic)) {
      return RideTopic.RIDE_REQUESTS;
    }
    if (topic.equals(driverUpdatesTopic)) {
      return RideTopic.DRIVER_UPDATES;
    }
    throw new KafkaSetupException(
        "the saved job read topic "
            + topic
            + ", which is neither --rideRequestsTopic nor --driverUpdatesTopic: give it the same"
            + " topics, or start it fresh");
  }
}
