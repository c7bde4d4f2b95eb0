package org.eyas.engine.relay;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state sink and the request of a loop, which a relay passes to each of its captures. Used by the loop's thread. */
final class CaptureSetup {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureSetup.class);

  private @Nullable InputStream inherited;
  private @Nullable StateSink state;
  private @Nullable CaptureRequest wanted;

  /** Sets the state of a previous engine, which replaces the first capture's snapshot. */
  void inherit(InputStream encoded) {
    inherited = encoded;
  }

  /** Gives the sink to the first capture, if there is one, and to all that follow. */
  void connect(@Nullable Capture first, StateSink into) throws SourceException {
    state = into;
    InputStream before = inherited;
    if (first != null && before != null) {
      inherited = null;
      resume(first, before, into);
    } else if (first != null) {
      first.snapshot(into);
    }
  }

  private static void resume(Capture first, InputStream before, StateSink into) throws SourceException {
    try (before) {
      StateCodec.decode(before, into);
    } catch (SourceException | IOException e) {
      LOG.warn("{}. Processes are looked up again.", Reason.of(e));
      into.onRestart();
      first.snapshot(into);
      return;
    }
    first.follow(into);
  }

  /** Connects a capture that begins with a state of its own, because events before it are missing. */
  void restart(Capture next) throws SourceException {
    StateSink into = state;
    if (into != null) {
      into.onRestart();
      next.snapshot(into);
    }
  }

  /** Connects a capture that continues the state. */
  void follow(Capture next) {
    StateSink into = state;
    if (into != null) {
      next.follow(into);
    }
  }

  /** Sets the request for the next calls of {@link #request}. */
  void want(CaptureRequest changed) {
    wanted = changed;
  }

  /**
   * Passes on the request.
   *
   * @param switching whether the events of two captures are compared: then both must deliver all of them
   */
  void request(Capture from, boolean switching) {
    CaptureRequest asked = wanted;
    if (asked != null) {
      from.changeRequest(switching ? asked.withConditions(Map.of()) : asked);
    }
  }
}
