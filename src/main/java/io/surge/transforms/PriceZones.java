package io.surge.transforms;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.domain.Zone;
import io.surge.domain.ZoneLoad;
import io.surge.sliding.SlidingPane;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.Timing;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Prices the panes of zones' loads as they come: early ones for the live topic, all others as final
 * quotes. A closing pane is priced for both, because a reader of live quotes must learn that
 * nothing follows.
 */
final class PriceZones
    extends DoFn<Iterable<KV<Zone, SlidingPane<ZoneLoad>>>, Iterable<SurgeQuote>> {
  private static final long serialVersionUID = 1L;

  private final SurgeSettings settings;
  private final TupleTag<Iterable<SurgeQuote>> finals;
  private final TupleTag<Iterable<SurgeQuote>> live;

  PriceZones(
      SurgeSettings settings,
      TupleTag<Iterable<SurgeQuote>> finals,
      TupleTag<Iterable<SurgeQuote>> live) {
    this.settings = settings;
    this.finals = finals;
    this.live = live;
  }

  @ProcessElement
  public void process(
      @Element Iterable<KV<Zone, SlidingPane<ZoneLoad>>> panes, MultiOutputReceiver output) {
    List<SurgeQuote> finalQuotes = new ArrayList<>();
    List<SurgeQuote> liveQuotes = new ArrayList<>();
    for (KV<Zone, SlidingPane<ZoneLoad>> zonePane : panes) {
      SlidingPane<ZoneLoad> pane = zonePane.getValue();
      PaneInfo info = pane.pane();
      boolean early = info.getTiming() == Timing.EARLY;
      if (!early) {
        finalQuotes.add(quote(zonePane.getKey(), pane, info.getNonSpeculativeIndex()));
      }
      if (settings.liveInterval() != null && (early || pane.closing())) {
        liveQuotes.add(quote(zonePane.getKey(), pane, info.getIndex()));
      }
    }
    if (!finalQuotes.isEmpty()) {
      output.get(finals).output(finalQuotes);
    }
    if (!liveQuotes.isEmpty()) {
      output.get(live).output(liveQuotes);
    }
  }

  private SurgeQuote quote(Zone zone, SlidingPane<ZoneLoad> pane, long revision) {
    long end = pane.window().end().getMillis();
    return new SurgeQuote(
        settings.grid().idOf(zone),
        settings.policy().multiplier(pane.value()),
        pane.value().demand(),
        pane.value().supply(),
        end - settings.windows().size(),
        end,
        timing(pane.pane().getTiming()),
        revision,
        System.currentTimeMillis());
  }

  private static QuoteTiming timing(Timing timing) {
    return switch (timing) {
      case EARLY -> QuoteTiming.EARLY;
      case ON_TIME -> QuoteTiming.ON_TIME;
      case LATE -> QuoteTiming.LATE;
      case UNKNOWN -> throw new IllegalArgumentException("a pane of no known timing");
    };
  }
}
