package io.surge.tools;

import java.lang.reflect.Proxy;

/**
 * How this process takes a signal of the operating system, so that it may end with a status of its
 * own choice. The JDK's class for it is exported, but has no place in the language's standard, and
 * compilers warn of it: it is called by its name, as Kafka and others do.
 *
 * @param before how it took the signal before
 */
record SignalHandling(Object signal, Object before) {
  private static final String SIGNAL = "sun.misc.Signal";
  private static final String HANDLER = "sun.misc.SignalHandler";

  /**
   * Does something else from now on.
   *
   * @param name such as INT
   */
  static SignalHandling replace(String name, Runnable action) {
    try {
      Class<?> handler = Class.forName(HANDLER);
      Object ours =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                action.run();
                return null;
              });
      Object signal = Class.forName(SIGNAL).getConstructor(String.class).newInstance(name);
      return new SignalHandling(signal, handle(signal, ours));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM cannot handle signals", e);
    }
  }

  /** Does again what it did before. */
  void restore() {
    try {
      handle(signal, before);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM cannot handle signals", e);
    }
  }

  private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
    return Class.forName(SIGNAL)
        .getMethod("handle", Class.forName(SIGNAL), Class.forName(HANDLER))
        .invoke(null, signal, handler);
  }
}
