package org.eyas.engine.recording;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.state.StateEngine;
import org.eyas.scap.BlockBuilder;
import org.eyas.scap.BlockType;
import org.eyas.scap.EventBlock;
import org.eyas.scap.StateEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes a capture when a rule or a person requests it: the state of that moment, then the events until the time of the
 * capture is over. One alert starts a capture, later alerts extend it. The thread of one loop uses the recorder and
 * copies the events; another thread compresses and writes them.
 *
 * <p>If the disk is too slow, a live loop skips events and logs how many; a replay waits.
 */
public final class CaptureRecorder {
  /**
   * The total time that a live loop waits for free buffers while it writes the list of processes. The list is written
   * completely or not at all.
   */
  private static final long STATE_MILLIS = 5_000;

  private static final long REPLAY_MILLIS = 60_000;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  /**
   * The time after a failure in which no capture starts, because each attempt makes the loop walk through its tables.
   */
  private static final long RETRY_NANOS = 10 * SECOND;

  private final Supplier<CapturePolicy> policies;
  private final CaptureLimitListener listener;
  private final RequestedCapture requested;
  private final boolean live;
  private final CaptureWriter writer = new CaptureWriter();
  private final BlockBuilder blocks = new BlockBuilder(1 << 16);
  private final ContainerBlockWriter containers = new ContainerBlockWriter(blocks);
  private final AccountBlockWriter accounts = new AccountBlockWriter(blocks);
  private @Nullable CaptureFile wanted;
  private @Nullable CaptureFile file;
  private @Nullable CaptureBuffer piece;
  private boolean active;
  private long deadlineNanos;
  private long pieceNanos;
  private @Nullable CaptureFile lastFile;
  private long lastNanos;
  private long waitUntil;

  /**
   * @param policies the current policy
   * @param requested the captures that persons request
   * @param live whether events would be lost while the loop waits
   */
  public CaptureRecorder(
      Supplier<CapturePolicy> policies, CaptureLimitListener listener, RequestedCapture requested, boolean live) {
    this.policies = policies;
    this.listener = listener;
    this.requested = requested;
    this.live = live;
  }

  /** A recorder for alerts only. */
  public CaptureRecorder(Supplier<CapturePolicy> policies, CaptureLimitListener listener, boolean live) {
    this(policies, listener, new RequestedCapture(), live);
  }

  /** A recorder that never writes. */
  public static CaptureRecorder none() {
    return new CaptureRecorder(() -> CapturePolicy.OFF, (megabytes, written) -> {}, false);
  }

  /** Begins or ends a capture that a person requests. Called between two batches. */
  public void afterBatch() {
    if (requested.isWaiting()) {
      acceptRequest();
    }
    if (requested.endsNow(file == null ? wanted : file)) {
      end();
    }
  }

  private void acceptRequest() {
    RequestedCapture.Request request = requested.pollRequest();
    if (request != null) {
      deadlineNanos = Math.max(deadlineNanos, request.endNanos());
      if (file == null && wanted == null) {
        long nanos = System.currentTimeMillis() * (SECOND / 1_000);
        wanted = new CaptureFile(policies.get().file(nanos, 0), request.megabytes(), listener);
      }
      requested.setFile(Objects.requireNonNull(file == null ? wanted : file));
      active = true;
    }
  }

  /**
   * Starts or extends a capture because a rule fired.
   *
   * @param ruleAsks whether the rule has {@code capture: true}
   * @param ruleMillis the {@code capture_duration} of the rule; 0 if it has none
   */
  public void onAlert(long nanos, long eventNumber, boolean ruleAsks, long ruleMillis) {
    CapturePolicy policy = policies.get();
    if (!policy.wants(ruleAsks) || file == null && isPausing(nanos)) {
      return;
    }
    deadlineNanos = Math.max(deadlineNanos, nanos + policy.nanos(ruleMillis));
    if (file == null && wanted == null) {
      wanted = new CaptureFile(policy.file(nanos, eventNumber), policy.maxMegabytes(), listener);
    }
    active = true;
  }

  private boolean isPausing(long nanos) {
    CaptureFile before = lastFile;
    return before != null && before.hasFailed() && nanos - lastNanos < RETRY_NANOS;
  }

  /** Whether a capture is being written, or alerts can start one. Called once per batch. */
  public boolean isEnabled() {
    return active || policies.get().enabled();
  }

