package io.surge.tools.demo;

import io.surge.domain.SurgeQuote;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The demo in a terminal: a table that is drawn anew each second, on a screen of its own. */
public final class TableView implements DemoView {
  private static final String ESCAPE = "\u001b[";
  private static final String OWN_SCREEN = ESCAPE + "?1049h" + ESCAPE + "?25l";
  private static final String USERS_SCREEN = ESCAPE + "?25h" + ESCAPE + "?1049l";
  private static final String TOP = ESCAPE + "H";
  private static final String REST_OF_LINE = ESCAPE + "K";
  private static final String REST_OF_SCREEN = ESCAPE + "J";
  private static final String PLAIN = ESCAPE + "0m";
  private static final String BOLD = ESCAPE + "1m";

  /** Colours of the 256 of a terminal, from calm to hot; also told apart in shades of grey. */
  private static final int[] HEAT = {250, 229, 222, 215, 208, 202, 196};

  private static final int BAR_PER_MULTIPLIER = 4;
  private static final double HOTTEST = 5;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final PrintStream out;

  public TableView(PrintStream out) {
    this.out = out;
    out.print(OWN_SCREEN);
  }

  @Override
  public void show(DemoFrame frame) {
    StringBuilder screen = new StringBuilder(TOP);
    line(screen, BOLD + "Surge, live" + PLAIN + "  " + running(frame));
    line(screen, "map " + frame.mapUrl() + ", Kafka " + frame.bootstrapServers());
    line(screen, "");
    frame
        .figures()
        .ifPresent(
            figures -> {
              line(screen, FigureText.rates(figures));
              line(screen, FigureText.deadLetters(figures));
            });
    line(screen, FigureText.latency(frame.latency()));
    line(screen, "");
    line(screen, head(frame));
    frame.hottest().forEach(quote -> line(screen, row(quote)));
    line(screen, frame.hottest().isEmpty() ? "waiting for the first price" : "");
    line(screen, "Ctrl-C ends it");
    out.print(screen.append(REST_OF_SCREEN));
    out.flush();
  }

  private static void line(StringBuilder screen, String text) {
    screen.append(text).append(REST_OF_LINE).append("\r\n");
  }

  private static String running(DemoFrame frame) {
    String first =
        frame
            .firstPrice()
            .map(
                after ->
                    String.format(
                        Locale.ROOT, ", first live price after %.1f s", after.toMillis() / 1000.0))
            .orElse("");
    return frame.running().toSeconds() + " s" + first;
  }

  private static String head(DemoFrame frame) {
    return BOLD
        + "%-18s %10s %7s %7s %10s %-8s"
            .formatted(
                "zone (of " + frame.zones() + ")",
                "multiplier",
                "demand",
                "supply",
                "window",
                "timing")
        + PLAIN;
  }

  private static String row(SurgeQuote quote) {
    String bar = "#".repeat((int) (quote.multiplier() * BAR_PER_MULTIPLIER));
    String window =
        CLOCK.format(Instant.ofEpochMilli(quote.windowEnd()).atZone(ZoneId.systemDefault()));
    return String.format(
        Locale.ROOT,
        "%-18s %10.2f %7d %7d %10s %-8s %s%s%s",
        quote.zoneId(),
        quote.multiplier(),
        quote.demand(),
        quote.supply(),
        window,
        quote.timing(),
        colour(quote.multiplier()),
        bar,
        PLAIN);
  }

  private static String colour(double multiplier) {
    double share = Math.min(1, Math.max(0, (multiplier - 1) / (HOTTEST - 1)));
    return ESCAPE + "38;5;" + HEAT[(int) Math.round(share * (HEAT.length - 1))] + "m";
  }

  /** Gives the user's screen back. */
  @Override
  public void close() {
    out.print(USERS_SCREEN);
    out.flush();
  }
}
