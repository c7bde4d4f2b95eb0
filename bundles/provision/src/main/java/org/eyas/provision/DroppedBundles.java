package org.eyas.provision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eyas.api.failure.Reason;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the running bundles match the jars of a folder: a new jar is installed and started, a changed one updated, a removed one
 * uninstalled. A refused jar is logged once, and tried again when it changes or another jar arrives; other bundles are not
 * affected.
 */
final class DroppedBundles {
  private static final Logger LOG = LoggerFactory.getLogger(DroppedBundles.class);

  private final BundleContext context;
  private final BundleInstaller installer;
  private final Map<String, DroppedBundle> running = new HashMap<>();
  private final Map<String, Refusal> refused = new HashMap<>();
  private int arrivals;
  private int copies;

  /** The reason why the file with this stamp does not run. */
  private record Refusal(String stamp, String message) {}

  DroppedBundles(BundleContext context) {
    this.context = context;
    installer = new BundleInstaller(context);
  }

  /** Reads the folder and installs, updates and uninstalls bundles. */
  synchronized void sync(DropFolder folder, AdmissionCheck admission, BundleSelection selection) {
    try {
      admission.checkFolder(folder.path());
      Map<String, String> jars = folder.jars();
      removeAllExcept(jars.keySet(), selection);
      installAll(folder, jars, admission, selection);
      running.values().forEach(dropped -> SelectableBundles.startOrStop(dropped.bundle(), selection));
    } catch (RefusedJarException e) {
      LOG.error("{}. No bundle is installed from there.", Reason.of(e));
    } catch (IOException e) {
      LOG.error("{} cannot be read: {}. The bundles from there stay as they are.", folder.path(), Reason.of(e));
    }
  }

  /** The bundles that run because their jars are in the folder. */
  synchronized List<DroppedBundle> running() {
    return List.copyOf(running.values());
  }

  /** The reasons why jars in the folder do not run, by file name. */
  synchronized Map<String, String> refused() {
    Map<String, String> reasons = new TreeMap<>();
    refused.forEach((file, refusal) -> reasons.put(file, refusal.message()));
    return reasons;
  }

  // A new jar may provide a requirement of a refused one.
  private void installAll(DropFolder folder, Map<String, String> jars, AdmissionCheck admission, BundleSelection selection) {
    Map<String, Refusal> before = Map.copyOf(refused);
    boolean again;
    do {
      int arrived = arrivals;
      jars.forEach((file, stamp) -> installOrUpdate(folder.file(file), stamp, admission, selection));
      again = arrivals > arrived && !refused.isEmpty();
      if (again) {
        refused.clear();
      }
    } while (again);
    refused.forEach((file, refusal) -> {
      if (!refusal.equals(before.get(file))) {
        LOG.error("{}", refusal.message());
      }
    });
  }

  private void removeAllExcept(Set<String> files, BundleSelection selection) {
    refused.keySet().retainAll(files);
    for (DroppedBundle gone : List.copyOf(running.values())) {
      if (!files.contains(gone.jar().file())) {
        running.remove(gone.jar().file());
        remove(gone, selection);
      }
    }
  }

  private void installOrUpdate(Path path, String stamp, AdmissionCheck admission, BundleSelection selection) {
    String file = path.getFileName().toString();
    DroppedBundle before = running.get(file);
    Refusal refusal = refused.get(file);
    if (before != null && before.stamp().equals(stamp) || refusal != null && refusal.stamp().equals(stamp)) {
      return;
    }
    Path copy = copy();
    try {
      StagedJar jar = admission.admit(path, copy);
      running.put(
          file, before == null ? add(jar, stamp, admission, selection) : change(before, jar, stamp, admission, selection));
      refused.remove(file);
      arrivals++;
    } catch (RefusedJarException e) {
      refused.put(file, new Refusal(stamp, Reason.of(e)));
      StagedJar.discard(copy);
    }
  }

  private DroppedBundle add(StagedJar jar, String stamp, AdmissionCheck admission, BundleSelection selection)
      throws RefusedJarException {
    boolean start = SelectableBundles.isChosen(jar.symbolicName(), selection);
    if (!admission.checksSignatures()) {
      LOG.info("{} is installed without checking its signature; eyas.bundles.trust can name trusted certificates", jar.file());
    }
    Optional<Bundle> same = bundleNamed(jar.symbolicName());
    if (same.isEmpty()) {
      Bundle bundle = installer.install(jar, start);
      LOG.info("Bundle {} is installed{} from {}", jar, start ? " and started" : "", jar.file());
      return new DroppedBundle(jar, bundle, stamp, false);
    }
    Bundle bundle = same.get();
    checkReplaceable(jar, bundle);
    installer.update(bundle, jar, BundleSource.installed(bundle), start);
    LOG.info("Bundle {} from {} replaces the one that came with Eyas", jar, jar.file());
    return new DroppedBundle(jar, bundle, stamp, true);
  }

  private DroppedBundle change(DroppedBundle before, StagedJar jar, String stamp, AdmissionCheck admission,
      BundleSelection selection)
      throws RefusedJarException {
    if (!jar.symbolicName().equals(before.jar().symbolicName())) {
      running.remove(jar.file());
      remove(before, selection);
      return add(jar, stamp, admission, selection);
    }
    installer.update(before.bundle(), jar, before.jar()::open, SelectableBundles.isChosen(jar.symbolicName(), selection));
    LOG.info("Bundle {} from {} is updated to {}", before.jar(), jar.file(), jar.version());
    StagedJar.discard(before.jar().copy());
    return new DroppedBundle(jar, before.bundle(), stamp, before.replacing());
  }

  private void remove(DroppedBundle gone, BundleSelection selection) {
    try {
      if (gone.replacing()) {
        boolean start = SelectableBundles.isChosen(gone.jar().symbolicName(), selection);
        installer.restore(gone.bundle(), BundleSource.installed(gone.bundle()), start);
        LOG.info("{} was removed: the {} that came with Eyas runs again", gone.jar().file(), gone.jar().symbolicName());
      } else {
        installer.remove(gone.bundle());
        LOG.info("Bundle {} is uninstalled: {} was removed", gone.jar(), gone.jar().file());
      }
    } catch (RefusedJarException e) {
      LOG.error("{}", Reason.of(e));
    }
    StagedJar.discard(gone.jar().copy());
  }

  private void checkReplaceable(StagedJar jar, Bundle bundle) throws RefusedJarException {
    for (DroppedBundle other : running.values()) {
      if (other.bundle().equals(bundle)) {
        throw new RefusedJarException(
            jar.file() + " is refused: " + jar.symbolicName() + " is in " + other.jar().file() + " too; remove one of them");
      }
    }
    if (!SelectableBundles.isReplaceable(bundle)) {
      throw new RefusedJarException(
          jar.file() + " is refused: " + jar.symbolicName() + " is part of the base and cannot be replaced while it runs");
    }
  }

  private Optional<Bundle> bundleNamed(String symbolicName) {
    return Arrays.stream(context.getBundles()).filter(bundle -> symbolicName.equals(bundle.getSymbolicName())).findFirst();
  }

  // The folder is the data area of this bundle; the framework removes it at the end.
  private Path copy() {
    return context.getDataFile("jar-" + copies++).toPath();
  }
}