  /** Whether the loop must pass events to this recorder. Called for each event. */
  public boolean isActive() {
    return active;
  }

  /**
   * Records the current event of the cursor. Called after the rules, while the state still contains the descriptors and
   * threads that the event ends.
   */
  public void recordEvent(EventCursor cursor, StateEngine state, boolean stateOnly) {
    CaptureFile into = file == null ? begin(cursor, state) : file;
    lastNanos = cursor.timestampNanos();
    ProcessInfo process = state.find(cursor.threadId());
    containers.add(process, cursor);
    accounts.add(process, cursor);
    add(into, cursor, stateOnly);
    if (lastNanos >= deadlineNanos || into.isOver()) {
      end();
    }
  }

  /** Ends a live capture whose time is over. Called when no events came for a while. */
  public void onIdle() {
    if (active && live && System.currentTimeMillis() * (SECOND / 1_000) >= deadlineNanos) {
      end();
    }
  }

  private CaptureFile begin(EventCursor cursor, StateEngine state) {
    CaptureFile begun = wanted;
    if (begun == null) {
      throw new IllegalStateException("no capture was requested");
    }
    wanted = null;
    file = begun;
    waitUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(live ? STATE_MILLIS : REPLAY_MILLIS);
    StateEncoder encoder = new StateEncoder(blocks, this::addState);
    encoder.section();
    state.reports().survey(encoder);
    encoder.finish();
    addContainers(cursor, state);
    return begun;
  }

  private void addContainers(EventCursor cursor, StateEngine state) {
    containers.clear();
    accounts.clear();
    state.forEachThread(
        process -> {
          containers.add(process, cursor);
          accounts.add(process, cursor);
          if (blocks.length() > CaptureBuffer.SIZE) {
            addState();
          }
        });
    addState();
  }

  private void addState() {
    CaptureFile into = file;
    long millis = TimeUnit.NANOSECONDS.toMillis(waitUntil - System.nanoTime());
    if (into != null && !into.isOver() && !append(into, Math.max(0, millis))) {
      into.giveUp("the disk is too slow for the list of processes");
    }
    blocks.clear();
  }

  private void add(CaptureFile into, EventCursor cursor, boolean stateOnly) {
    blocks.begin(BlockType.event(cursor.type().largePayload(), stateOnly)).u16(cursor.cpu());
    if (stateOnly) {
      blocks.u32(EventBlock.STATE_ONLY);
    }
    int at = blocks.reserve(cursor.length());
    cursor.copyTo(blocks.array(), at);
    blocks.end();
    if (append(into, live ? 0 : REPLAY_MILLIS)) {
      into.events++;
    } else {
      into.missing++;
      containers.forgetLast();
      accounts.forgetLast();
    }
    blocks.clear();
    if (lastNanos - pieceNanos > SECOND) {
      pieceNanos = lastNanos;
      submitBuffer(into, false);
    }
  }

  // Adds the blocks to the current buffer or to a new one. Returns false if no buffer became free in time.
  private boolean append(CaptureFile into, long millis) {
    CaptureBuffer at = piece;
    if (at != null && !at.hasRoom(blocks.length())) {
      submitBuffer(into, false);
      at = null;
    }
    if (at == null) {
      at = writer.acquireBuffer(millis);
      piece = at;
    }
    if (at == null) {
      return false;
    }
    at.add(blocks);
    return true;
  }

  private void submitBuffer(CaptureFile into, boolean last) {
    CaptureBuffer filled = piece;
    piece = null;
    if (filled == null && last) {
      filled = new CaptureBuffer();
    }
    if (filled != null) {
      filled.file = into;
      filled.last = last;
      writer.submitBuffer(filled);
    }
  }

  /** Ends the current capture. The next alert starts another one. */
  public void end() {
    CaptureFile ended = file;
    if (ended != null) {
      submitBuffer(ended, true);
      lastFile = ended;
    }
    if (wanted != null) {
      wanted.abandon("no event came in its time");
    }
    containers.clear();
    accounts.clear();
    file = null;
    wanted = null;
    deadlineNanos = 0;
    active = false;
  }

  /** Ends the current capture. Waits until everything is written, but at most the given time. */
  public void close(long millis) throws InterruptedException {
    end();
    writer.close(millis);
  }
}
