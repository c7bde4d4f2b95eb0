package org.eyas.api.control;

import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/** Lists event sources and switches between drivers. Any thread may call it. */
@ProviderType
public interface SourceControl {
  /** All sources that run, wait, ended or failed since the engine started. */
  List<SourceStatus> sources();

  /**
   * The kinds of drivers that are available now, such as {@code modern_ebpf}. These are the arguments of {@link #switchDriver}, besides
   * "auto".
   */
  List<String> drivers();

  /**
   * The events that the driver of system calls leaves in the kernel, and the reasons why it delivers the others. The
   * first call after a change of the rules takes some milliseconds.
   */
  PushdownStatus pushdown();

  /**
   * The events that were recorded between the end of an earlier process of the engine and the start of this one; empty if nothing
   * could be recorded then.
   */
  default Optional<RecordedEvents> recordedEvents() {
    return Optional.empty();
  }

  /**
   * Switches to another driver for system calls and waits until it is done. The new driver opens before the old one closes;
   * events before one moment come from the old driver, events after it from the new one. The process table is kept. The choice
   * holds until the engine starts again.
   *
   * @param kind one of {@link #drivers}, or "auto" for the best driver that works
   * @throws RefusedException if the driver does not work on this machine; the old driver keeps running
   */
  void switchDriver(String kind) throws RefusedException;
}
