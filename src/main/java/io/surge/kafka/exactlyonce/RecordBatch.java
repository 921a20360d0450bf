package io.surge.kafka.exactlyonce;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records of one shard in their order, as bytes: made once before the shuffle and read once when
 * they are sent, so that all between handles few large elements and not many small ones.
 */
final class RecordBatch {
  private final int count;
  private final byte[] bytes;

  RecordBatch(int count, byte[] bytes) {
    this.count = count;
    this.bytes = bytes;
  }

  int count() {
    return count;
  }

  byte[] bytes() {
    return bytes;
  }

  /** The records, decoded one by one. */
  Iterable<ProducerRecord<byte[], byte[]>> records(String topic) {
    return () -> new Records(topic, new ByteArrayInputStream(bytes), count);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordBatch that
        && count == that.count
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(count, Arrays.hashCode(bytes));
  }

  @Override
  public String toString() {
    return "RecordBatch[count=" + count + ", bytes=" + bytes.length + "]";
  }

  /** Collects records; empty again after each {@link #build()}. */
  static final class Builder {
    private static final int INITIAL_BYTES = 4096;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    private int count;

    void add(ProducerRecord<byte[], byte[]> record) throws IOException {
      RecordFormat.write(record, bytes);
      count++;
    }

    boolean isEmpty() {
      return count == 0;
    }

    int size() {
      return bytes.size();
    }

    RecordBatch build() {
      RecordBatch batch = new RecordBatch(count, bytes.toByteArray());
      bytes.reset();
      count = 0;
      return batch;
    }
  }

  private static final class Records implements Iterator<ProducerRecord<byte[], byte[]>> {
    private final String topic;
    private final ByteArrayInputStream in;
    private int remaining;

    Records(String topic, ByteArrayInputStream in, int remaining) {
      this.topic = topic;
      this.in = in;
      this.remaining = remaining;
    }

    @Override
    public boolean hasNext() {
      return remaining > 0;
    }

    @Override
    public ProducerRecord<byte[], byte[]> next() {
      if (remaining == 0) {
        throw new NoSuchElementException();
      }
      remaining--;
      try {
        return RecordFormat.read(topic, in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
