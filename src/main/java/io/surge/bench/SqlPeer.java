package io.surge.bench;

import io.surge.domain.SurgeQuote;
import io.surge.domain.Zone;
import io.surge.domain.ZoneLoad;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableConfig;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Flink SQL's window table function, which computes by slices, aggregated before the exchange and
 * after it. Rows come and go in the planner's own form, so nothing is converted. It takes no late
 * events.
 */
@Command(name = "sql")
final class SqlPeer implements Runnable {
  private static final RowType EVENT =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("zone", DataTypes.BIGINT().notNull()),
                  DataTypes.FIELD("demand", DataTypes.BIGINT().notNull()),
                  DataTypes.FIELD("supply", DataTypes.BIGINT().notNull()))
              .notNull()
              .getLogicalType();

  private static final DataType LOAD =
      DataTypes.ROW(
              DataTypes.FIELD("zone", DataTypes.BIGINT().notNull()),
              DataTypes.FIELD("demand", DataTypes.BIGINT().notNull()),
              DataTypes.FIELD("supply", DataTypes.BIGINT().notNull()),
              DataTypes.FIELD("window_end", DataTypes.TIMESTAMP(3).notNull()))
          .notNull()
          .bridgedTo(RowData.class);

  private static final String QUERY =
      """
      SELECT zone, SUM(demand) AS demand, SUM(supply) AS supply, window_end
      FROM TABLE(
        HOP(TABLE rides, DESCRIPTOR(event_time), INTERVAL '5' SECOND, INTERVAL '30' SECOND))
      GROUP BY zone, window_start, window_end
      """;

  @Mixin private PeerOptions options = new PeerOptions();

  @Override
  public void run() {
    FlinkPeer peer = new FlinkPeer(options);
    StreamTableEnvironment tables = StreamTableEnvironment.create(peer.environment());
    TableConfig config = tables.getConfig();
    config.set("table.local-time-zone", "UTC");
    config.set("table.optimizer.agg-phase-strategy", "TWO_PHASE");
    config.set("table.exec.mini-batch.enabled", "true");
    config.set("table.exec.mini-batch.allow-latency", "1 s");
    config.set("table.exec.mini-batch.size", "50000");
    tables.createTemporaryView(
        "rides",
        peer.read(new ToRows(options)),
        Schema.newBuilder()
            .columnByMetadata("event_time", DataTypes.TIMESTAMP_LTZ(3), "rowtime")
            .watermark("event_time", "SOURCE_WATERMARK()")
            .build());
    DataStream<RowData> loads = tables.toDataStream(tables.sqlQuery(QUERY), LOAD);
    peer.write(loads.map(SqlPeer::quote, TypeInformation.of(SurgeQuote.class)));
    Measured.execute(peer.environment());
  }

  private static SurgeQuote quote(RowData row) {
    ZoneLoad load = new ZoneLoad(row.getLong(1), row.getLong(2));
    return FlinkPeer.quote(new Zone(row.getLong(0)), load, row.getTimestamp(3, 3).getMillisecond());
  }

  private static final class ToRows extends FlinkPeer.Decoder<RowData> {
    private static final long serialVersionUID = 1;

    ToRows(PeerOptions options) {
      super(options);
    }

    @Override
    RowData event(long zone, long demand, long supply) {
      return GenericRowData.of(zone, demand, supply);
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
      return InternalTypeInfo.of(EVENT);
    }
  }
}
