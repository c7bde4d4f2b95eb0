package org.eyas.fields.hash;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.jspecify.annotations.Nullable;

/**
 * One file whose hash a rule or an output needs, and its answer. The loop's thread creates it and reads the answer; the threads of
 * {@link FileHasher} find the file.
 */
abstract class HashRequest {
  /** Attached when an answer is there: the events that wait for a value of the process are then decided. */
  private static final AttachmentKey<Boolean> ANSWERED = new AttachmentKey<>("hash answered", Boolean.class);

  private final Attachments process;
  private final AtomicReference<@Nullable FileHash> answer = new AtomicReference<>();

  /** @param process takes values for the process of the event */
  HashRequest(Attachments process) {
    this.process = process;
  }

  /** The answer; null while it is pending. */
  @Nullable
  FileHash answer() {
    return answer.get();
  }

  /** Sets the answer. Returns false if there is one already, because the request was given up. */
  boolean answer(FileHash found) {
    boolean first = answer.compareAndSet(null, found);
    if (first) {
      process.put(ANSWERED, Boolean.TRUE);
    }
    return first;
  }

  /** Finds the file by a link of /proc, which no file system can delay; null if the link does not lead to it. */
  abstract @Nullable FoundFile byLink(FileFinder finder) throws IOException, HashFailureException;

  /** Finds the file by its path, if the link did not lead to it. */
  abstract FoundFile byPath(FileFinder finder) throws IOException, HashFailureException;

  /** Whether each change of the file changes its change time, so that the hash need not be computed again while that is the same. */
  boolean hasExactTimes(@SuppressWarnings("unused") MountKind kind) {
    return false;
  }
}
