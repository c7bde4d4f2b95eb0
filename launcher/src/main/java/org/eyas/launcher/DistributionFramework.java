package org.eyas.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.eyas.api.launch.LauncherProperties;
import org.eyas.launcher.shipped.ClassPathBundles;
import org.eyas.launcher.shortage.FrameworkLog;
import org.eyas.launcher.shortage.ThreadShortage;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.connect.ConnectFrameworkFactory;
import org.osgi.framework.launch.Framework;

/** A running framework with the bundles of the distribution; its storage is deleted when it is closed. */
public final class DistributionFramework implements AutoCloseable {
  private static final long STOP_MILLIS = 15_000; // the bundles need 5 s if no output accepts alerts

  // Two versions of slf4j: some bundles are built against the one, some against the other, and the API is the same.
  private static final String SYSTEM_PACKAGES =
      "org.slf4j;org.slf4j.event;org.slf4j.helpers;org.slf4j.spi;version=2.0.20,"
          + "org.slf4j;org.slf4j.event;org.slf4j.helpers;org.slf4j.spi;version=1.7.36,"
          + "org.osgi.service.component;org.osgi.service.component.runtime;"
          + "org.osgi.service.component.runtime.dto;version=1.5.0,"
          + "org.osgi.util.promise;version=1.3.0,org.osgi.util.function;version=1.2.0,org.osgi.service.log;version=1.5.0";

  private final Path home;
  private final TemporaryStorage storage;
  private final ClassPathBundles shipped;
  private final Framework framework;

  private DistributionFramework(Path home, TemporaryStorage storage, ClassPathBundles shipped, Framework framework) {
    this.home = home;
    this.storage = storage;
    this.shipped = shipped;
    this.framework = framework;
  }

  /**
   * Creates a framework that has a context but no bundles yet, so that services can be registered before the bundles start.
   *
   * @param home the folder that contains {@code bundles/}
   * @param properties framework properties, the options among them
   */
  public static DistributionFramework create(Path home, Map<String, String> properties) throws IOException, BundleException {
    TemporaryStorage storage = TemporaryStorage
        .create(TemporaryStorage.preferredParent(Path.of(System.getProperty("java.io.tmpdir")), TemporaryStorage.user()));
    Map<String, Object> all = new HashMap<>(properties);
    all.put("felix.log.logger", new FrameworkLog());
    all.put(LauncherProperties.HOME, home.toString());
    all.put(Constants.FRAMEWORK_STORAGE, storage.file("framework").toString());
    all.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SYSTEM_PACKAGES);
    all.put("felix.cache.locking", "false");
    // An updated jar is inspected beside the installed bundle.
    all.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    all.put("felix.log.level", "1");
    // Otherwise a bundle that lacks a class would get it from the class path without an import.
    all.put("felix.bootdelegation.implicit", "false");
    // Threads of the resolver cost more than they save.
    all.put("felix.resolver.parallelism", "1");
    // Only the YAML files define the configuration: nothing is kept from run to run.
    all.put("felix.cm.pm", "memory");
    // SCR publishes its change count only after this time without changes; its default of 5 s would delay every start.
    all.put("ds.service.changecount.timeout", "10");
    // For the console's bundles: no port before its configuration is there, and no page without its accounts.
    all.put("org.apache.felix.http.require.config", "true");
    all.put("org.apache.felix.http.whiteboard.changecount.delay", "0"); // the console waits for its pages to be served
    all.put("felix.webconsole.security.providers", "eyas");
    ClassPathBundles shipped =
        new ClassPathBundles(System.getProperty("java.class.path"), DistributionFramework.class.getClassLoader());
    Framework framework = framework(all, shipped);
    framework.init();
    return new DistributionFramework(home, storage, shipped, framework);
  }

  // Felix accepts one property that is not a text, though the type of the method does not say so: its logger.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Framework framework(Map<String, Object> properties, ClassPathBundles shipped) {
    ConnectFrameworkFactory factory = ServiceLoader.load(ConnectFrameworkFactory.class).findFirst().orElseThrow();
    return factory.newFramework((Map) properties, shipped);
  }

  /** The system bundle's context. */
  public BundleContext context() {
    return framework.getBundleContext();
  }

  /** Starts the framework and every bundle; removes the storage of earlier runs that were killed. */
  public void start() throws IOException, BundleException {
    framework.start();
    try (SharedXmlParser.Use _ = SharedXmlParser.install()) {
      new BundleFolder(home.resolve("bundles"), shipped).startAll(context());
    }
    Thread.ofPlatform().daemon().name("remove-abandoned").start(storage::removeAbandoned);
  }

  /** Removes the storage, as far as possible, while bundles run. */
  void abandon() {
    try {
      storage.close();
    } catch (IOException e) {
      // A bundle wrote a file meanwhile: the next run removes the rest.
    }
  }

  /** Stops all bundles and removes the storage. */
  @Override
  public void close() throws IOException, BundleException {
    try {
      framework.stop();
      framework.waitForStop(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (OutOfMemoryError e) { // the framework stops the bundles on a thread, which the kernel refuses
      if (!ThreadShortage.ofProcess().recognizes(e)) {
        throw e;
      }
      stopBundles();
    }
    storage.close();
  }

  // On this thread, the last one first; the framework itself ends with the process.
  private void stopBundles() throws BundleException {
    for (Bundle bundle : List.of(context().getBundles()).reversed()) {
      if (bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID) {
        bundle.stop(Bundle.STOP_TRANSIENT);
      }
    }
  }
}
