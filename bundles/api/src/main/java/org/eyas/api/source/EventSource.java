package org.eyas.api.source;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A driver, a capture reader, or any other origin of events. The service keeps no state: each capture holds its own.
 *
 * <p>Service properties: {@code source.kind} names it for {@code engine.kind} ("replay", "modern_ebpf", ...).
 */
@ConsumerType
public interface EventSource {
  SourceInfo info();

  /**
   * Opens a capture; may take seconds. Called on any thread of the engine's; while a capture of the same kind, or of
   * another version of this bundle, is open and goes on.
   *
   * @throws SourceException where the machine says no; its message says what to do
   */
  Capture open(CaptureRequest wanted) throws SourceException;
}
