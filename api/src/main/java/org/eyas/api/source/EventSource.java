package org.eyas.api.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Opens captures: a driver, a reader of capture files, or any other origin of events. A bundle offers it as a service. Each
 * capture has its own state; the service itself has none, except what {@link #prepare} started.
 *
 * <p>The service property {@link #KIND} is the name that {@code engine.kind} selects ("replay", "modern_ebpf", ...).
 */
@ConsumerType
public interface EventSource {
  /** The service property with the kind of the source. */
  String KIND = "source.kind";

  /** Describes the source. Always the same result; any thread may call it. */
  SourceInfo info();

  /**
   * Announces that {@link #open} will probably be called soon with these options. Returns immediately. A source that takes long
   * to open may begin on a thread of its own with work that depends on nothing else in the request. Errors of this work are
   * thrown by {@code open}. If {@code open} is never called, the work's results are released when the service is deactivated.
   */
  default void prepare(Map<String, String> options) {}

  /**
   * Opens a capture. May take seconds. Any thread of the engine may call it, also while another capture of this kind, or of
   * another version of this bundle, is open.
   *
   * @throws SourceException if the system or a file does not allow it; the message says why and the hint says what to do
   */
  Capture open(CaptureRequest wanted) throws SourceException;

  /**
   * Continues with the capture that an earlier process of the engine left running ({@link Capture#leave}). It delivers the events that
   * were recorded since then, and those that happen now. The engine soon opens another capture and switches to it, so this one need
   * not follow changes of the request. Called once, before {@link #open}. The default is for a source that leaves nothing.
   *
   * @param wanted the request of the capture that follows
   * @return null if there is no such capture
   * @throws SourceException if there is one, but its events cannot be read; it is removed
   */
  default @Nullable Capture takeOver(CaptureRequest wanted) throws SourceException {
    return null;
  }
}
