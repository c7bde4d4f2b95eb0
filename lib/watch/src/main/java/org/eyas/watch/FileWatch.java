package org.eyas.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches files and folders, and calls a listener after a change. The call is debounced: it waits until there has been
 * no further change for a moment. The watch also notices files that are replaced, created, deleted, or reached through
 * links that change.
 */
public final class FileWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

  private final WatchService service;
  private final long quietNanos;
  private final Runnable listener;
  private final Map<WatchKey, Path> folders = new HashMap<>();
  private Collection<Path> paths = List.of();
  private WatchPoints points = new WatchPoints(List.of());

  /**
   * Makes a watch without paths.
   *
   * @param quietMillis the time after the last change after which the listener is called
   * @param listener called on the thread of the watch; one call stands for all changes before it
   * @throws IOException if the system allows no more watches
   */
  public FileWatch(long quietMillis, Runnable listener) throws IOException {
    service = FileSystems.getDefault().newWatchService();
    quietNanos = TimeUnit.MILLISECONDS.toNanos(quietMillis);
    this.listener = listener;
    Thread.ofPlatform().daemon().name("watch-files").start(this::run);
  }

  /** Replaces the watched paths. */
  public synchronized void watch(Collection<Path> wanted) {
    paths = List.copyOf(wanted);
    update();
  }

  private synchronized void update() {
    points = new WatchPoints(paths);
    folders.entrySet().removeIf(entry -> {
      boolean unwanted = !points.folders().contains(entry.getValue()) || !entry.getKey().isValid();
      if (unwanted) {
        entry.getKey().cancel();
      }
      return unwanted;
    });
    points.folders().forEach(this::register);
  }

  private void register(Path folder) {
    try {
      boolean hasFiles = points.hasFiles(folder);
      folders.put(registered(folder, hasFiles), folder);
      if (!hasFiles && points.hasFiles(folder)) { // the file was created meanwhile
        registered(folder, true);
      }
    } catch (IOException e) {
      // A folder of the path that cannot be read or no longer exists.
      LOG.debug("{} cannot be watched: {}", folder, e.toString());
    }
  }

  private WatchKey registered(Path folder, boolean hasFiles) throws IOException {
    return hasFiles
        ? folder.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY)
        : folder.register(service, ENTRY_CREATE, ENTRY_DELETE);
  }

  private void run() {
    try {
      while (true) {
        if (affectsPath(service.take())) {
          awaitQuiet();
          update();
          callListener();
        }
      }
    } catch (ClosedWatchServiceException e) {
      LOG.debug("Files are no longer watched");
    } catch (InterruptedException e) {
      LOG.warn("The watch was interrupted: files are no longer watched", e);
    }
  }

  // A failure must not end the watch.
  private void callListener() {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.error("A changed file could not be handled due to an internal error", e);
    }
  }

  private void awaitQuiet() throws InterruptedException {
    long loud = System.nanoTime();
    for (long left = quietNanos; left > 0; left = loud + quietNanos - System.nanoTime()) {
      WatchKey key = service.poll(left, TimeUnit.NANOSECONDS);
      if (key != null && affectsPath(key)) {
        loud = System.nanoTime();
      }
    }
  }

  private synchronized boolean affectsPath(WatchKey key) {
    Path folder = folders.get(key);
    boolean concerns = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      concerns |=
          event.kind() == OVERFLOW || folder != null && points.affectsPath(folder, String.valueOf(event.context()));
    }
    return !key.reset() || concerns; // the deletion of a folder concerns the files in it
  }

  /** Ends the watch without waiting for a running call of the listener. */
  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      LOG.debug("The watch could not be closed", e);
    }
  }
}
