package org.eyas.engine.supervision;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceException;
import org.eyas.engine.relay.CaptureRelay;
import org.eyas.engine.relay.EventClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all captures with one loop, which switches from one open capture to the next. The next capture takes over the
 * state if both captures count the time from the same boot.
 */
public final class RelayReader implements CaptureReader {
  private static final Logger LOG = LoggerFactory.getLogger(RelayReader.class);
  private static final long CHANGE_SECONDS = 10;
  private static final long BACKLOG_SECONDS = 120;

  private final CaptureRelay relay;
  private final EventClock clock;

  /** @param clock the time of events */
  public RelayReader(CaptureRelay relay, EventClock clock) {
    this.relay = relay;
    this.clock = clock;
  }

  @Override
  public boolean isReading() {
    return relay.current() != null;
  }

  @Override
  public @Nullable String failure() {
    return relay.failure();
  }

  @Override
  public boolean read(OpenedCapture next) throws SourceException {
    boolean resetsState = clock.bootNanos() == 0 || relay.current() == null;
    CompletableFuture<@Nullable Capture> done;
    try {
      done = relay.switchTo(next.capture(), resetsState);
    } catch (IllegalStateException e) {
      next.capture().close();
      throw new SourceException("the run is ending", "");
    }
    if (!closesPrevious(done)) {
      next.capture().close();
      throw new SourceException("the event loop has been busy with one batch for " + CHANGE_SECONDS + " s", "");
    }
    return resetsState;
  }

  @Override
  public void stopReading() {
    closesPrevious(relay.detach());
  }

  // Returns false if the loop has not begun the switch in time, and the request was cancelled.
  private boolean closesPrevious(CompletableFuture<@Nullable Capture> done) {
    try {
      Capture before = await(done);
      if (before != null) {
        before.close();
      }
      return true;
    } catch (TimeoutException e) {
      LOG.error(
          "The event loop did not switch captures within {} s. The previous capture stays open, because it may still be read.",
          CHANGE_SECONDS);
      return false;
    }
  }

  private @Nullable Capture await(CompletableFuture<@Nullable Capture> done) throws TimeoutException {
    try {
      return done.get(CHANGE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      if (relay.cancel()) {
        throw e;
      }
      return awaitBegun(done);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return done.getNow(null); // the loop has ended: it closes what it still reads
    } catch (CancellationException e) {
      return null; // the run has ended, and the relay has closed its captures
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  // The loop may have many events to read from before the switch.
  private static @Nullable Capture awaitBegun(CompletableFuture<@Nullable Capture> done) {
    try {
      return done.get(BACKLOG_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      LOG.error("The previous capture stays open: the event loop has not read its events within {} s.", BACKLOG_SECONDS);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return done.getNow(null);
    }
  }
}
