package org.eyas.provision;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.eyas.api.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy of a jar. Exactly the bytes that were checked are installed, even if the file changes, and the copy is still available
 * if a newer jar fails.
 *
 * @param file the name of the file in the watched folder
 * @param symbolicName the symbolic name of its bundle, without directives
 */
record StagedJar(String file, String symbolicName, String version, Path copy) {
  private static final Logger LOG = LoggerFactory.getLogger(StagedJar.class);
  private static final long LIMIT_BYTES = 256L << 20;

  /** Copies a jar and reads the name and version of its bundle. */
  static StagedJar copy(Path path, Path to) throws RefusedJarException {
    String file = path.getFileName().toString();
    try {
      if (Files.size(path) > LIMIT_BYTES) {
        throw new RefusedJarException(file + " is refused: it is larger than 256 MB");
      }
      Files.copy(path, to, StandardCopyOption.REPLACE_EXISTING);
      return of(file, to);
    } catch (IOException e) {
      throw new RefusedJarException(
          file + " cannot be read as a jar (" + Reason.of(e) + "); copy it under a name with a leading dot, then rename it", e);
    }
  }

  private static StagedJar of(String file, Path copy) throws IOException, RefusedJarException {
    Attributes headers = headers(copy);
    String name = headers.getValue("Bundle-SymbolicName");
    if (name == null) {
      throw new RefusedJarException(
          file + " is refused: it is not an OSGi bundle (its manifest has no Bundle-SymbolicName); build it with bnd");
    }
    String version = headers.getValue("Bundle-Version");
    return new StagedJar(file, name.split(";")[0].trim(), version == null ? "0.0.0" : version.trim(), copy);
  }

  private static Attributes headers(Path copy) throws IOException {
    try (JarFile jar = new JarFile(copy.toFile(), false)) {
      Manifest manifest = jar.getManifest();
      return manifest == null ? new Attributes() : manifest.getMainAttributes();
    }
  }

  InputStream open() throws IOException {
    return Files.newInputStream(copy);
  }

  /** Deletes a copy that is not needed any more. */
  static void discard(Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      LOG.debug("{} stays until the program ends", copy, e);
    }
  }

  @Override
  public String toString() {
    return symbolicName + " " + version;
  }
}
