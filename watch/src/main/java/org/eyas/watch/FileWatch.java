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
 * Watches files and folders and tells, on a thread of its own, when something happened to them and a moment of quiet has
 * passed. Files that are replaced, appear, leave, or are reached through links that change count as well.
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
   * Begins to watch nothing.
   *
   * @param listener called on the watch's thread; one call stands for everything that happened before it
   * @throws IOException where the system gives no more watches
   */
  public FileWatch(long quietMillis, Runnable listener) throws IOException {
    service = FileSystems.getDefault().newWatchService();
    quietNanos = TimeUnit.MILLISECONDS.toNanos(quietMillis);
    this.listener = listener;
    Thread.ofPlatform().daemon().name("watch-files").start(this::run);
  }

  /** Watches these paths from now on and no others. */
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
      WatchKey key =
          points.hasFiles(folder)
              ? folder.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY)
              : folder.register(service, ENTRY_CREATE, ENTRY_DELETE);
      folders.put(key, folder);
    } catch (IOException e) {
      // A folder on the way that may not be read, or that is gone again.
      LOG.debug("{} is not watched: {}", folder, e.toString());
    }
  }

  private void run() {
    try {
      while (true) {
        if (concerns(service.take())) {
          awaitQuiet();
          update();
          tell();
        }
      }
    } catch (ClosedWatchServiceException e) {
      LOG.debug("files are no longer watched");
    } catch (InterruptedException e) {
      LOG.warn("the watch was interrupted: files are no longer watched", e);
    }
  }

  // One look that fails must not be the last.
  private void tell() {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.error("what a changed file asked for failed by a fault of the program", e);
    }
  }

  private void awaitQuiet() throws InterruptedException {
    long loud = System.nanoTime();
    for (long left = quietNanos; left > 0; left = loud + quietNanos - System.nanoTime()) {
      WatchKey key = service.poll(left, TimeUnit.NANOSECONDS);
      if (key != null && concerns(key)) {
        loud = System.nanoTime();
      }
    }
  }

  private synchronized boolean concerns(WatchKey key) {
    Path folder = folders.get(key);
    boolean concerns = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      concerns |=
          event.kind() == OVERFLOW || folder != null && points.concerns(folder, String.valueOf(event.context()));
    }
    return !key.reset() || concerns; // a folder that is gone concerns what was in it
  }

  /** Ends the watch; a call of the listener that goes on is not waited for. */
  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      LOG.debug("the watch did not close well", e);
    }
  }
}
