package org.eyas.core.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table against the sources of all modules. */
class CryptoUsesTest {
  private static final Pattern CALL =
      Pattern.compile(
          "\\b(MessageDigest|Signature|SecretKeyFactory|KeyFactory|SSLContext|KeyStore|CertPathValidator|CertificateFactory|Mac|Cipher"
              + "|KeyPairGenerator|KeyAgreement|AlgorithmParameters)\\.getInstance\\(([^)]*)\\)|new (SecureRandom)\\(");

  private static Set<String> calls(Path file) {
    String name = file.getFileName().toString().replace(".java", "");
    Set<String> found = new TreeSet<>();
    try {
      Matcher calls = CALL.matcher(Files.readString(file));
      while (calls.find()) {
        String kind = calls.group(1) == null ? calls.group(3) : calls.group(1);
        assertFalse(String.valueOf(calls.group(2)).contains(","), file + " names a provider: java.security decides");
        if (!String.valueOf(calls.group(2)).contains("getDefaultType")) {
          found.add(kind + " in " + name);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private static Set<String> allCalls() throws IOException {
    Path root = Path.of("../..").toAbsolutePath().normalize();
    Set<String> found = new TreeSet<>();
    for (String folder : List.of("api", "bundles", "engine", "fleet", "launcher", "lib")) {
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        files.filter(file -> file.toString().contains("/src/main/java/") && file.toString().endsWith(".java"))
            .filter(file -> !file.toString().contains("/core/crypto/"))
            .forEach(file -> found.addAll(calls(file)));
      }
    }
    return found;
  }

  @Test
  void everyCallIsInTheTableAndTheReverse() throws IOException {
    Set<String> rows =
        CryptoUses.ALL.stream()
            .flatMap(use -> use.classes().stream().map(name -> use.kind() + " in " + name))
            .filter(row -> !row.endsWith("IdTokenCheck")) // it calls the library for tokens
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(rows, allCalls());
  }

  @Test
  void theTableOfTheDocumentationIsThatOfTheCode() throws IOException {
    String page = Files.readString(Path.of("../../docs/how-to/fips.md"));
    for (CryptoUse use : CryptoUses.ALL) {
      String algorithm = use.algorithm().isEmpty() ? use.kind() : use.algorithm();
      assertTrue(page.contains("| `" + algorithm + "` | " + use.purpose() + " |"), use.name());
      assertTrue(page.contains(use.objection()), use.name());
    }
    assertTrue(page.contains("not validated"));
  }
}
