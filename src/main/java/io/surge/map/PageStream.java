package io.surge.map;

import io.javalin.http.sse.SseClient;
import io.surge.map.ZoneChanges.Batch;
import io.surge.map.prices.SurgePrices;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events to every open page: {@code changes} a few times a second, only what changed,
 * and {@code pulse} once a second. Each page has its own thread and place in the changes, so a slow
 * one skips what became old meanwhile and holds up nobody.
 */
final class PageStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PageStream.class);
  private static final int MOST_PAGES = 200;
  private static final int MOST_ZONES_AT_ONCE = 4_000;
  private static final long BETWEEN_CHANGES_MS = 200;
  private static final long LAST_WORD_MS = 1_000;

  private final ZoneChanges changes;
  private final SurgePrices prices;
  private final Clock clock;
  private final Supplier<String> pulse;
  private final Set<Thread> pages = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  PageStream(ZoneChanges changes, SurgePrices prices, Clock clock, Supplier<String> pulse) {
    this.changes = changes;
    this.prices = prices;
    this.clock = clock;
    this.pulse = pulse;
  }

  /** Whether no more pages are taken: there are too many, or all are being ended. */
  boolean isFull() {
    return closed || pages.size() >= MOST_PAGES;
  }

  void open(SseClient page) {
    page.keepAlive();
    Thread thread = new Thread(() -> serve(page), "page");
    thread.setDaemon(true);
    pages.add(thread);
    page.onClose(thread::interrupt);
    thread.start();
  }

  private void serve(SseClient page) {
    try {
      ZoneChanges.Reader unseen = changes.newReader();
      String lastPulse = "";
      while (!page.terminated()) {
        Batch batch = unseen.next(MOST_ZONES_AT_ONCE);
        if (batch.size() > 0) {
          page.sendEvent(
              "changes", ChangesJson.write(batch, clock.millis(), prices.behindBefore()));
        }
        String newPulse = pulse.get();
        if (!newPulse.equals(lastPulse)) {
          page.sendEvent("pulse", newPulse);
          lastPulse = newPulse;
        }
        if (batch.size() < MOST_ZONES_AT_ONCE) {
          Thread.sleep(BETWEEN_CHANGES_MS);
        }
      }
    } catch (InterruptedException closed) {
      LOG.debug("a page was closed");
    } finally {
      pages.remove(Thread.currentThread());
      if (!page.terminated()) {
        page.close();
      }
    }
  }

  /**
   * Ends all pages and waits until they have ended: the web server must not be stopped under them.
   */
  @Override
  public void close() {
    closed = true;
    List<Thread> open = List.copyOf(pages);
    open.forEach(Thread::interrupt);
    try {
      for (Thread page : open) {
        page.join(LAST_WORD_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
