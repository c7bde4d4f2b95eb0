package org.eyas.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.launcher.shipped.ClassPathBundles;
import org.eyas.launcher.shortage.ThreadShortage;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles of the distribution: every jar of a folder. Bundles with the header {@code Eyas-Part} are only installed,
 * because the configuration, which another bundle reads, says which of them start.
 */
record BundleFolder(Path path, ClassPathBundles shipped) {
  private static final Logger LOG = LoggerFactory.getLogger(BundleFolder.class);
  private static final String PART = "Eyas-Part";
  private static final String ENGINE = "org.eyas.core";

  /** Installs all bundles and starts the base bundles; a bundle that does not start is logged and ignored. */
  void startAll(BundleContext context) throws IOException {
    List<Bundle> installed = new ArrayList<>();
    for (Path jar : jars()) {
      install(context, jar, installed);
    }
    // The engine starts last, only because that is faster: a driver, which another bundle starts, prepares meanwhile.
    installed.sort(Comparator.comparing(bundle -> ENGINE.equals(bundle.getSymbolicName())));
    installed.forEach(BundleFolder::start);
  }

  private List<Path> jars() throws IOException {
    if (!Files.isDirectory(path)) {
      throw new IOException("the distribution has no folder " + path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private void install(BundleContext context, Path jar, List<Bundle> installed) {
    try {
      installed.add(context.installBundle(shipped.location(jar)));
    } catch (BundleException e) {
      ThreadShortage.ofProcess().recognizes(e); // it does not return then
      LOG.error("{} is not installed: {}", jar.getFileName(), ExceptionText.of(e));
    }
  }

  private static void start(Bundle bundle) {
    Dictionary<String, String> headers = bundle.getHeaders("");
    if (headers.get(Constants.FRAGMENT_HOST) != null || headers.get(PART) != null) {
      return;
    }
    try {
      bundle.start();
    } catch (BundleException e) {
      ThreadShortage.ofProcess().recognizes(e); // it does not return then
      LOG.error("bundle {} does not start: {}", bundle.getSymbolicName(), ExceptionText.of(e));
    }
  }
}
