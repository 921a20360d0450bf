package io.surge.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Tells every quarter of a second how many records the Kafka consumers of this JVM have handed out.
 * That is Kafka's own count, kept by every consumer whoever uses it, so it means the same for every
 * measured program and costs none of them anything.
 */
final class ProgressReport {
  private static final int INTERVAL_MILLIS = 250;
  private static final String RECORDS = "records-consumed-total";

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final ObjectName consumers;

  private ProgressReport() {
    try {
      consumers =
          new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*,topic=*");
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }

  static void start() {
    ProgressReport report = new ProgressReport();
    var unused =
        Executors.newSingleThreadScheduledExecutor(
                task -> {
                  Thread thread = new Thread(task, "progress-report");
                  thread.setDaemon(true);
                  return thread;
                })
            .scheduleAtFixedRate(
                report::tell, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tell() {
    double records = 0;
    for (ObjectName consumer : beans.queryNames(consumers, null)) {
      records += recordsOf(consumer);
    }
    Progress progress =
        new Progress(System.nanoTime(), (long) records, process.getProcessCpuTime());
    System.out.println(progress.line());
  }

  private double recordsOf(ObjectName consumer) {
    try {
      return (double) beans.getAttribute(consumer, RECORDS);
    } catch (JMException e) {
      return 0; // closed this very moment
    }
  }
}
