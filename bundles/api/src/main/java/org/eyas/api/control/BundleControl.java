package org.eyas.api.control;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/** The bundles of the running engine. May be called from any thread. */
@ProviderType
public interface BundleControl {
  List<BundleStatus> bundles();

  /**
   * Starts one that is installed. Holds until the configuration is read again or the engine starts anew, as {@link #stop} does.
   *
   * @throws RefusedException where there is none, or it does not start
   */
  void start(String symbolicName) throws RefusedException;

  /** @throws RefusedException where there is none, or the engine cannot do without it */
  void stop(String symbolicName) throws RefusedException;
}
