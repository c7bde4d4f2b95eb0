package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Copies of the shell with names of other programs, in a folder of a user or in a directory in which only root can write. */
final class CopiedShell implements AutoCloseable {
  private static final String ROOT = "root";

  private final Path folder;
  private final String owner;
  private final List<Path> copies = new ArrayList<>();

  private CopiedShell(Path folder, String owner) throws IOException {
    this.folder = folder;
    this.owner = owner;
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static CopiedShell ofUser(String account) throws IOException {
    return new CopiedShell(Files.createTempDirectory("eyas-home"), account);
  }

  static CopiedShell ofRoot() throws IOException {
    return new CopiedShell(Files.createTempDirectory(Path.of("/usr/local/lib"), "eyas-test"), ROOT);
  }

  Path named(String name) throws IOException {
    Path copy = folder.resolve(name);
    if (!copies.contains(copy)) {
      Files.copy(Path.of("/bin/sh").toRealPath(), copy, StandardCopyOption.COPY_ATTRIBUTES);
      Files.setOwner(copy, copy.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner));
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
