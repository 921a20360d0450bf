package io.surge.bench;

import io.surge.domain.SurgeQuote;
import io.surge.domain.Zone;
import io.surge.domain.ZoneLoad;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The textbook: sliding windows, aggregated as events come. Events and loads are arrays of
 * primitives, which have the cheapest of Flink's serializers. It takes no late events.
 */
@Command(name = "datastream")
final class DataStreamPeer implements Runnable {
  private static final TypeInformation<long[]> LONGS =
      PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO;

  private static final int ZONE = 0;
  private static final int DEMAND = 1;
  private static final int SUPPLY = 2;

  @Mixin private PeerOptions options = new PeerOptions();

  @Override
  public void run() {
    FlinkPeer peer = new FlinkPeer(options);
    SingleOutputStreamOperator<SurgeQuote> quotes =
        peer.read(new ToLongs(options))
            .keyBy(event -> event[ZONE], Types.LONG)
            .window(SlidingEventTimeWindows.of(FlinkPeer.WINDOW_SIZE, FlinkPeer.WINDOW_SLIDE))
            .aggregate(new SumLoads(), new ToQuote(), LONGS, TypeInformation.of(SurgeQuote.class));
    peer.write(quotes);
    Measured.execute(peer.environment());
  }

  private static final class ToLongs extends FlinkPeer.Decoder<long[]> {
    private static final long serialVersionUID = 1;

    ToLongs(PeerOptions options) {
      super(options);
    }

    @Override
    long[] event(long zone, long demand, long supply) {
      return new long[] {zone, demand, supply};
    }

    @Override
    public TypeInformation<long[]> getProducedType() {
      return LONGS;
    }
  }

  /** Sums demand and supply, in place. */
  private static final class SumLoads implements AggregateFunction<long[], long[], long[]> {
    private static final long serialVersionUID = 1;

    @Override
    public long[] createAccumulator() {
      return new long[3];
    }

    @Override
    public long[] add(long[] event, long[] load) {
      load[DEMAND] += event[DEMAND];
      load[SUPPLY] += event[SUPPLY];
      return load;
    }

    @Override
    public long[] merge(long[] load, long[] other) {
      return add(other, load);
    }

    @Override
    public long[] getResult(long[] load) {
      return load;
    }
  }

  private static final class ToQuote
      implements WindowFunction<long[], SurgeQuote, Long, TimeWindow> {
    private static final long serialVersionUID = 1;

    @Override
    public void apply(
        Long zone, TimeWindow window, Iterable<long[]> loads, Collector<SurgeQuote> quotes) {
      for (long[] load : loads) {
        ZoneLoad sum = new ZoneLoad(load[DEMAND], load[SUPPLY]);
        quotes.collect(FlinkPeer.quote(new Zone(zone), sum, window.getEnd()));
      }
    }
  }
}
