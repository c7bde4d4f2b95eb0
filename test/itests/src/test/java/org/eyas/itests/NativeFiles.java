package org.eyas.itests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The native files below a folder and in its jars, with the processors that they are for. */
final class NativeFiles {
  /** Values of e_machine, from elf.h. */
  static final int X86_64 = 62;
  static final int AARCH64 = 183;
  static final int BPF = 247;
  /** A library of another system than Linux. */
  static final int FOREIGN = -1;

  private static final int MACHINE_OFFSET = 18;
  private static final int HEADER = 20;
  private static final String OTHER_SYSTEMS = ".*\\.(dll|jnilib|dylib|a)";

  private NativeFiles() {}

  /** The machines by path; that of a file in a jar is {@code JAR!ENTRY}. */
  static Map<String, Integer> below(Path folder) throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).filter(file -> !Files.isSymbolicLink(file)).toList();
    }
    for (Path file : files) {
      String name = folder.relativize(file).toString();
      if (name.endsWith(".jar")) {
        addEntries(found, name, file);
      } else {
        try (InputStream content = Files.newInputStream(file)) {
          add(found, name, content);
        }
      }
    }
    return found;
  }

  private static void addEntries(Map<String, Integer> found, String name, Path jar) throws IOException {
    try (JarFile content = new JarFile(jar.toFile())) {
      for (JarEntry entry : content.stream().toList()) {
        try (InputStream bytes = content.getInputStream(entry)) {
          add(found, name + "!" + entry.getName(), bytes);
        }
      }
    }
  }

  private static void add(Map<String, Integer> found, String name, InputStream content) throws IOException {
    byte[] header = content.readNBytes(HEADER);
    if (name.matches(OTHER_SYSTEMS)) {
      found.put(name, FOREIGN);
    } else if (header.length == HEADER && header[0] == 0x7f && header[1] == 'E' && header[2] == 'L' && header[3] == 'F') {
      found.put(name, header[MACHINE_OFFSET] & 0xff | (header[MACHINE_OFFSET + 1] & 0xff) << 8);
    }
  }
}
