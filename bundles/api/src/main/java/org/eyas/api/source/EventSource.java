package org.eyas.api.source;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A driver, a capture reader, or any other origin of events. The service keeps no state but what it
 * prepared: each capture holds its own.
 *
 * <p>Service properties: {@code source.kind} names it for {@code engine.kind} ("replay", "modern_ebpf", ...).
 */
@ConsumerType
public interface EventSource {
  SourceInfo info();

  /**
   * Says that {@link #open} with these options is likely to be called soon; returns at once. A source whose opening takes long
   * may begin, on a thread of its own, with what needs nothing else of the request. What goes wrong there is told by {@code
   * open}. Where no {@code open} follows, what was prepared goes when the service does.
   */
  default void prepare(Map<String, String> options) {}

  /**
   * Opens a capture; may take seconds. Called on any thread of the engine's; while a capture of the same kind, or of
   * another version of this bundle, is open and goes on.
   *
   * @throws SourceException where the machine says no; its message says what to do
   */
  Capture open(CaptureRequest wanted) throws SourceException;
}
