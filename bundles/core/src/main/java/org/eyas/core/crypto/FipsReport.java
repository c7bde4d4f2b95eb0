package org.eyas.core.crypto;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The uses of cryptography that FIPS 140 does not approve with the providers of this Java. An owner of the files of Java chooses the
 * providers; Eyas cannot find out whether one of them is validated.
 */
public final class FipsReport {
  private static final String REMEDY = "put the provider of a validated module first in java.security (docs/how-to/fips.md)";
  // Pieces of names of cipher suites, by the algorithms that FIPS 140 does not approve.
  private static final List<String> OTHER_CIPHERS =
      List.of("CHACHA20", "_RC4_", "_DES_", "_3DES_", "_NULL_", "_anon_", "MD5", "CAMELLIA", "ARIA");
  // They contain no algorithms: they call a module outside Java.
  private static final Set<String> BRIDGES = Set.of("jdk.crypto.cryptoki", "jdk.crypto.mscapi");

  private final Predicate<String> installed;

  /** @param installed tests whether there is a bundle with that name */
  FipsReport(Predicate<String> installed) {
    this.installed = installed;
  }

  /** The problem in one line; empty if there is none. */
  Optional<String> problem() {
    List<String> parts = new ArrayList<>();
    List<CryptoUse> uses =
        CryptoUses.ALL.stream().filter(use -> use.bundle().isEmpty() || installed.test(use.bundle())).toList();
    uses.stream().filter(use -> !use.objection().isEmpty()).forEach(use -> parts.add(use.name() + ": " + use.objection()));
    addProviders(uses, parts);
    List<String> ciphers = otherCiphers();
    if (!ciphers.isEmpty()) {
      parts.add("TLS offers " + String.join(", ", ciphers) + ": forbid them with jdk.tls.disabledAlgorithms");
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("FIPS mode is on, and these uses of cryptography are not approved: " + String.join(". ", parts));
  }

  private static void addProviders(List<CryptoUse> uses, List<String> parts) {
    Map<String, Set<String>> byProvider = new LinkedHashMap<>();
    Set<String> missing = new LinkedHashSet<>();
    for (CryptoUse use : uses) {
      Provider provider = provider(use);
      if (provider == null) {
        missing.add(use.name());
      } else if (use.isPrimitive() && isOfJava(provider)) {
        String algorithm = use.algorithm().isEmpty() ? use.kind() : use.algorithm();
        byProvider.computeIfAbsent(provider.getName(), _ -> new LinkedHashSet<>()).add(algorithm);
      }
    }
    if (!byProvider.isEmpty()) {
      List<String> own = new ArrayList<>();
      byProvider.forEach((name, algorithms) -> own.add(String.join(", ", algorithms) + " by " + name));
      parts.add("Java's own providers, which are not validated, compute " + String.join("; ", own) + ": " + REMEDY);
    }
    if (!missing.isEmpty()) {
      parts.add("no provider of java.security has " + String.join(", ", missing) + ": this use fails");
    }
  }

  /** The provider that the order of java.security chooses; null if none has the algorithm. */
  static @Nullable Provider provider(CryptoUse use) {
    if (use.kind().equals("SecureRandom")) {
      return new SecureRandom().getProvider();
    }
    Provider[] all = Security.getProviders(use.kind() + "." + use.algorithm());
    return all == null ? null : all[0];
  }

  private static boolean isOfJava(Provider provider) {
    String module = String.valueOf(provider.getClass().getModule().getName());
    return (module.startsWith("java.") || module.startsWith("jdk.")) && !BRIDGES.contains(module);
  }

  private static List<String> otherCiphers() {
    try {
      return Arrays.stream(SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites())
          .filter(suite -> OTHER_CIPHERS.stream().anyMatch(suite::contains))
          .toList();
    } catch (NoSuchAlgorithmException e) {
      return List.of(); // without TLS, the row about TLS is missing
    }
  }
}
