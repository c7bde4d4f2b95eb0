package org.eyas.kube;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the objects of one resource for as long as it is open: lists them, watches them from the version of the list, and lists
 * them again when the server no longer has that version. It never gives up; after failures it waits longer and longer. One
 * thread ({@code kube-RESOURCE}).
 */
public final class ListWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ListWatch.class);
  private static final String PAGE = "500";
  private static final Duration LIST_LIMIT = Duration.ofMinutes(2);
  private static final long GRACE_SECONDS = 30;
  private static final int TIMEOUT = 504;

  private final ApiClient client;
  private final ApiResource resource;
  private final ObjectChangeListener changes;
  private final RetryPacing pace;
  private final Thread thread;
  private String version = ""; // empty: the next step is a list
  private boolean current; // whether the next list must not come from a cache of the server
  private int failures;
  private volatile @Nullable ApiAnswer answer;
  private volatile boolean closed;
  private final AtomicLong watches = new AtomicLong();
  private volatile long heardNanos = System.nanoTime();

  /** Starts. */
  public ListWatch(ApiClient client, ApiResource resource, ObjectChangeListener changes, RetryPacing pace) {
    this.client = client;
    this.resource = resource;
    this.changes = changes;
    this.pace = pace;
    thread = Thread.ofPlatform().daemon().name("kube-" + resource.name()).start(this::run);
  }

  private void run() {
    try {
      while (!closed) {
        step();
      }
    } catch (InterruptedException e) {
      LOG.trace("{}: closed", resource.name());
    }
  }

  private void step() throws InterruptedException {
    String verb = version.isEmpty() ? "list" : "watch";
    try {
      if (version.isEmpty()) {
        list();
      } else {
        watch();
      }
    } catch (ApiException e) {
      refused(verb, e);
    } catch (IOException e) {
      failed(verb, e);
    } catch (OutOfMemoryError e) { // a thread was refused: an overflow of the heap ends the process
      LOG.warn("{} are listed again: {}", resource.name(), Reason.of(e), e);
      version = "";
      pause(0);
    } catch (RuntimeException e) {
      LOG.warn("{} are listed again due to an internal error", resource.name(), e);
      version = "";
      pause(0);
    }
  }

  private void list() throws IOException, InterruptedException {
    List<KubeObject> all = new ArrayList<>();
    String listed;
    try {
      listed = pages(all, PAGE);
    } catch (ApiException e) {
      if (!e.isGone()) {
        throw e;
      }
      all.clear(); // the pages took too long; a list in one piece cannot expire
      listed = pages(all, "");
    }
    noteAnswer();
    changes.listed(all);
    changes.answered();
    version = listed;
    current = false;
  }

  private String pages(List<KubeObject> all, String limit) throws IOException, InterruptedException {
    String from = current ? "" : "0"; // 0: whatever the server has in memory
    ObjectListPage page = page(resource.query("limit", limit, "resourceVersion", from), all);
    while (!page.continueToken().isEmpty()) {
      page = page(resource.query("limit", limit, "continue", page.continueToken()), all);
    }
    return page.resourceVersion();
  }

  private ObjectListPage page(String query, List<KubeObject> all) throws IOException, InterruptedException {
    try (ApiAnswer page = opened(client.get(query, resource.listAccept(), LIST_LIMIT))) {
      return ObjectListPage.read(page.json(), all::add);
    } finally {
      answer = null;
    }
  }

  private void watch() throws IOException, InterruptedException {
    long seconds = pace.watchSeconds();
    String query =
        resource.query(
            "watch", "1", "allowWatchBookmarks", "true", "resourceVersion", version, "timeoutSeconds", String.valueOf(seconds));
    long start = System.nanoTime();
    try (ApiAnswer watch = opened(client.get(query, resource.watchAccept(), Duration.ofSeconds(seconds + GRACE_SECONDS)))) {
      watches.incrementAndGet();
      changes.answered();
      if (!read(watch.json())) {
        version = ""; // also a watch from a version that the server does not know yet is silent
      }
    } finally {
      answer = null;
    }
    if (System.nanoTime() - start < pace.first().toNanos()) {
      pause(0);
    }
  }

  // Returns whether there was a line. A watch may end at any time, also within a line: then it continues from the last one.
  private boolean read(JsonReader in) throws IOException {
    boolean read = false;
    try {
      for (WatchEvent event = WatchEvent.next(in); event != null && !closed; event = WatchEvent.next(in)) {
        read = true;
        noteAnswer();
        apply(event);
      }
    } catch (ApiException | MalformedJsonException e) {
      throw e;
    } catch (IOException e) {
      LOG.debug("the connection of the watch of {} broke: {}", resource.name(), Reason.of(e));
    }
    return read;
  }

  private void apply(WatchEvent event) {
    ParsedObject parsed = event.parsed();
    switch (event.type()) {
      case "ADDED", "MODIFIED" -> changes.put(parsed.object());
      case "DELETED" -> changes.removed(parsed.object());
      default -> LOG.trace("{}: {}", resource.name(), event.type()); // a bookmark has nothing but a version
    }
    if (!parsed.resourceVersion().isEmpty()) {
      version = parsed.resourceVersion();
    }
  }

  private ApiAnswer opened(ApiAnswer next) {
    answer = next;
    return next;
  }

  private void noteAnswer() {
    heardNanos = System.nanoTime();
    failures = 0;
  }

  // 410: the version is too old, as after a pause; nothing is wrong. 504: it may be too new, as after a server lost its data.
  private void refused(String verb, ApiException e) throws InterruptedException {
    if (e.isGone() || e.status() == TIMEOUT) {
      LOG.debug("{} are listed again: {}", resource.name(), e.getMessage());
      version = "";
      current = true;
    }
    if (!e.isGone()) {
      report(RequestFailureText.of(resource, verb, client.address(), e));
    }
    pause(e.retryAfterSeconds());
  }

  private void failed(String verb, IOException e) throws InterruptedException {
    if (e instanceof MalformedJsonException) {
      version = "";
    }
    report(RequestFailureText.of(resource, verb, client.address(), e));
    pause(0);
  }

  private void report(String problem) {
    if (!closed) {
      changes.failed(problem);
    }
  }

  private void pause(int askedSeconds) throws InterruptedException {
    failures++;
    Thread.sleep(pace.pause(failures, askedSeconds));
  }

  /** How often a watch was opened again. */
  public long restarts() {
    return Math.max(0, watches.get() - 1);
  }

  /** How many seconds ago the server sent the newest line, or a list. */
  public long silentSeconds() {
    return Duration.ofNanos(System.nanoTime() - heardNanos).toSeconds();
  }

  /** Stops. Returns at once; no call comes afterwards, except one that runs already. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    ApiAnswer open = answer;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.trace("{}: closed already", resource.name(), e);
      }
    }
  }
}
