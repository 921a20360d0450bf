package io.surge;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** The elements of a collection, once its pipeline has run in this JVM. */
final class Gathering<T> implements AutoCloseable {
  private static final Map<String, Queue<Object>> GATHERED = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  private Gathering() {
    GATHERED.put(id, new ConcurrentLinkedQueue<>());
  }

  static <T> Gathering<T> of(String name, PCollection<T> collection) {
    Gathering<T> gathering = new Gathering<>();
    collection.apply("Gather" + name, ParDo.of(new Gather<>(gathering.id)));
    return gathering;
  }

  @SuppressWarnings("unchecked") // only a Gather of the same id and type adds to it
  List<T> elements() {
    return (List<T>) List.copyOf(GATHERED.get(id));
  }

  @Override
  public void close() {
    GATHERED.remove(id);
  }

  private static final class Gather<T> extends DoFn<T, Void> {
    private final String id;

    Gather(String id) {
      this.id = id;
    }

    @ProcessElement
    public void gather(@Element T element) {
      GATHERED.get(id).add(element);
    }
  }
}
