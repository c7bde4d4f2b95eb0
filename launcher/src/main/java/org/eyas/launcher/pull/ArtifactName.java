package org.eyas.launcher.pull;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an artifact in a registry: {@code ghcr.io/falcosecurity/rules/falco-rules:5}.
 *
 * @param registry a host, with its port if that is not the usual one
 * @param repository the path below the registry
 * @param reference a tag, or a digest ({@code sha256:...})
 */
record ArtifactName(String registry, String repository, String reference) {
  private static final String PART = "[a-z0-9]+(?:[._-]+[a-z0-9]+)*";
  private static final Pattern NAME =
      Pattern.compile("([a-z0-9.-]+(?::[0-9]+)?)/(" + PART + "(?:/" + PART + ")*)"
          + "(?::([A-Za-z0-9_][A-Za-z0-9._-]*)|@(sha256:[0-9a-f]{64}))?");

  /** Reads a name as a user writes it; without a tag it is {@code latest}. */
  static ArtifactName of(String text) throws IOException {
    Matcher parts = NAME.matcher(text);
    if (!parts.matches()) {
      throw new IOException(
          "'" + text + "' is not the name of an artifact: REGISTRY/REPOSITORY:TAG, or REGISTRY/REPOSITORY@sha256:DIGEST");
    }
    String tag = parts.group(3) == null ? "latest" : parts.group(3);
    return new ArtifactName(parts.group(1), parts.group(2), parts.group(4) == null ? tag : parts.group(4));
  }

  /** Another artifact of the same repository. */
  ArtifactName withReference(String other) {
    return new ArtifactName(registry, repository, other);
  }

  /** The name without the reference, which all versions have in common. */
  String family() {
    return registry + "/" + repository;
  }

  /** The last part of the repository, which names the folder of its rules. */
  String shortName() {
    return repository.substring(repository.lastIndexOf('/') + 1);
  }

  /** Whether the reference is a digest, which determines the contents exactly. */
  boolean isPinned() {
    return reference.startsWith(ContentDigest.PREFIX);
  }

  @Override
  public String toString() {
    return family() + (isPinned() ? "@" : ":") + reference;
  }
}
