package org.eyas.core.recording;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eyas.core.decode.EventCursor;
import org.eyas.core.state.StateEngine;
import org.eyas.scap.BlockBuilder;
import org.eyas.scap.BlockType;
import org.eyas.scap.EventBlock;
import org.eyas.scap.StateEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes a capture when a rule asks for it: the state of that moment, then events until its time is over. One alert
 * begins it, further ones make it longer. Belongs to one loop's thread, which copies; another one packs and writes.
 *
 * <p>Where the disk is too slow a live loop leaves events out, which is told; a replay waits.
 */
public final class Recorder {
  /** A table is written whole or not at all: for its pieces a live loop waits, so long for all of them. */
  private static final long STATE_MILLIS = 5_000;

  private static final long REPLAY_MILLIS = 60_000;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  /** After a failure captures are not tried again for so long: each costs the loop a walk over its tables. */
  private static final long RETRY_NANOS = 10 * SECOND;

  private final Supplier<RecordingPolicy> policies;
  private final RecordingListener listener;
  private final boolean live;
  private final RecordingWriter writer = new RecordingWriter();
  private final BlockBuilder blocks = new BlockBuilder(1 << 16);
  private @Nullable RecordingFile wanted;
  private @Nullable RecordingFile file;
  private @Nullable Piece piece;
  private boolean active;
  private long deadlineNanos;
  private long pieceNanos;
  private @Nullable RecordingFile lastFile;
  private long lastNanos;
  private long waitUntil;

  /**
   * @param policies what is recorded, at this moment
   * @param live whether events are lost where the loop waits
   */
  public Recorder(Supplier<RecordingPolicy> policies, RecordingListener listener, boolean live) {
    this.policies = policies;
    this.listener = listener;
    this.live = live;
  }

  /** Never writes anything. */
  public static Recorder none() {
    return new Recorder(() -> RecordingPolicy.OFF, (megabytes, written) -> {}, false);
  }

  /**
   * A rule fired.
   *
   * @param ruleAsks whether its rule has {@code capture: true}
   * @param ruleMillis its {@code capture_duration}; 0 where it has none
   */
  public void alerted(long nanos, long eventNumber, boolean ruleAsks, long ruleMillis) {
    RecordingPolicy policy = policies.get();
    if (!policy.wants(ruleAsks) || file == null && isPausing(nanos)) {
      return;
    }
    deadlineNanos = Math.max(deadlineNanos, nanos + policy.nanos(ruleMillis));
    if (file == null && wanted == null) {
      wanted = new RecordingFile(policy.file(nanos, eventNumber), policy.maxMegabytes(), listener);
    }
    active = true;
  }

  private boolean isPausing(long nanos) {
    RecordingFile before = lastFile;
    return before != null && before.hasFailed() && nanos - lastNanos < RETRY_NANOS;
  }

  /** Whether events have to be handed over; asked for each. */
  public boolean isActive() {
    return active;
  }

  /** Takes the event the cursor stands on, behind the rules, while the state still holds what the event ends. */
  public void event(EventCursor cursor, StateEngine state, boolean stateOnly) {
    RecordingFile into = file == null ? begin(state) : file;
    lastNanos = cursor.timestampNanos();
    add(into, cursor, stateOnly);
    if (lastNanos >= deadlineNanos || into.isOver()) {
      end();
    }
  }

  /** No events came for a while: a live capture whose time is over ends. */
  public void quiet() {
    if (active && live && System.currentTimeMillis() * (SECOND / 1_000) >= deadlineNanos) {
      end();
    }
  }

  private RecordingFile begin(StateEngine state) {
    RecordingFile begun = wanted;
    if (begun == null) {
      throw new IllegalStateException("nothing asked for a capture");
    }
    wanted = null;
    file = begun;
    waitUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(live ? STATE_MILLIS : REPLAY_MILLIS);
    StateEncoder encoder = new StateEncoder(blocks, this::addState);
    encoder.section();
    state.survey(encoder);
    encoder.finish();
    return begun;
  }

  private void addState() {
    RecordingFile into = file;
    long millis = TimeUnit.NANOSECONDS.toMillis(waitUntil - System.nanoTime());
    if (into != null && !into.isOver() && !append(into, Math.max(0, millis))) {
      into.giveUp("the disk is too slow for the list of processes");
    }
    blocks.clear();
  }

  private void add(RecordingFile into, EventCursor cursor, boolean stateOnly) {
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
    }
    blocks.clear();
    if (lastNanos - pieceNanos > SECOND) {
      pieceNanos = lastNanos;
      give(into, false);
    }
  }

  // Adds the blocks to the piece at hand, or to a new one; false where none came free in time.
  private boolean append(RecordingFile into, long millis) {
    Piece at = piece;
    if (at != null && !at.hasRoom(blocks.length())) {
      give(into, false);
      at = null;
    }
    if (at == null) {
      at = writer.take(millis);
      piece = at;
    }
    if (at == null) {
      return false;
    }
    at.add(blocks);
    return true;
  }

  private void give(RecordingFile into, boolean last) {
    Piece filled = piece;
    piece = null;
    if (filled == null && last) {
      filled = new Piece();
    }
    if (filled != null) {
      filled.file = into;
      filled.last = last;
      writer.give(filled);
    }
  }

  /** Ends the capture that is being written; what follows an alert begins another one. */
  public void end() {
    RecordingFile ended = file;
    if (ended != null) {
      give(ended, true);
      lastFile = ended;
    }
    file = null;
    wanted = null;
    deadlineNanos = 0;
    active = false;
  }

  /** Ends, and waits until all is written, so long at most. */
  public void close(long millis) throws InterruptedException {
    end();
    writer.close(millis);
  }
}
