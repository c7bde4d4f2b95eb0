package org.eyas.engine.checkpoint;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.eyas.api.failure.Reason;
import org.eyas.engine.stateful.NewerStateException;
import org.eyas.engine.stateful.StatefulRules;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the events that rules remember over updates of the engine and restarts. Used by the thread that owns these
 * memories.
 */
public final class RuleCheckpointer {
  private static final Logger LOG = LoggerFactory.getLogger(RuleCheckpointer.class);

  private final CheckpointStore lasting;
  private byte @Nullable [] fromBefore;
  private boolean begun;

  public RuleCheckpointer(CheckpointStore lasting) {
    this.lasting = lasting;
  }

  /** Continues with the events that the rules of a previous engine remembered, as soon as the first rules begin. */
  public void resumeFrom(byte[] left) {
    fromBefore = left;
  }

  /** Begins to use rules: the first rules continue with the events that were kept. */
  public void begin(StatefulRules first) {
    if (begun) {
      return;
    }
    begun = true;
    byte[] left = fromBefore;
    fromBefore = null;
    if (left != null) {
      lasting.markOutdated();
      resume(() -> first.resume(left),
          reason -> LOG.warn("The events and values that rules remembered before the update of the engine are lost: {}", reason));
    } else {
      // Also if no rule continues: the rules can be absent now, and return later.
      lasting.read().ifPresent(kept -> resumeFile(kept, first));
      lasting.readNewer().ifPresent(kept -> complete(kept, first));
    }
  }

  private void resumeFile(byte[] kept, StatefulRules first) {
    try {
      first.resumeAfterRestart(kept);
    } catch (NewerStateException e) {
      lasting.putAside(e);
    } catch (IOException | RuntimeException e) {
      lasting.reportUnusable(Reason.of(e));
    }
  }

  private void complete(byte[] kept, StatefulRules first) {
    try {
      first.completeAfterRestart(kept);
      lasting.returned();
    } catch (NewerStateException e) {
      LOG.debug("The memory of a newer version waits", e);
    } catch (IOException | RuntimeException e) {
      LOG.warn("What rules remembered in a newer version is not used: {}", Reason.of(e));
    }
  }

  private interface Reading {
    void run() throws IOException;
  }

  private static void resume(Reading reading, Consumer<String> failed) {
    try {
      reading.run();
    } catch (IOException | RuntimeException e) {
      failed.accept(Reason.of(e));
    }
  }

  /** Writes a checkpoint once per minute if the remembered events have changed. Called after every batch. */
  public void checkpointIfDue(StatefulRules active, long nowNanos) {
    if (lasting.isDue(nowNanos) && needsWriting(active)) {
      encoded(active).ifPresent(memory -> lasting.write(memory, active.store().changes()));
    }
  }

  /** Writes the last checkpoint, before this returns. Called at the end. */
  public void writeLastCheckpoint(StatefulRules last) throws InterruptedException {
    Optional<byte[]> memory = needsWriting(last) ? encoded(last) : Optional.empty();
    if (memory.isPresent()) {
      lasting.end(memory.get(), last.store().changes());
    }
  }

  private boolean needsWriting(StatefulRules active) {
    return active.store().isLasting() && lasting.needsWriting(active.store().changes());
  }

  private Optional<byte[]> encoded(StatefulRules active) {
    byte[] memory = active.store().encodeLasting();
    if (memory == null) {
      lasting
          .report("it takes more than 32 MB, or than eyas.rules.memory_mb; lower 'entries' of rules with 'first', or that key");
    }
    return Optional.ofNullable(memory);
  }

  /** The events that the rules remember, encoded for the next engine; empty if there are none. */
  public Optional<byte[]> encodeForHandover(StatefulRules last) {
    long groups = last.store().figures().groups();
    if (groups == 0) {
      return Optional.empty();
    }
    byte[] left = last.store().encode();
    if (left == null) {
      LOG.warn(
          "Events that rules remember are lost at the update of the engine: {} groups of events are too large to be handed over.",
          groups);
    }
    return Optional.ofNullable(left);
  }
}
