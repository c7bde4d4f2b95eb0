package org.eyas.core.control;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.Mute;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.MuteStatus;
import org.eyas.api.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the files of expired mutes, on the thread {@code end-mutes}. An expired mute hides no alerts, even while its
 * file still exists.
 */
final class MuteExpiry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MuteExpiry.class);

  private final MuteControl mutes;
  private final BooleanSupplier isLive;
  private final long pauseMillis;
  private final Consumer<AuditEntry> audit;
  private final Set<String> reported = new HashSet<>();
  private boolean failed;
  private final Thread thread;

  /**
   * @param isLive whether the engine watches its machine; a replay does not change the rules of the machine
   * @param pauseMillis the pause between two rounds
   * @param audit receives an entry for each mute that ended
   */
  MuteExpiry(MuteControl mutes, BooleanSupplier isLive, long pauseMillis, Consumer<AuditEntry> audit) {
    this.mutes = mutes;
    this.isLive = isLive;
    this.pauseMillis = pauseMillis;
    this.audit = audit;
    thread = Thread.ofPlatform().daemon().name("end-mutes").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(pauseMillis);
        round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the component leaves
    }
  }

  private void round() {
    try {
      if (isLive.getAsBoolean()) {
        endExpired(Instant.now());
      }
    } catch (RuntimeException e) {
      if (!failed) {
        failed = true;
        LOG.error("The files of some mutes stay when their time is over, due to an internal error", e);
      }
    }
  }

  void endExpired(Instant now) {
    for (MuteStatus status : mutes.mutes()) {
      boolean over = !now.isBefore(status.mute().until());
      if (over && reported.add(status.mute().id())) {
        end(status);
      }
    }
  }

  private void end(MuteStatus status) {
    Mute mute = status.mute();
    String what = "The mute " + mute.id() + " of rule '" + mute.rule() + "' by " + mute.owner();
    try {
      mutes.endMute(mute.id());
      audit.accept(new AuditEntry(Instant.now(), "engine", "end mute", mute.id(), true));
      LOG.info("{} is over: it hid {} alerts since the start. Its file {} is removed.", what, status.hidden(), status.document());
    } catch (RefusedException | IOException e) {
      LOG.warn("{} is over and hides nothing any more, but it could not be removed: {}", what, Reason.of(e));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
