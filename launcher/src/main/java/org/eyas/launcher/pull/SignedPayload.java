package org.eyas.launcher.pull;

import com.google.gson.annotations.SerializedName;
import org.jspecify.annotations.Nullable;

/** The document that cosign signs: it names the digest of an artifact. */
record SignedPayload(@Nullable Critical critical) {
  private record Critical(@Nullable Image image) {}

  private record Image(@SerializedName("docker-manifest-digest") @Nullable String digest) {}

  /** Whether the document names this digest. */
  boolean names(String digest) {
    return critical != null && critical.image() != null && digest.equals(critical.image().digest());
  }
}
