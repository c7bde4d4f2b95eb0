package org.eyas.api.control;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/** The sources of events that run, and the change from one driver to another. May be called from any thread. */
@ProviderType
public interface SourceControl {
  /** Every source that runs, waits or failed since the start. */
  List<SourceStatus> sources();

  /** The kinds of drivers that bundles offer now, such as {@code modern_ebpf}; what {@link #use} takes besides "auto". */
  List<String> drivers();

  /**
   * Lets another driver see the system calls from now on. The new one is open before the old one closes, one moment parts
   * their events, and the process table goes on. Waits until it is done; holds until the next start.
   *
   * @param kind one of {@link #drivers}, or "auto" for the best that works
   * @throws RefusedException where it does not work on this machine; the one before runs on
   */
  void use(String kind) throws RefusedException;
}
