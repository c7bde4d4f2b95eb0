package org.eyas.launcher.shipped;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.connect.ConnectContent;

/** A bundle in a jar of the class path. The framework reads the jar for everything except classes. Threads may share it. */
final class ClassPathJar implements ConnectContent {
  private final Path path;
  private final ClassLoader loader;
  private volatile @Nullable JarFile opened;
  private volatile @Nullable List<String> names;

  ClassPathJar(Path path, ClassLoader loader) {
    this.path = path;
    this.loader = loader;
  }

  @Override
  public void open() throws IOException {
    if (opened == null) {
      opened = new JarFile(path.toFile(), false);
    }
  }

  @Override
  public void close() throws IOException {
    JarFile jar = opened;
    opened = null;
    if (jar != null) {
      jar.close();
    }
  }

  @Override
  public Optional<Map<String, String>> getHeaders() {
    return Optional.empty(); // the framework reads the manifest itself
  }

  // Kept, because the component runtime searches all entries once for each component, 75 times for the bundle of the engine.
  @Override
  public Iterable<String> getEntries() {
    List<String> entries = names;
    if (entries == null) {
      entries = jar().stream().map(ZipEntry::getName).toList();
      names = entries;
    }
    return entries;
  }

  @Override
  public Optional<ConnectEntry> getEntry(String name) {
    JarFile jar = jar();
    return Optional.ofNullable(jar.getEntry(name)).map(entry -> new Entry(jar, entry));
  }

  @Override
  public Optional<ClassLoader> getClassLoader() {
    return Optional.of(loader);
  }

  private JarFile jar() {
    JarFile jar = opened;
    if (jar == null) {
      throw new IllegalStateException(path + " is closed");
    }
    return jar;
  }

  private record Entry(JarFile jar, ZipEntry entry) implements ConnectEntry {
    @Override
    public String getName() {
      return entry.getName();
    }

    @Override
    public long getContentLength() {
      return entry.getSize();
    }

    @Override
    public long getLastModified() {
      return entry.getTime();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return jar.getInputStream(entry);
    }
  }
}
