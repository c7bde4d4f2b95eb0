package org.eyas.api.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/** The bundles of the running engine. May be called from any thread. */
@ProviderType
public interface BundleControl {
  List<BundleStatus> bundles();

  /**
   * Starts one that is installed. Holds until what is chosen to run changes or the engine starts anew, as {@link #stop} does.
   *
   * @param symbolicName or the name that {@code eyas.bundles.start} takes: {@code output-file}
   * @throws RefusedException where there is none, or it does not start
   */
  void start(String symbolicName) throws RefusedException;

  /** @throws RefusedException where there is none, or the engine cannot do without it */
  void stop(String symbolicName) throws RefusedException;

  /**
   * Puts a jar into the watched folder, in place of one of the same name, and waits until it runs or is refused. One that is
   * refused is taken out again, and the one before it comes back.
   *
   * @return the bundle that came of it
   * @throws RefusedException where no folder is watched, or why the jar does not run
   */
  BundleStatus install(Path jar) throws RefusedException, IOException;

  /**
   * Takes a bundle out of the watched folder; one that it stood in for comes back. Waits for it.
   *
   * @throws RefusedException where no file of the watched folder has that name or holds such a bundle
   */
  void remove(String symbolicName) throws RefusedException, IOException;
}
