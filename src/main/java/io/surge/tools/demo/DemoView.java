package io.surge.tools.demo;

/** Where the demo shows itself. */
public interface DemoView extends AutoCloseable {

  void show(DemoFrame frame);

  @Override
  void close();
}
