package org.eyas.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A SHA-256 of the content of files and folders, which shows whether the content has changed. */
public final class FileFingerprint {
  private final MessageDigest digest = sha256();
  private final Map<Path, byte[]> contents;

  private FileFingerprint(Map<Path, byte[]> contents) {
    this.contents = contents;
  }

  /**
   * The fingerprint of files, and of the files directly in folders. A path that does not exist also changes the
   * fingerprint.
   */
  public static String of(Collection<Path> paths) {
    return of(paths, Map.of());
  }

  /**
   * The fingerprint that files had when they were read.
   *
   * @param contents the content of files that were read before; the other files are read now
   */
  public static String of(Collection<Path> paths, Map<Path, byte[]> contents) {
    FileFingerprint fingerprint = new FileFingerprint(contents);
    paths.forEach(fingerprint::add);
    return HexFormat.of().formatHex(fingerprint.digest.digest());
  }

  private void add(Path path) {
    put(path.toString().getBytes(StandardCharsets.UTF_8));
    byte[] known = contents.get(path);
    if (known != null) {
      put(known);
      return;
    }
    try {
      if (Files.isDirectory(path)) {
        filesIn(path).forEach(this::add);
      } else {
        put(Files.readAllBytes(path));
      }
    } catch (IOException e) {
      put(e.getClass().getName().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  // Each part follows its length, so that different sequences of parts never give the same bytes.
  private void put(byte[] part) {
    digest.update(Integer.toString(part.length).getBytes(StandardCharsets.US_ASCII));
    digest.update((byte) ':');
    digest.update(part);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
