package io.surge.kafka.exactlyonce;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.util.VarInt;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The bytes of one record inside a {@link RecordBatch}: a byte that says which parts follow, then
 * these parts. The topic is not among them, because a sink has one. {@link RecordBatchCoder} gives
 * the format its version.
 */
final class RecordFormat {
  private static final int KEY = 1;
  private static final int VALUE = 1 << 1;
  private static final int PARTITION = 1 << 2;
  private static final int TIMESTAMP = 1 << 3;
  private static final int HEADERS = 1 << 4;

  private RecordFormat() {}

  static void write(ProducerRecord<byte[], byte[]> record, OutputStream out) throws IOException {
    Header[] headers = record.headers().toArray();
    out.write(parts(record, headers));
    if (record.key() != null) {
      writeBytes(record.key(), out);
    }
    if (record.value() != null) {
      writeBytes(record.value(), out);
    }
    if (record.partition() != null) {
      VarInt.encode(record.partition(), out);
    }
    if (record.timestamp() != null) {
      VarInt.encode(record.timestamp(), out);
    }
    if (headers.length > 0) {
      writeHeaders(headers, out);
    }
  }

  static ProducerRecord<byte[], byte[]> read(String topic, InputStream in) throws IOException {
    int parts = in.read();
    byte[] key = has(parts, KEY) ? readBytes(in) : null;
    byte[] value = has(parts, VALUE) ? readBytes(in) : null;
    Integer partition = has(parts, PARTITION) ? (Integer) VarInt.decodeInt(in) : null;
    Long timestamp = has(parts, TIMESTAMP) ? (Long) VarInt.decodeLong(in) : null;
    List<Header> headers = has(parts, HEADERS) ? readHeaders(in) : List.of();
    return new ProducerRecord<>(topic, partition, timestamp, key, value, headers);
  }

  private static int parts(ProducerRecord<byte[], byte[]> record, Header[] headers) {
    return (record.key() != null ? KEY : 0)
        | (record.value() != null ? VALUE : 0)
        | (record.partition() != null ? PARTITION : 0)
        | (record.timestamp() != null ? TIMESTAMP : 0)
        | (headers.length > 0 ? HEADERS : 0);
  }

  private static boolean has(int parts, int part) {
    return (parts & part) != 0;
  }

  private static void writeHeaders(Header[] headers, OutputStream out) throws IOException {
    VarInt.encode(headers.length, out);
    for (Header header : headers) {
      writeBytes(header.key().getBytes(StandardCharsets.UTF_8), out);
      out.write(header.value() != null ? VALUE : 0);
      if (header.value() != null) {
        writeBytes(header.value(), out);
      }
    }
  }

  private static List<Header> readHeaders(InputStream in) throws IOException {
    int count = VarInt.decodeInt(in);
    List<Header> headers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String key = new String(readBytes(in), StandardCharsets.UTF_8);
      headers.add(new RecordHeader(key, has(in.read(), VALUE) ? readBytes(in) : null));
    }
    return headers;
  }

  static void writeBytes(byte[] bytes, OutputStream out) throws IOException {
    VarInt.encode(bytes.length, out);
    out.write(bytes);
  }

  static byte[] readBytes(InputStream in) throws IOException {
    int length = VarInt.decodeInt(in);
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("a record ends after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }
}
