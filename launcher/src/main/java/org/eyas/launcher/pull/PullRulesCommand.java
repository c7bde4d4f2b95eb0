package org.eyas.launcher.pull;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Pulls a signed artifact with rules, checks the rules, and makes them current; or goes back to the version before. Called once, on the
 * main thread. A version that is wrong is never current for longer than its check takes.
 */
public final class PullRulesCommand {
  private final PrintStream out;
  private final RuleCheck check;
  private final Path folder;

  /**
   * @param program the program that checks rules
   * @param folder below which each artifact has a folder
   */
  public PullRulesCommand(PrintStream out, Path program, Path folder) {
    this.out = out;
    check = new RuleCheck(program);
    this.folder = folder;
  }

  /** @param key the file with the public key of who signs; empty to accept rules that nobody has signed */
  public int pull(String artifact, Optional<Path> key) throws IOException, InterruptedException {
    ArtifactName name = ArtifactName.of(artifact);
    RuleStore store = store(name);
    try (Registry registry = new Registry()) {
      byte[] manifest = registry.manifest(name);
      String digest = Digest.of(manifest);
      if (key.isPresent()) {
        CosignSignature.by(key.get()).check(registry, name, digest);
      }
      if (store.versions().current().equals(Optional.of(digest))) {
        out.println(name + " is current: " + digest);
        return 0;
      }
      activate(name, store, digest, files(registry, name, manifest));
    }
    return 0;
  }

  /** Makes the previous version current. */
  public int rollback(String artifact) throws IOException {
    ArtifactName name = ArtifactName.of(artifact);
    out.println(name + " is again " + store(name).rollback());
    return 0;
  }

  private RuleStore store(ArtifactName name) {
    return new RuleStore(folder.resolve(name.shortName()));
  }

  private static Map<String, String> files(Registry registry, ArtifactName name, byte[] manifest)
      throws IOException, InterruptedException {
    JsonObject json = Registry.json(manifest, name.toString());
    JsonArray layers = json.has("layers") ? json.getAsJsonArray("layers") : new JsonArray();
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < layers.size(); i++) {
      String digest = layers.get(i).getAsJsonObject().get("digest").getAsString();
      files.putAll(RuleArchive.files(registry.blob(name, digest), name.toString()));
    }
    if (files.isEmpty()) {
      throw new IOException(name + " is not an artifact with rules: its manifest has no layers");
    }
    return files;
  }

  // The whole configuration can be checked only with the new files in their place: rules of other files may change theirs.
  private void activate(ArtifactName name, RuleStore store, String digest, Map<String, String> files)
      throws IOException, InterruptedException {
    Path version = store.save(digest, files);
    refuse(name, check.ofFiles(version, files.keySet()));
    RuleStore.Versions before = store.versions();
    boolean first = before.current().isEmpty();
    store.activate(digest);
    String wrong = first ? "" : check.ofConfiguration();
    if (!wrong.isEmpty()) {
      store.restore(before);
      refuse(name, wrong);
    }
    store.removeOthers();
    out.println(name + " is now " + digest + ": " + String.join(", ", files.keySet()));
    if (first) {
      out.println("Name its folder in rules_files: " + store.current());
    }
  }

  private static void refuse(ArtifactName name, String wrong) throws IOException {
    if (!wrong.isEmpty()) {
      throw new IOException(name + " is not used, its rules are wrong: " + wrong);
    }
  }
}
