package io.surge;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The pipeline's options as a command line gives them. {@link SurgeConfiguration} is what they
 * mean; text that means nothing is refused there.
 */
public interface SurgeOptions extends PipelineOptions {

  @Description("Kafka brokers to start from, host:port, separated by commas.")
  @Default.String("localhost:9092")
  String getBootstrapServers();

  void setBootstrapServers(String servers);

  @Description(
      "File of properties for every Kafka client of the job, such as SASL and TLS settings. Read"
          + " where the job is submitted.")
  String getKafkaConfig();

  void setKafkaConfig(String file);

  @Description("Topic that ride requests are read from.")
  @Default.String("ride-requests")
  String getRideRequestsTopic();

  void setRideRequestsTopic(String topic);

  @Description("Topic that driver updates are read from.")
  @Default.String("driver-updates")
  String getDriverUpdatesTopic();

  void setDriverUpdatesTopic(String topic);

  @Description("Topic that final quotes are written to.")
  @Default.String("surge-multipliers")
  String getSurgeTopic();

  void setSurgeTopic(String topic);

  @Description("Topic that live quotes are written to. Empty: none are made.")
  @Default.String("surge-live")
  String getLiveTopic();

  void setLiveTopic(String topic);

  @Description("Topic that rejected records are written to.")
  @Default.String("surge-dead-letters")
  String getDeadLetterTopic();

  void setDeadLetterTopic(String topic);

  @Description(
      "Where a fresh start begins to read: earliest, latest, committed or an epoch time in"
          + " milliseconds. A restored job goes on where it was.")
  @Default.String("earliest")
  String getStartFrom();

  void setStartFrom(String position);

  @Description(
      "How the earth is cut into zones: km (cells of 1 km x 1 km), degrees (cells of 0.01 x 0.01"
          + " degrees) or h3:<resolution 0 to 15>.")
  @Default.String("km")
  String getZoneGrid();

  void setZoneGrid(String grid);

  @Description("Length of a window, a multiple of --windowSlide.")
  @Default.String("30s")
  String getWindowSize();

  void setWindowSize(String duration);

  @Description("Time between the ends of neighbouring windows.")
  @Default.String("5s")
  String getWindowSlide();

  void setWindowSlide(String duration);

  @Description(
      "What counts as supply: drivers (each driver once, by its latest update) or updates (every"
          + " update that says available).")
  @Default.String("drivers")
  String getSupply();

  void setSupply(String supply);

  @Description(
      "How long a driver's latest update counts, a multiple of --windowSlide. Default: the window"
          + " size.")
  @Default.InstanceFactory(WindowSizeOf.class)
  String getDriverTtl();

  void setDriverTtl(String duration);

  @Description("Multiplier of a zone where supply meets demand.")
  @Default.Double(1.0)
  double getMinMultiplier();

  void setMinMultiplier(double multiplier);

  @Description("Multiplier of a zone with demand and no supply, and the most that any zone has.")
  @Default.Double(5.0)
  double getMaxMultiplier();

  void setMaxMultiplier(double multiplier);

  @Description(
      "How far behind the newest event of its partition an event may be and still be on time. The"
          + " watermark is that much behind.")
  @Default.String("5s")
  String getMaxOutOfOrderness();

  void setMaxOutOfOrderness(String duration);

  @Description(
      "Wall-clock time after which a partition with nothing left to read no longer holds the"
          + " watermark, or never: for replays of old data at their own times.")
  @Default.String("5s")
  String getIdleTimeout();

  void setIdleTimeout(String duration);

  @Description("How long after its end a window takes late events and is corrected.")
  @Default.String("30s")
  String getAllowedLateness();

  void setAllowedLateness(String duration);

  @Description("Shortest time between two live quotes of a zone.")
  @Default.String("50ms")
  String getLiveInterval();

  void setLiveInterval(String duration);

  @Description(
      "How far an event's timestamp may be ahead of its record's and of the wall clock before it is"
          + " rejected.")
  @Default.String("60s")
  String getMaxFutureSkew();

  void setMaxFutureSkew(String duration);

  @Description(
      "How final quotes are written: exactly-once (Kafka transactions, visible at each checkpoint),"
          + " at-least-once (lowest latency) or kafkaio-eos (Beam's own transactions: tens of"
          + " quotes a second on Flink).")
  @Default.String("exactly-once")
  String getDelivery();

  void setDelivery(String delivery);

  @Description(
      "How windows are computed: sliced (one state cell a zone, fast) or beam (Beam's own windows"
          + " and triggers). The final quotes are the same.")
  @Default.String("sliced")
  String getWindowing();

  void setWindowing(String windowing);

  /** The window size that the same options hold. */
  final class WindowSizeOf implements DefaultValueFactory<String> {
    @Override
    public String create(PipelineOptions options) {
      return options.as(SurgeOptions.class).getWindowSize();
    }
  }
}
