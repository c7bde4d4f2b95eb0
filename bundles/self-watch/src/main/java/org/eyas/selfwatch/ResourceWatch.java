package org.eyas.selfwatch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the kernel grants the engine with what it granted five calls ago. One thread calls it once per second; the files of
 * all threads are not read more often than that.
 */
final class ResourceWatch {
  private static final int CALLS = 5;

  private final Path root;
  private final ProcTexts texts = new ProcTexts();
  private @Nullable OwnResources before;
  private String failure = "";
  private int calls = CALLS - 1;

  /** @param root the root of the file system; another one in tests */
  ResourceWatch(Path root) {
    this.root = root;
  }

  /** What the engine has lost, in words; usually nothing. The first call returns nothing. */
  List<String> losses() {
    calls = (calls + 1) % CALLS;
    if (calls != 0) {
      return List.of();
    }
    try {
      OwnResources now = OwnResources.read(root, texts);
      List<String> losses = before == null ? List.of() : before.lossesUntil(now);
      before = now;
      failure = "";
      return losses;
    } catch (IOException e) {
      return failed(Reason.of(e));
    }
  }

  // Once for each reason. A low limit of open files has this effect, too.
  private List<String> failed(String reason) {
    boolean isNew = !reason.equals(failure);
    failure = reason;
    return isNew ? List.of("its limits cannot be read: " + reason) : List.of();
  }
}
