package org.eyas.fields.hash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests for hashes on three threads: one finds files by the links of /proc and answers from the cache, one walks along
 * paths, and one reads files. So a known program never waits for the reading of another, and a path into a file system that does not
 * answer delays only other paths. No call waits.
 */
final class FileHasher implements AutoCloseable {
  private static final int MOST_REQUESTS = 16_384;
  private static final int MOST_READS = 256; // each has an open descriptor
  private static final long WATCH_MILLIS = 500;

  private final FileFinder finder;
  private final long mostBytes;
  private final ReadBudget budget;
  private final HashCache cache = new HashCache();
  private final HashLane links = new HashLane("hash-link", MOST_REQUESTS);
  private final HashLane paths = new HashLane("hash-path", MOST_REQUESTS);
  private final HashLane reads = new HashLane("hash-read", MOST_READS);
  private final Map<HashFailure, LongAdder> failures = new EnumMap<>(HashFailure.class);
  private final LongAdder computed = new LongAdder();
  private final LongAdder cached = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private @Nullable ScheduledExecutorService watch;

  /**
   * Makes a hasher without threads.
   *
   * @param proc the /proc of the host
   * @param mostBytes the largest file that is read
   * @param megabytesPerSecond the limit of all files together; 0 for none
   */
  FileHasher(Path proc, long mostBytes, long megabytesPerSecond) {
    finder = new FileFinder(proc);
    this.mostBytes = mostBytes;
    budget = new ReadBudget(megabytesPerSecond);
    for (HashFailure reason : HashFailure.values()) {
      failures.put(reason, new LongAdder());
    }
  }

  /** Starts the threads, if they do not run. */
  synchronized void start() {
    if (watch == null) {
      lanes().forEach(HashLane::start);
      watch = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("hash-watch").daemon().factory());
      watch.scheduleWithFixedDelay(
          () -> lanes().forEach(HashLane::replaceHanging), WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private List<HashLane> lanes() {
    return List.of(links, paths, reads);
  }

  /** Computes a hash and answers the request, now or later. Called on the loop's thread. */
  void request(HashRequest request) {
    if (!links.offer(new LinkTask(request))) {
      fail(request, HashFailure.BUSY);
    }
  }

  private void fail(HashRequest request, HashFailure reason) {
    if (request.answer(FileHash.NONE)) {
      count(reason);
    }
  }

  private void count(HashFailure reason) {
    LongAdder counter = failures.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  // Closes the file, unless a task takes it over.
  private void answer(HashRequest request, FoundFile found) {
    boolean exact = request.hasExactTimes(found.kind());
    FileHash known = exact ? cache.get(found.identity()) : null;
    if (known != null) {
      cached.increment();
      request.answer(known);
      found.close();
    } else if (!found.identity().isRegular()) {
      found.close();
      fail(request, HashFailure.NOT_REGULAR);
    } else if (found.identity().size() > mostBytes) {
      found.close();
      fail(request, HashFailure.TOO_LARGE);
    } else if (!reads.offer(new ReadTask(request, found, exact))) {
      found.close();
      fail(request, HashFailure.BUSY);
    }
  }

  /** Finds a file. */
  private abstract class FindTask implements HashLane.LaneTask {
    final HashRequest request;

    FindTask(HashRequest request) {
      this.request = request;
    }

    abstract void find() throws IOException, HashFailureException;

    @Override
    public void run() {
      try {
        find();
      } catch (HashFailureException e) {
        fail(request, e.reason);
      } catch (IOException e) {
        fail(request, HashFailure.UNREADABLE);
      }
    }

    @Override
    public void giveUp() {
      fail(request, HashFailure.HANGING);
    }
  }

  /** Finds a file by a link of /proc. */
  private final class LinkTask extends FindTask {
    LinkTask(HashRequest request) {
      super(request);
    }

    @Override
    void find() throws IOException, HashFailureException {
      FoundFile found = request.byLink(finder);
      if (found != null) {
        answer(request, found);
      } else if (!paths.offer(new PathTask(request))) {
        fail(request, HashFailure.BUSY);
      }
    }
  }

  /** Finds a file by its path. */
  private final class PathTask extends FindTask {
    PathTask(HashRequest request) {
      super(request);
    }

    @Override
    void find() throws IOException, HashFailureException {
      answer(request, request.byPath(finder));
    }
  }

  /** Reads a file. */
  private final class ReadTask extends FindTask {
    private final FoundFile found;
    private final boolean exact;

    ReadTask(HashRequest request, FoundFile found, boolean exact) {
      super(request);
      this.found = found;
      this.exact = exact;
    }

    @Override
    void find() throws IOException, HashFailureException {
      try (found) {
        FileHash known = exact ? cache.get(found.identity()) : null; // the task before may have read the same file
        request.answer(known == null ? read() : known);
      }
    }

    private FileHash read() throws IOException, HashFailureException {
      FileDigest.Computed result = new FileDigest(mostBytes, budget, reads::beginStep).compute(found.file());
      if (exact) {
        cache.put(result.of(), result.hash(), result.beginNanos());
      }
      computed.increment();
      bytes.add(result.of().size());
      return result.hash();
    }
  }

  long computed() {
    return computed.sum();
  }

  long cached() {
    return cached.sum();
  }

  long readBytes() {
    return bytes.sum();
  }

  int known() {
    return cache.size();
  }

  int waiting() {
    return lanes().stream().mapToInt(HashLane::waiting).sum();
  }

  int hanging() {
    return lanes().stream().mapToInt(HashLane::hanging).sum();
  }

  Map<HashFailure, LongAdder> failures() {
    return failures;
  }

  @Override
  public synchronized void close() {
    if (watch != null) {
      watch.shutdownNow();
    }
    lanes().forEach(HashLane::close);
  }
}
