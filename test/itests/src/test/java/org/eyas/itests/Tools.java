package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A folder for PATH that contains the usual tools of a system, but not java and mvn. */
final class Tools {
  private static final List<String> NAMES =
      List.of("sh", "cat", "chown", "cp", "date", "dirname", "env", "find", "flock", "grep", "head", "id", "kill", "ln", "ls",
          "mkdir",
          "mv", "readlink", "rm", "runuser", "sed", "sleep", "stat", "tail", "touch", "tr", "wc");

  private Tools() {}

  static Path in(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : NAMES) {
      for (String place : List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")) {
        Path tool = Path.of(place, name);
        if (Files.isExecutable(tool) && !Files.exists(folder.resolve(name))) {
          Files.createSymbolicLink(folder.resolve(name), tool);
        }
      }
    }
    return folder;
  }

  /** JUnit warns of each link that it removes with a temporary folder; so they are removed before. */
  static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isSymbolicLink).toList()) {
        Files.delete(file);
      }
    }
  }

  static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
