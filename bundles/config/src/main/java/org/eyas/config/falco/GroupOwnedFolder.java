package org.eyas.config.falco;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder whose new files and folders belong to its group, so that the service can read and write them. */
final class GroupOwnedFolder {
  private static final String FILE = "rw-rw----";
  private static final String FOLDER = "rwxrwx---";

  private final Path folder;

  GroupOwnedFolder(Path folder) {
    this.folder = folder;
  }

  /** Creates the folder and another folder below it. */
  void createFolders(Path wanted) throws IOException {
    Files.createDirectories(folder);
    Path at = folder;
    for (Path part : folder.relativize(wanted)) {
      at = at.resolve(part);
      if (!Files.exists(at)) {
        give(Files.createDirectory(at), FOLDER);
      }
    }
  }

  /** Gives a file the group of the folder, so that the members of the group can write the file. */
  void giveFile(Path file) throws IOException {
    give(file, FILE);
  }

  private void give(Path path, String permissions) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    view.setGroup(Files.getFileAttributeView(folder, PosixFileAttributeView.class).readAttributes().group());
    view.setPermissions(PosixFilePermissions.fromString(permissions));
  }
}
