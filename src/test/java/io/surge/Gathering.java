package io.surge;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/** Gathers the elements of a collection whose pipeline runs in this JVM. */
final class Gathering<T> extends PTransform<PCollection<T>, PDone>
    implements Serializable, AutoCloseable {
  private static final long MINUTE = 60_000;

  /** Outside the instances, whose copies are what a runner works with. */
  private static final Map<String, List<Object>> GATHERED = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  Gathering() {
    GATHERED.put(id, new ArrayList<>());
  }

  @Override
  public PDone expand(PCollection<T> input) {
    input.apply("Gather", ParDo.of(new Gather<>(id)));
    return PDone.in(input.getPipeline());
  }

  @SuppressWarnings("unchecked") // only a Gather of the same id and type adds to it
  List<T> elements() {
    List<Object> gathered = GATHERED.get(id);
    synchronized (gathered) {
      return (List<T>) List.copyOf(gathered);
    }
  }

  /** Waits until an element like this has been gathered. */
  void await(Predicate<T> wanted) throws InterruptedException {
    List<Object> gathered = GATHERED.get(id);
    long deadline = System.currentTimeMillis() + MINUTE;
    synchronized (gathered) {
      while (elements().stream().noneMatch(wanted)) {
        long left = deadline - System.currentTimeMillis();
        if (left <= 0) {
          throw new AssertionError("did not come within a minute; there came " + gathered);
        }
        gathered.wait(left);
      }
    }
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
      List<Object> gathered = GATHERED.get(id);
      synchronized (gathered) {
        gathered.add(element);
        gathered.notifyAll();
      }
    }
  }
}
