package io.surge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text that is shown as it grows, and is in a file at any time. */
final class MarkdownFile {
  private final Path file;
  private final StringBuilder text = new StringBuilder();

  /** Begins with where and when. */
  MarkdownFile(Path file) {
    this.file = file;
    add(Machine.describe());
  }

  void add(String more) {
    System.out.print(more);
    text.append(more);
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
