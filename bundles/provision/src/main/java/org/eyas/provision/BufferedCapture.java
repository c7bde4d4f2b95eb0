package org.eyas.provision;

import java.util.List;
import java.util.function.LongUnaryOperator;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.ForwardingCapture;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateChanges;
import org.eyas.api.source.UserEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A live capture that is read into memory while there is no engine to read it, because the buffers of a driver hold the events of
 * a second or less. The next engine first gets the events in memory.
 */
final class BufferedCapture extends ForwardingCapture {
  private static final Logger LOG = LoggerFactory.getLogger(BufferedCapture.class);
  private static final int BATCH = 1_024;
  private static final long SYSCALL_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 4);

  /** The largest size of the buffered events of a source other than system calls: there may be several such sources, with few events each. */
  private static final long OTHER_BYTES = SYSCALL_BYTES / 8;

  private final Capture capture;
  private final long limitBytes;
  private final BufferedEvents events;
  private final Thread thread;
  private volatile boolean taken;
  private @Nullable List<UserEntry> accounts;
  private @Nullable SourceException failure;

  private BufferedCapture(Capture capture, long limitBytes) {
    this.capture = capture;
    this.limitBytes = limitBytes;
    events = new BufferedEvents(limitBytes);
    thread = Thread.ofPlatform().daemon().name("hold-events").start(this::run);
  }

  static BufferedCapture ofSyscalls(Capture capture) {
    return new BufferedCapture(capture, SYSCALL_BYTES);
  }

  static BufferedCapture ofOthers(Capture capture) {
    return new BufferedCapture(capture, OTHER_BYTES);
  }

  private void run() {
    capture.follow(new AccountCollector());
    try {
      while (!taken && events.hasRoom() && capture.poll(events, BATCH) != END) {}
    } catch (SourceException e) {
      failure = e;
    } finally {
      events.end();
    }
    if (!events.hasRoom()) {
      LOG.warn("The update of the engine takes long: {} MB of events wait, more stay in the source's buffers", limitBytes >> 20);
    }
  }

  /** Stops reading. From now on another thread may call the capture. */
  void release() {
    taken = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the original capture if no events are waiting in memory. */
  static Capture unwrap(Capture held) {
    return held instanceof BufferedCapture known && known.events.isEmpty() && known.failure == null ? unwrap(known.capture)
        : held;
  }

  /** Stores changed users and groups. */
  private final class AccountCollector implements StateChanges {
    @Override
    public void onAccounts(List<UserEntry> all) {
      accounts = all;
    }
  }

  @Override
  protected Capture target() {
    return capture;
  }

  @Override
  public int poll(EventSink sink, int limit) throws SourceException {
    int count = events.deliver(sink, limit);
    if (count > 0) {
      return count;
    }
    SourceException ended = failure;
    if (ended != null) {
      throw ended;
    }
    return capture.poll(sink, limit);
  }

  @Override
  public long reachedNanos() {
    return events.isEmpty() ? capture.reachedNanos() : Long.MIN_VALUE;
  }

  /** Marks nothing while events wait in memory, because they would be marked too. */
  @Override
  public void mark() {
    if (events.isEmpty()) {
      capture.mark();
    }
  }

  @Override
  public void follow(StateChanges into) {
    List<UserEntry> changed = accounts;
    if (changed != null) {
      into.onAccounts(changed);
      accounts = null;
    }
    capture.follow(into);
  }

  // An answer would not consider the events that wait here.
  @Override
  public void askClasses(LongUnaryOperator possible) {
    if (events.isEmpty()) {
      capture.askClasses(possible);
    }
  }

  @Override
  public void close() {
    release();
    capture.close();
  }
}
