package org.eyas.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A copy of a bundle with another manifest. */
final class BundleJar {
  private final Path jar;
  private final Manifest manifest;

  private BundleJar(Path jar, Manifest manifest) {
    this.jar = jar;
    this.manifest = manifest;
  }

  static BundleJar of(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return new BundleJar(jar, new Manifest(file.getManifest()));
    }
  }

  BundleJar versioned(String version) {
    manifest.getMainAttributes().putValue("Bundle-Version", version);
    return this;
  }

  BundleJar importing(String packages) {
    String before = manifest.getMainAttributes().getValue("Import-Package");
    manifest.getMainAttributes().putValue("Import-Package", before + "," + packages);
    return this;
  }

  /** Writes it as an administrator should: to a file whose name begins with a dot, which is then renamed. */
  Path to(Path folder, String name) throws IOException {
    Path unfinished = folder.resolve("." + name);
    try (JarFile in = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(unfinished);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (JarEntry entry : Collections.list(in.entries())) {
        if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
          out.putNextEntry(new JarEntry(entry.getName()));
          try (InputStream content = in.getInputStream(entry)) {
            content.transferTo(out);
          }
        }
      }
    }
    return Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
