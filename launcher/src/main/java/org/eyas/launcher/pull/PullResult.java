package org.eyas.launcher.pull;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The result of a call of {@code eyas pull-rules}.
 *
 * @param artifact as the user may write it again
 * @param files the rule files of a new version
 * @param folder the folder that the configuration must name, after the first version of an artifact
 */
record PullResult(String artifact, State state, String digest, List<String> files, @Nullable Path folder) {
  /** The state of a version. */
  enum State {
    /** The version is new, and is used from now on. */
    PULLED,
    /** The version was used already. */
    CURRENT,
    /** The version is not used, because it was rolled back before. */
    REFUSED,
    /** The previous version is used again. */
    ROLLED_BACK
  }

  PullResult {
    files = List.copyOf(files);
  }

  static PullResult of(String artifact, State state, String digest) {
    return new PullResult(artifact, state, digest, List.of(), null);
  }

  static PullResult pulled(String artifact, String digest, Collection<String> files, @Nullable Path folder) {
    return new PullResult(artifact, State.PULLED, digest, List.copyOf(files), folder);
  }

  String text() {
    return switch (state) {
      case PULLED -> artifact + " is now " + digest + ": " + String.join(", ", files) + "\n"
          + (folder == null ? "" : "Name its folder in rules_files: " + folder + "\n");
      case CURRENT -> artifact + " is current: " + digest + "\n";
      case REFUSED -> artifact + " is not activated, because it was rolled back: " + digest + "; --rollback activates it again\n";
      case ROLLED_BACK -> artifact + " is again " + digest + "\n";
    };
  }

  String json() {
    JsonObject members = new JsonObject();
    members.addProperty("artifact", artifact);
    members.addProperty("state", state.name().toLowerCase(Locale.ROOT));
    members.addProperty("digest", digest);
    JsonArray names = new JsonArray();
    files.forEach(names::add);
    members.add("files", names);
    if (folder != null) {
      members.addProperty("folder", folder.toString());
    }
    return members + "\n";
  }
}
