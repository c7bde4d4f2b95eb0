package org.eyas.selfwatch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eyas.watch.FileWatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the files of the program, and the files of its configuration, rules and bundles, for changes. The thread
 * {@code watch-files} calls it, and the thread that configures the component.
 */
final class EngineFiles {
  private static final Logger LOG = LoggerFactory.getLogger(EngineFiles.class);
  private static final long QUIET_MILLIS = 500;
  private static final List<String> HOME = List.of("bin", "lib", "bundles", "bundles/console", "bundles/grpc", "bundles/kafka");

  private final Path home;
  private final Consumer<List<FileChange>> listener;
  private @Nullable FileWatch watch;
  private List<Path> files = List.of();
  private FileStamps stamps = FileStamps.of(List.of());

  /**
   * @param home the folder of the program
   * @param listener gets the changes that were noticed together
   */
  EngineFiles(Path home, Consumer<List<FileChange>> listener) {
    this.home = home;
    this.listener = listener;
  }

  synchronized void begin(String[] named) {
    try {
      watch = new FileWatch(QUIET_MILLIS, this::compare);
    } catch (IOException e) {
      LOG.warn("Changes of the engine's files are not noticed: {}", e.toString());
    }
    follow(named);
  }

  /** From now on, watches other files. Files that changed before are reported. */
  synchronized void follow(String[] named) {
    compare();
    List<Path> wanted = new ArrayList<>();
    HOME.forEach(folder -> wanted.add(home.resolve(folder)));
    for (String file : named) {
      wanted.add(Path.of(file));
    }
    files = wanted;
    if (watch != null) {
      watch.watch(files);
    }
    stamps = FileStamps.of(files);
  }

  private synchronized void compare() {
    FileStamps now = FileStamps.of(files);
    List<FileChange> changes = stamps.changesUntil(now);
    stamps = now;
    if (!changes.isEmpty()) {
      listener.accept(changes);
    }
  }

  synchronized void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
