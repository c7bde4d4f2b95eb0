package org.eyas.api.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/** Lists, starts, stops, installs and removes bundles of the running engine. Any thread may call it. */
@ProviderType
public interface BundleControl {
  List<BundleStatus> bundles();

  /**
   * Starts an installed bundle. Like {@link #stop}, this holds until the configured choice of bundles changes or the engine
   * starts again.
   *
   * @param symbolicName the symbolic name, or the short name that {@code eyas.bundles.start} takes: {@code output-file}
   * @throws RefusedException if there is no such bundle, or it does not start
   */
  void start(String symbolicName) throws RefusedException;

  /**
   * Stops a bundle; it stays installed.
   *
   * @throws RefusedException if there is no such bundle, or the engine needs it
   */
  void stop(String symbolicName) throws RefusedException;

  /**
   * Copies a jar into the watched folder, replacing a file of the same name, and waits until its bundle runs or is refused. A
   * refused jar is removed again and the previous one restored.
   *
   * @return the bundle that now runs from this jar
   * @throws RefusedException if no folder is watched or the jar does not run; the message says why
   */
  BundleStatus install(Path jar) throws RefusedException, IOException;

  /**
   * Removes a bundle's jar from the watched folder and waits until the bundle is gone. If the jar had replaced a bundle that came
   * with Eyas, that bundle runs again.
   *
   * @throws RefusedException if no file in the watched folder has that name or contains that bundle
   */
  void remove(String symbolicName) throws RefusedException, IOException;
}
