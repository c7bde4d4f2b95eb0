package org.eyas.provision;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A jar with a bundle that has no code. */
final class TestJar {
  private final Manifest manifest = new Manifest();

  private TestJar() {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  static TestJar plain() {
    return new TestJar();
  }

  static TestJar bundle(String name, String version) {
    return plain().header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", name).header("Bundle-Version", version);
  }

  TestJar header(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  /** Writes it under another name, then renames it, as users should. */
  Path to(Path folder, String file) throws IOException {
    Path unfinished = folder.resolve("." + file);
    try (OutputStream out = Files.newOutputStream(unfinished);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.putNextEntry(new JarEntry("text.txt"));
      jar.write("text".getBytes(StandardCharsets.UTF_8));
    }
    Path target = folder.resolve(file);
    Files.deleteIfExists(target); // a new file has a new inode; the clock of the file system would be too coarse for a test
    return Files.move(unfinished, target);
  }
}
