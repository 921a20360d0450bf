package io.surge;

/** A user's mistake. The message is the one line that they read, and names the option. */
public class UsageException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
