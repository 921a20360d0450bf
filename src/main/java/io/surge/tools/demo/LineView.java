package io.surge.tools.demo;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The demo where there is no terminal: some lines every few seconds. */
public final class LineView implements DemoView {
  private static final int EVERY_FRAMES = 5;
  private static final int ZONES = 3;

  private final Consumer<String> lines;
  private int frames;
  private boolean priced;

  public LineView(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void show(DemoFrame frame) {
    if (frames == 0) {
      lines.accept("map " + frame.mapUrl() + ", Kafka " + frame.bootstrapServers());
    }
    if (!priced && frame.firstPrice().isPresent()) {
      priced = true;
      double seconds = frame.firstPrice().get().toMillis() / 1000.0;
      lines.accept(String.format(Locale.ROOT, "first live price after %.1f s", seconds));
    }
    if (frames++ % EVERY_FRAMES == 0) {
      frame
          .figures()
          .ifPresent(
              figures ->
                  lines.accept(
                      line(
                          frame,
                          FigureText.rates(figures) + ", " + FigureText.deadLetters(figures))));
    }
  }

  private static String line(DemoFrame frame, String figures) {
    String hottest =
        frame.hottest().stream()
            .limit(ZONES)
            .map(
                quote ->
                    String.format(
                        Locale.ROOT,
                        "%s x%.2f (%d/%d)",
                        quote.zoneId(),
                        quote.multiplier(),
                        quote.demand(),
                        quote.supply()))
            .collect(Collectors.joining(", "));
    return "%d s: %s; %s; hottest of %d zones: %s"
        .formatted(
            frame.running().toSeconds(),
            figures,
            FigureText.latency(frame.latency()),
            frame.zones(),
            hottest);
  }

  @Override
  public void close() {}
}
