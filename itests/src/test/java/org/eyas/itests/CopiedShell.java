package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Copies of the shell in a folder of a user, with names that the user chose. */
final class CopiedShell implements AutoCloseable {
  private final Path folder;
  private final String account;
  private final List<Path> copies = new ArrayList<>();

  CopiedShell(String account) throws IOException {
    this.account = account;
    folder = Files.createTempDirectory("eyas-home");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Path named(String name) throws IOException, InterruptedException {
    Path copy = folder.resolve(name);
    if (!copies.contains(copy)) {
      Files.copy(Path.of("/bin/sh").toRealPath(), copy, StandardCopyOption.COPY_ATTRIBUTES);
      assertEquals(0, Program.of("chown", account, copy.toString()).run().exitCode());
      copies.add(copy);
    }
    return copy;
  }

  @Override
  public void close() throws IOException {
    for (Path copy : copies) {
      Files.delete(copy);
    }
    Files.delete(folder);
  }
}
