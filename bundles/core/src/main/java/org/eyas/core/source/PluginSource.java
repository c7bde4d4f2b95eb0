package org.eyas.core.source;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.api.update.StateKeeper;
import org.eyas.engine.supervision.SourceState;
import org.eyas.engine.supervision.SourceSupervisor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source other than system calls, with its thread {@code loop-NAME}. This thread closes the captures of the source,
 * so that a capture is never closed while it may be read.
 */
final class PluginSource {
  private static final Logger LOG = LoggerFactory.getLogger(PluginSource.class);

  private final EventSource service;
  private final SourceInfo info;
  private final SupervisedSource source;
  private final Runnable changed;
  private final Thread thread;
  private final AtomicReference<@Nullable StateKeeper> successor = new AtomicReference<>();
  private volatile boolean stopped;
  private volatile boolean ended;
  private volatile boolean broken;

  /** @param changed called on the loop's thread when the source has ended */
  PluginSource(EventSource service, SupervisedSource source, Runnable changed) {
    this.service = service;
    this.source = source;
    this.changed = changed;
    info = service.info();
    thread = Thread.ofPlatform().daemon().name("loop-" + info.eventSource()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Marks the source as ended, because a previous engine has read it to its end. Called instead of {@link #start}. */
  void markEnded() {
    source.ended(SourceState.ENDED, "");
    ended = true;
  }

  private void run() {
    try {
      runTo();
    } catch (SourceException e) {
      markBroken(SourceSupervisor.text(e));
    } catch (InterruptedException e) {
      LOG.debug("loop of '{}' ends", name(), e);
      markBroken("its loop was interrupted");
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("source '{}'", name(), e);
      markBroken(info.kind() + " failed: " + e);
    }
    changed.run();
  }

  private void runTo() throws SourceException, InterruptedException {
    boolean toItsEnd;
    try (source) {
      source.run();
      toItsEnd = !stopped;
      StateKeeper keeper = successor.getAndSet(null);
      if (keeper != null) {
        source.toHandover().ifPresent(keeper::store);
        source.memoryForHandover().ifPresent(keeper::store);
      }
    }
    source.finish(0);
    if (toItsEnd) {
      source.ended(SourceState.ENDED, "");
      LOG.info("Source '{}' has ended", name());
      ended = true;
    }
  }

  private void markBroken(String reason) {
    if (!stopped) {
      LOG.error("Source '{}' does not run: {}. It starts again.", name(), reason);
      source.ended(SourceState.FAILED, reason);
      broken = true;
    }
  }

  String name() {
    return info.eventSource();
  }

  EventSource service() {
    return service;
  }

  /** Whether the loop of the source has ended due to an error, so that the source must be started again. */
  boolean isBroken() {
    return broken;
  }

  SourceStatus status() {
    return source.status();
  }

  boolean hasEnded() {
    return ended;
  }

  /** Stops the source and waits at most this long. If the loop does not end, its capture stays open. */
  void stop(long limitMillis) {
    end();
    boolean isOpenerOver = source.stopSupervisor(limitMillis);
    thread.interrupt();
    if (!isOpenerOver || !hasJoined(limitMillis)) {
      LOG.error(
          "Source '{}' was removed, but thread {} is still in a call of it. The memory of the source is not freed.",
          name(), isOpenerOver ? thread.getName() : source.opener());
    }
  }

  /**
   * Ends the loop after a batch, and hands the open capture over to the next engine; {@link #awaitHandOver} waits for
   * that.
   */
  void handOver(StateKeeper keeper) {
    successor.set(keeper);
    stopped = true;
    source.stopForHandover();
  }

  private void end() {
    stopped = true;
    source.stop();
  }

  /**
   * Waits for the hand-over, at most this long. After that, the capture is closed as soon as possible and not handed
   * over. The keeper is also notified if the source has ended by itself.
   */
  void awaitHandOver(StateKeeper keeper, long limitMillis) {
    if (!hasJoined(limitMillis) && successor.getAndSet(null) != null) {
      LOG.error("Source '{}' is not handed over: thread {} is still in a call of it.", name(), thread.getName());
      thread.interrupt();
    } else if (hasEnded()) {
      keeper.store(new Handover.ClosedSource(name()));
    }
  }

  private boolean hasJoined(long limitMillis) {
    try {
      return thread.getState() == Thread.State.NEW || thread.join(Duration.ofMillis(limitMillis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !thread.isAlive();
    }
  }
}
