package org.eyas.selfwatch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Compares the resources that the kernel grants the engine with the resources of five calls ago. One thread calls it
 * once per second. The files of all threads are read only at every fifth call.
 */
final class ResourceWatch {
  private static final int CALLS = 5;

  private final Path root;
  private final ProcFileReader texts = new ProcFileReader();
  private @Nullable EngineResources before;
  private String failure = "";
  private int calls = CALLS - 1;

  /** @param root the root of the file system; another one in tests */
  ResourceWatch(Path root) {
    this.root = root;
  }

  /** Describes the resources that the engine has lost; usually there are none. The first call returns none. */
  List<String> losses() {
    calls = (calls + 1) % CALLS;
    if (calls != 0) {
      return List.of();
    }
    try {
      EngineResources now = EngineResources.read(root, texts);
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
