package io.surge.tools.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.surge.tools.ToolException;
import io.surge.tools.TopicRole;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A file with a JSON object a line, plain or compressed with gzip (named {@code .gz}). Its lines
 * are played in their order. One without a readable timestamp is played right after the one before
 * it: what was broken when it was recorded is broken again when it is played.
 *
 * @param topic where its records go
 */
public record Recording(TopicRole topic, Path file) {
  private static final int BUFFER = 1 << 16;

  /**
   * Opens the file.
   *
   * @throws ToolException if it cannot be read
   */
  Lines open() {
    try {
      InputStream stream = new BufferedInputStream(Files.newInputStream(file), BUFFER);
      InputStream plain =
          file.toString().endsWith(".gz") ? new GZIPInputStream(stream, BUFFER) : stream;
      // A character a byte, there and back: whatever is in the file is sent unchanged.
      return new Lines(new BufferedReader(new InputStreamReader(plain, ISO_8859_1), BUFFER));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private ToolException unreadable(IOException e) {
    return new ToolException("cannot read " + file + ": " + e, e);
  }

  /** What is left to be read. */
  final class Lines implements AutoCloseable {
    private final BufferedReader reader;
    private final RecordedLineParser parser = new RecordedLineParser();
    private long before;

    Lines(BufferedReader reader) {
      this.reader = reader;
    }

    /** The next line, or null at the end. */
    @Nullable RecordedLine next() {
      String text = read();
      while (text != null && text.isBlank()) {
        text = read();
      }
      if (text == null) {
        return null;
      }
      RecordedLine line = parser.parse(topic, text.getBytes(ISO_8859_1), before);
      before = line.at();
      return line;
    }

    private @Nullable String read() {
      try {
        return reader.readLine();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
  }
}
