package org.eyas.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;

/** Refuses a start with an output whose bundle is in a package of its own that is not installed. */
final class OutputPackageCheck {
  private static final String PACKAGE = "eyas-outputs";
  private static final String SYMBOLIC_NAME = "Bundle-SymbolicName";

  private final ConfigTree tree;
  private final ConfigLoader loader;
  private final Path bundles;

  /** @param home the folder of the program */
  OutputPackageCheck(ConfigTree tree, ConfigLoader loader, Path home) {
    this.tree = tree;
    this.loader = loader;
    bundles = home.resolve("bundles");
  }

  void check() throws ConfigException {
    check("grpc.enabled", "grpc");
    check("eyas.kafka_output.enabled", "kafka");
  }

  private void check(String key, String output) throws ConfigException {
    String bundle = "org.eyas.output." + output;
    if (tree.flag(key) && !Files.exists(bundles.resolve(output).resolve(bundle + ".jar")) && !isDropped(bundle)) {
      throw loader.refused(
          key,
          key + " needs the package " + PACKAGE + ", which is not installed: apt install " + PACKAGE + ", or dnf install "
              + PACKAGE
              + "; or set " + key + " to false");
    }
  }

  /** Whether the folder from which other bundles are installed has the bundle. */
  private boolean isDropped(String bundle) {
    String folder = tree.text("eyas.bundles.directory");
    if (folder.isEmpty()) {
      return false;
    }
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.anyMatch(file -> file.toString().endsWith(".jar") && isBundle(file, bundle));
    } catch (IOException e) {
      return false; // the bundle is not there, and provision reports why the folder cannot be read
    }
  }

  private static boolean isBundle(Path file, String name) {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      return manifest != null && name.equals(manifest.getMainAttributes().getValue(SYMBOLIC_NAME));
    } catch (IOException e) {
      return false; // provision reports the jar
    }
  }
}
