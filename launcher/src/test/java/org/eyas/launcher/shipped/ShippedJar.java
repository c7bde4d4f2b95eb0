package org.eyas.launcher.shipped;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A bundle that a test writes: some classes of the test, and the entry {@code OSGI-INF/name.xml} with the name of the jar. */
final class ShippedJar {
  private final String name;
  private final Manifest manifest = new Manifest();
  private final List<Class<?>> classes = new ArrayList<>();

  private ShippedJar(String name) {
    this.name = name;
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    header("Bundle-ManifestVersion", "2").symbolicName(name);
  }

  static ShippedJar named(String name) {
    return new ShippedJar(name);
  }

  ShippedJar symbolicName(String symbolicName) {
    return header("Bundle-SymbolicName", symbolicName);
  }

  ShippedJar exporting(String packages) {
    return header("Export-Package", packages);
  }

  ShippedJar importing(String packages) {
    return header("Import-Package", packages);
  }

  ShippedJar with(Class<?> type) {
    classes.add(type);
    return this;
  }

  private ShippedJar header(String header, String value) {
    manifest.getMainAttributes().putValue(header, value);
    return this;
  }

  Path to(Path folder) throws IOException {
    Path jar = folder.resolve(name + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new ZipEntry("OSGI-INF/name.xml"));
      out.write(name.getBytes(StandardCharsets.UTF_8));
      for (Class<?> type : classes) {
        String entry = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(entry));
        try (InputStream in = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(entry))) {
          in.transferTo(out);
        }
      }
    }
    return jar;
  }
}
