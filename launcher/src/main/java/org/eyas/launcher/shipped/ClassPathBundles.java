package org.eyas.launcher.shipped;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/**
 * Gives the framework the bundles that are jars of the class path: the framework resolves them like all others, but
 * their classes come from the loader of the program, whose classes the AOT cache contains ready for use. A bundle from
 * any other place, and an updated bundle, has a loader of its own.
 *
 * <p>The framework calls it once per bundle that is installed, updated or refreshed.
 */
public final class ClassPathBundles implements ModuleConnector {
  private final Set<Path> jars;
  private final ClassLoader loader;

  /**
   * @param classPath paths of jars, separated as in the property {@code java.class.path}
   * @param loader the loader of this class path
   */
  public ClassPathBundles(String classPath, ClassLoader loader) {
    this.loader = loader;
    jars = Stream.of(classPath.split(File.pathSeparator)).map(Path::of).collect(Collectors.toUnmodifiableSet());
  }

  /** The location with which a jar is to be installed. */
  public String location(Path jar) {
    // A "reference:" is not copied into the framework's storage; the framework does not ask the connector about one.
    return jars.contains(jar) ? jar.toUri().toString() : "reference:" + jar.toUri();
  }

  @Override
  public void initialize(File storage, Map<String, String> configuration) {
    // The content of these bundles does not depend on them.
  }

  @Override
  public Optional<ConnectModule> connect(String location) {
    if (!location.startsWith("file:")) {
      return Optional.empty();
    }
    Path jar = Path.of(URI.create(location));
    return jars.contains(jar) ? Optional.of(() -> new ClassPathJar(jar, loader)) : Optional.empty();
  }

  @Override
  public Optional<BundleActivator> newBundleActivator() {
    return Optional.empty();
  }
}
