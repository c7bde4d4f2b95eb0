package org.eyas.launcher.pull;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.launcher.pull.PullResult.State;

/**
 * Pulls a signed artifact with rules, checks the rules, and makes them current; or rolls back to the previous version.
 * Called once, on the main thread. A wrong version is current only while its check runs; if the check is killed, it is
 * current until the next call.
 */
public final class PullRulesCommand {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final PrintStream out;
  private final boolean json;
  private final RuleCheckProcess check;
  private final Path folder;

  /**
   * @param json whether to print one object of JSON
   * @param program the program that checks rules
   * @param options of the program for each check, such as {@code -c FILE}
   * @param folder the folder below which each artifact has a folder
   */
  public PullRulesCommand(PrintStream out, boolean json, Path program, List<String> options, Path folder) {
    this.out = out;
    this.json = json;
    check = new RuleCheckProcess(program, options);
    this.folder = folder;
  }

  /** @param key the file with the public key of the signer; empty to accept unsigned rules */
  public int pull(String artifact, Optional<Path> key) throws IOException, InterruptedException {
    ArtifactName name = ArtifactName.of(artifact);
    try (RuleStore store = store(name); RegistryClient registry = new RegistryClient(LIMIT)) {
      byte[] manifest = registry.manifest(name);
      String digest = ContentDigest.of(manifest);
      if (key.isPresent()) {
        CosignSignature.by(key.get()).check(registry, name, digest);
      }
      if (store.version().equals(Optional.of(digest))) {
        print(PullResult.of(name.toString(), State.CURRENT, digest));
      } else if (store.isRolledBack(digest)) {
        print(PullResult.of(name.toString(), State.REFUSED, digest));
      } else {
        activate(name, store, digest, files(registry, name, manifest));
      }
    }
    return 0;
  }

  /** Makes the previous version current. */
  public int rollback(String artifact) throws IOException {
    ArtifactName name = ArtifactName.of(artifact);
    try (RuleStore store = store(name)) {
      print(PullResult.of(name.family(), State.ROLLED_BACK, store.rollback()));
    }
    return 0;
  }

  private RuleStore store(ArtifactName name) throws IOException {
    return RuleStore.open(folder.resolve(name.shortName()), name.family());
  }

  private static Map<String, byte[]> files(RegistryClient registry, ArtifactName name, byte[] manifest)
      throws IOException, InterruptedException {
    RuleArchive archive = new RuleArchive(name.toString());
    for (ArtifactManifest.Layer layer : RegistryClient.read(manifest, ArtifactManifest.class, name.toString()).layers()) {
      archive.add(registry.blob(name, layer.digest()));
    }
    if (archive.files().isEmpty()) {
      throw new IOException(name + " is not an artifact with rules: its manifest has no layers");
    }
    return archive.files();
  }

  // The whole configuration can be checked only with the new files in their place: rules of other files may change theirs.
  private void activate(ArtifactName name, RuleStore store, String digest, Map<String, byte[]> files)
      throws IOException, InterruptedException {
    boolean first = store.version().isEmpty();
    try {
      Path version = store.save(digest, files);
      refuse(name + " is not used, its rules are wrong: ", check.ofFiles(version, files.keySet()));
      store.activate(digest);
      refuse(name + " is not used, with it the configuration is wrong: ", check.ofConfiguration());
      store.confirm();
    } finally {
      store.undo();
      store.removeOthers();
    }
    print(PullResult.pulled(name.toString(), digest, files.keySet(), first ? store.current() : null));
  }

  private void print(PullResult result) {
    out.print(json ? result.json() : result.text());
  }

  private static void refuse(String what, String wrong) throws IOException {
    if (!wrong.isEmpty()) {
      throw new IOException(what + wrong);
    }
  }
}
