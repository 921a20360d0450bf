package io.surge.tools.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a cluster keeps what it writes. */
public record ClusterFiles(Path root) {
  private static final String SUPERVISOR = "supervisor";

  /** With an absolute path: Flink's processes are told to write there. */
  public ClusterFiles {
    root = root.toAbsolutePath().normalize();
  }

  Path logOf(String process) {
    return within("logs", process + ".log");
  }

  Path workingDirectoryOf(String process) {
    return within("work", process);
  }

  /** Where the JobManager finds its jobs again after a crash. */
  Path highAvailability() {
    return within("high-availability", "jobs");
  }

  Path coordination() {
    return within("high-availability", "zookeeper");
  }

  Path checkpoints() {
    return root.resolve("checkpoints");
  }

  Path savepoints() {
    return root.resolve("savepoints");
  }

  void remember(String process, long pid) {
    try {
      Files.writeString(within("pids", process), Long.toString(pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void rememberSupervisor() {
    remember(SUPERVISOR, ProcessHandle.current().pid());
  }

  /** The supervisor, if it runs. */
  Optional<ProcessHandle> supervisor() {
    return process(SUPERVISOR);
  }

  /** One of the cluster's processes, if it runs. */
  public Optional<ProcessHandle> process(String name) {
    try {
      long pid = Long.parseLong(Files.readString(within("pids", name)));
      // A number can be a stranger's by now.
      return ProcessHandle.of(pid).filter(ClusterFiles::isJava);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cluster's processes that run, but the supervisor. */
  List<ProcessHandle> children() {
    try (Stream<Path> files = Files.list(within("pids", SUPERVISOR).getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(SUPERVISOR))
          .flatMap(name -> process(name).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("java")).isPresent();
  }

  private Path within(String directory, String file) {
    try {
      return Files.createDirectories(root.resolve(directory)).resolve(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
