package org.eyas.core.crypto;

import java.util.List;

/**
 * A use of cryptography: one row of {@link CryptoUses}.
 *
 * @param kind the kind of service, as a provider of Java names it: {@code MessageDigest}
 * @param algorithm its name in Java: {@code SHA-256}
 * @param purpose the data that it protects
 * @param classes the simple names of the classes that call it
 * @param bundle the bundle without which there is no such use; empty: every engine has it
 * @param objection why FIPS 140 does not approve the use, whichever provider does it; empty if it does
 */
public record CryptoUse(String kind, String algorithm, String purpose, List<String> classes, String bundle, String objection) {
  CryptoUse(String kind, String algorithm, String purpose, List<String> classes) {
    this(kind, algorithm, purpose, classes, "", "");
  }

  CryptoUse of(String owner) {
    return new CryptoUse(kind, algorithm, purpose, classes, owner, objection);
  }

  CryptoUse notApproved(String reason) {
    return new CryptoUse(kind, algorithm, purpose, classes, bundle, reason);
  }

  /** Whether a provider computes this itself. The others read encodings, or are protocols that call these. */
  boolean isPrimitive() {
    return List.of("MessageDigest", "SecretKeyFactory", "SecureRandom", "Signature").contains(kind);
  }

  String name() {
    return algorithm + " (" + purpose + ")";
  }
}
