package org.eyas.fields.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes files in place while their hashes are kept: no answer may be that of an earlier content. {@code -Deyas.changes=10000} changes them
 * more often.
 */
class StaleHashTest {
  private static final int FILES = 300;
  private static final int CHANGES = Integer.getInteger("eyas.changes", 1_000);

  private final FileHasher hasher = new FileHasher(HashedFiles.PROC, 1 << 20, 0);
  private final long self = ProcessHandle.current().pid();

  @TempDir Path folder;

  @AfterEach
  void close() {
    hasher.close();
  }

  /** An executable that no process runs, which is harder: it can change at any time. */
  private static final class PathRequest extends HashRequest {
    private final long pid;
    private final Path file;

    PathRequest(Attachments attachments, long pid, Path file) {
      super(attachments);
      this.pid = pid;
      this.file = file;
    }

    @Override
    FoundFile byLink(FileFinder finder) throws IOException, HashFailureException {
      return finder.path(pid, Text.of(file.toString()));
    }

    @Override
    FoundFile byPath(FileFinder finder) throws HashFailureException {
      throw new HashFailureException(HashFailure.GONE);
    }

    @Override
    boolean hasExactTimes(MountKind kind) {
      return kind == MountKind.DISK || kind == MountKind.IMAGE;
    }
  }

  private String hash(Path file) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    PathRequest request = new PathRequest(new Attachments() {
      @Override
      public <T> void put(AttachmentKey<T> key, T value) {
        done.complete(true);
      }
    }, self, file);
    hasher.request(request);
    done.orTimeout(30, TimeUnit.SECONDS).join();
    return request.answer().text().toString();
  }

  private static void change(Path file, Random random) throws IOException {
    byte[] some = new byte[1 + random.nextInt(200)];
    random.nextBytes(some);
    FileTime before = Files.getLastModifiedTime(file);
    switch (random.nextInt(5)) {
      case 0 -> Files.write(file, some, StandardOpenOption.APPEND);
      case 1 -> Files.write(file, some, StandardOpenOption.WRITE); // the same size, if the file is longer
      case 2 -> Files.write(file, some); // truncated and written
      case 3 -> Files.move(Files.write(file.resolveSibling("next"), some), file, StandardCopyOption.REPLACE_EXISTING);
      default -> Files.write(file, some, StandardOpenOption.WRITE);
    }
    if (random.nextBoolean()) {
      Files.setLastModifiedTime(file, before); // as somebody does who hides a change
    }
  }

  @Test
  void noChangeIsMissed() throws IOException {
    hasher.start();
    Random random = new Random(Long.getLong("eyas.seed", 38));
    for (int i = 0; i < FILES; i++) {
      Files.write(folder.resolve("f" + i), new byte[] {(byte) i, (byte) (i >> 8)});
    }
    for (int i = 0; i < CHANGES; i++) {
      Path changed = folder.resolve("f" + random.nextInt(FILES));
      change(changed, random);
      assertEquals(HashedFiles.sha256(changed), hash(changed));
      Path other = folder.resolve("f" + random.nextInt(FILES));
      assertEquals(HashedFiles.sha256(other), hash(other));
    }
    assertTrue(hasher.cached() > 0 || !isOnDisk(), () -> "no hash was used twice, so the test shows nothing");
  }

  private boolean isOnDisk() throws IOException {
    return Files.getFileStore(folder).type().matches("ext[234]|xfs|btrfs|f2fs");
  }
}
