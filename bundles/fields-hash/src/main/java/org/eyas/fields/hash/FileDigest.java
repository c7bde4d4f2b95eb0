package org.eyas.fields.hash;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.eyas.linux.libc.OpenedPath;

/** Computes the hash of a file that is the same before and after it was read. For one thread. */
final class FileDigest {
  private static final int ATTEMPTS = 3;
  private static final int CHUNK = 1 << 18;

  private final long mostBytes;
  private final ReadBudget budget;
  private final Runnable beforeStep;
  private final byte[] chunk = new byte[CHUNK];
  private long bytes;

  /** A hash, and the file that it belongs to. */
  record Computed(FileHash hash, HashedFileState of, long beginNanos) {}

  /** @param beforeStep called before each call that can block */
  FileDigest(long mostBytes, ReadBudget budget, Runnable beforeStep) {
    this.mostBytes = mostBytes;
    this.budget = budget;
    this.beforeStep = beforeStep;
  }

  Computed compute(OpenedPath file) throws IOException, HashFailureException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long begin = wallNanos();
      HashedFileState before = HashedFileState.of(file);
      check(before);
      FileHash hash = read(file);
      if (before.equals(HashedFileState.of(file)) && bytes == before.size()) {
        return new Computed(hash, before, begin);
      }
    }
    throw new HashFailureException(HashFailure.CHANGING);
  }

  private void check(HashedFileState file) throws HashFailureException {
    if (!file.isRegular()) {
      throw new HashFailureException(HashFailure.NOT_REGULAR);
    }
    if (file.size() > mostBytes) {
      throw new HashFailureException(HashFailure.TOO_LARGE);
    }
  }

  private FileHash read(OpenedPath file) throws IOException, HashFailureException {
    MessageDigest digest = sha256();
    bytes = 0;
    beforeStep.run();
    try (InputStream content = file.read()) {
      for (int count = content.read(chunk); count > 0; count = content.read(chunk)) {
        digest.update(chunk, 0, count);
        bytes += count;
        if (bytes > mostBytes) {
          throw new HashFailureException(HashFailure.TOO_LARGE);
        }
        beforeStep.run();
        budget.await(count);
        beforeStep.run();
      }
    }
    return FileHash.of(digest.digest());
  }

  private static long wallNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
