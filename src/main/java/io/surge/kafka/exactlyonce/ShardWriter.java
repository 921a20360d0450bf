package io.surge.kafka.exactlyonce;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the log of one shard, on a thread of its own: the pipeline does not wait for Kafka, and
 * shards commit side by side. It holds the next stretch of the log in memory and publishes of it
 * what is durable, as much as there is in one transaction.
 *
 * <p>A failure ends it. The pipeline is told the next time it asks, and starts again from its last
 * checkpoint.
 */
final class ShardWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ShardWriter.class);
  private static final int MAX_HELD_BYTES = 64 << 20;
  private static final int MAX_TRANSACTION_BYTES = 16 << 20;

  /** A confirmation finds its writer here, and not a later writer of the same shard. */
  private static final ConcurrentMap<String, ShardWriter> LIVE = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final SinkSettings settings;
  private final int shard;
  private final LogPosition opened;
  private final Thread thread;

  // Guarded by this.
  private final Deque<NumberedBatch> held = new ArrayDeque<>();
  private long heldBytes;
  private long wanted;
  private long durableThrough;
  private long committed;
  private boolean connected;
  private boolean closing;
  private Throwable failure;

  private ShardWriter(SinkSettings settings, int shard, LogPosition opened, boolean durable) {
    this.settings = settings;
    this.shard = shard;
    this.opened = opened;
    this.wanted = opened.first();
    this.committed = opened.first();
    this.durableThrough = (durable ? opened.next() : opened.first()) - 1;
    this.thread = new Thread(this::publish, "publish-" + settings.name(shard));
    this.thread.setDaemon(true);
  }

  /**
   * @param opened the shard's log as the state has it
   * @param durable whether a restored state gave it, so that its batches may be published at once
   */
  static ShardWriter start(SinkSettings settings, int shard, LogPosition opened, boolean durable) {
    ShardWriter writer = new ShardWriter(settings, shard, opened, durable);
    LIVE.put(writer.id, writer);
    writer.thread.start();
    return writer;
  }

  /** The log is durable up to the mark. */
  static void confirmDurable(DurableMark mark) {
    ShardWriter writer = LIVE.get(mark.writer());
    if (writer != null) {
      writer.durableThrough(mark.through());
    }
  }

  DurableMark mark(long through) {
    return new DurableMark(id, through);
  }

  /** Whether this is the batch to {@link #hold} next; false also while enough is held. */
  synchronized boolean wants(long number) {
    return number == wanted && heldBytes < MAX_HELD_BYTES;
  }

  /** The number of the batch to hold next. */
  synchronized long wanted() {
    return wanted;
  }

  synchronized void hold(NumberedBatch batch) {
    held.add(batch);
    heldBytes += batch.size();
    wanted = batch.number() + 1;
    notifyAll();
  }

  /** All batches below this number are published. */
  synchronized long committed() {
    return committed;
  }

  /**
   * Slows the pipeline down to what Kafka takes: waits while all that may be held is held and can
   * be published without a further checkpoint.
   *
   * @throws DeliveryRefusedException if going on is not safe
   * @throws IllegalStateException if publishing has failed; a new writer may try again
   */
  synchronized void awaitRoom() throws InterruptedException {
    while (failure == null && heldBytes >= MAX_HELD_BYTES && durable(held.peek())) {
      wait();
    }
    if (failure instanceof DeliveryRefusedException) {
      throw new DeliveryRefusedException(failure.getMessage());
    }
    if (failure != null) {
      throw new IllegalStateException("sink " + settings.name(shard) + " failed", failure);
    }
  }

  /** Publishes what is durable and held, and no more after that. */
  synchronized void close() {
    LIVE.remove(id);
    closing = true;
    if (!connected && !durable(held.peek())) {
      thread.interrupt();
    }
    notifyAll();
  }

  /** Waits for the end of a writer that was closed; ends it at the deadline. */
  void awaitClosed(long deadlineNanos) throws InterruptedException {
    long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
    if (millis > 0) {
      thread.join(millis);
    }
    thread.interrupt();
  }

  private synchronized void durableThrough(long number) {
    durableThrough = Math.max(durableThrough, number);
    notifyAll();
  }

  private boolean durable(NumberedBatch batch) {
    return batch != null && batch.number() <= durableThrough;
  }

  private void publish() {
    try (ShardTransactions transactions = ShardTransactions.begin(settings, shard)) {
      long first =
          Commitment.firstToPublish(opened, transactions.committed(), settings.name(shard));
      LOG.info("sink {} goes on at batch {} as {}", settings.name(shard), first, opened.writer());
      connected(first);
      List<NumberedBatch> batches = awaitDurable();
      while (!batches.isEmpty()) {
        transactions.commit(opened.writer(), batches);
        committed(batches.get(batches.size() - 1).number() + 1);
        batches = awaitDurable();
      }
    } catch (InterruptedException e) {
      LOG.debug("sink {} was closed", settings.name(shard));
    } catch (Exception | Error e) {
      fail(e);
    }
  }

  private synchronized void connected(long first) {
    connected = true;
    wanted = Math.max(wanted, first);
    committed(first);
  }

  private synchronized void committed(long next) {
    committed = next;
    notifyAll();
  }

  /** The batches of the next transaction; none when the writer is closed. */
  private synchronized List<NumberedBatch> awaitDurable() throws InterruptedException {
    List<NumberedBatch> batches = takeDurable();
    while (batches.isEmpty() && !closing) {
      wait();
      batches = takeDurable();
    }
    return batches;
  }

  private List<NumberedBatch> takeDurable() {
    List<NumberedBatch> batches = new ArrayList<>();
    int bytes = 0;
    while (durable(held.peek()) && bytes < MAX_TRANSACTION_BYTES) {
      NumberedBatch batch = held.remove();
      heldBytes -= batch.size();
      if (batch.number() >= committed) {
        batches.add(batch);
        bytes += batch.size();
      }
    }
    return batches;
  }

  private synchronized void fail(Throwable e) {
    if (closing) {
      LOG.info("sink {} was closed while it published", settings.name(shard), e);
    }
    failure = e;
    notifyAll();
  }
}
