package org.eyas.console.page;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eyas.api.config.RefusedException;
import org.eyas.api.undo.ChangeAuthor;
import org.eyas.api.undo.FileVersion;
import org.eyas.api.undo.FileVersions;

/** Versions that a test adds, the newest first. */
public final class FakeFileVersions implements FileVersions {
  public final List<FileVersion> all = new CopyOnWriteArrayList<>();
  private final List<String> actions;
  volatile String refusal = "";

  FakeFileVersions(List<String> actions) {
    this.actions = actions;
  }

  void add(String file, String who, String text) {
    int number = (int) all.stream().filter(version -> version.file().equals(file)).count() + 1;
    Instant time = Instant.parse("2026-12-02T10:00:00Z").plusSeconds(all.size());
    all.addFirst(new FileVersion(file, number, time, who, who.isEmpty() ? "found" : "changed", true, text));
  }

  @Override
  public List<FileVersion> versions() {
    return List.copyOf(all);
  }

  @Override
  public void revert(String file, int version) throws RefusedException {
    if (!refusal.isEmpty()) {
      throw new RefusedException(refusal);
    }
    actions.add("revert " + file + " " + version + " for " + ChangeAuthor.current());
  }
}
