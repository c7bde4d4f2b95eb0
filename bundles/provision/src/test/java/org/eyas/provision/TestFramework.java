package org.eyas.provision;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A real framework without bundles. */
final class TestFramework implements AutoCloseable {
  private final Framework framework;

  TestFramework(Path storage) throws BundleException {
    Map<String, String> properties =
        Map.of(
            Constants.FRAMEWORK_STORAGE, storage.toString(),
            Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE,
            "felix.log.level", "0");
    framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(properties);
    framework.start();
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  /** For example {@code 1.0.0 ACTIVE}; empty if there is no such bundle. */
  String stateOf(String symbolicName) {
    return find(symbolicName)
        .map(bundle -> bundle.getVersion() + (bundle.getState() == Bundle.ACTIVE ? " active" : " not active"))
        .orElse("absent");
  }

  Optional<Bundle> find(String symbolicName) {
    return Arrays.stream(context().getBundles()).filter(b -> symbolicName.equals(b.getSymbolicName())).findFirst();
  }

  int count() {
    return context().getBundles().length;
  }

  @Override
  public void close() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(5_000);
  }
}
