package org.eyas.api.source;

import org.osgi.annotation.versioning.ConsumerType;

/** A {@link Capture} with more counters, for metrics. */
@ConsumerType
public interface DetailedCounters {
  /** The counters since the capture was opened. Any thread may call it, a few times per minute, but not after it was closed. */
  CaptureDetails details();

  /**
   * Returns this interface of a capture; an object that counts nothing if the capture does not implement the interface.
   */
  static DetailedCounters of(Capture capture) {
    return capture instanceof DetailedCounters counters ? counters : MissingPart.INSTANCE;
  }
}
