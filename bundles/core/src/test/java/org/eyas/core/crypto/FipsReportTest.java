package org.eyas.core.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The report in Javas whose owner has chosen the providers. */
@Timeout(120)
class FipsReportTest {
  @TempDir private Path folder;

  /** Prints the report of the Java in which it runs. */
  public static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      String problem = new FipsReport(bundle -> arguments[0].equals(bundle)).problem().orElse("none");
      System.out.println("report|" + problem);
    }
  }

  /** The report of a Java with these providers, and no others. */
  private String report(String bundle, List<String> providers, String... more) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < providers.size(); i++) {
      text.append("security.provider.").append(i + 1).append('=').append(providers.get(i)).append('\n');
    }
    // An empty entry ends the list: those of the file of Java that follow do not count.
    text.append("security.provider.").append(providers.size() + 1).append("=\n").append(String.join("\n", more)).append('\n');
    Path file = Files.writeString(folder.resolve("java.security"), text, StandardCharsets.ISO_8859_1);
    Process process =
        new ProcessBuilder(
            java.resolve("bin/java").toString(), "-Xshare:auto", "-Djava.security.properties=" + file, "-cp",
            System.getProperty("java.class.path"), Main.class.getName(), bundle)
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out.lines().filter(line -> line.startsWith("report|")).findFirst().orElseThrow().substring(7);
  }

  private static final List<String> ALL_OF_JAVA = List.of("SUN", "SunRsaSign", "SunEC", "SunJSSE", "SunJCE");

  @Test
  void theProvidersOfJavaAreNotValidatedAndTlsOffersOtherCiphers() throws Exception {
    String problem = report("", ALL_OF_JAVA);
    assertTrue(problem.startsWith("FIPS mode is on, and these uses of cryptography are not approved: "), problem);
    assertTrue(
        problem.contains("Java's own providers, which are not validated, compute SHA-256, SecureRandom by SUN; "),
        problem);
    assertTrue(problem.contains("SHA256withRSA by SunRsaSign; "), problem);
    assertTrue(
        problem.contains("SHA256withECDSA, Ed25519 by SunEC: put the provider of a validated module first in java.security"),
        problem);
    assertTrue(problem.contains("TLS offers ") && problem.contains("TLS_CHACHA20_POLY1305_SHA256"), problem);
    assertFalse(problem.contains("PBKDF2") || problem.contains("PKCS12"), "there is no console: " + problem);
    assertFalse(problem.contains("\n"), problem);
  }

  @Test
  void theUsesOfTheConsoleAreReportedIfItIsInstalled() throws Exception {
    String problem = report("org.eyas.console", ALL_OF_JAVA);
    assertTrue(problem.contains("PBKDF2WithHmacSHA512 by SunJCE"), problem);
    assertTrue(
        problem.contains(
            "PKCS12 (the certificate of the console, for its server): the key derivation of PKCS#12 is not in SP 800-132"),
        problem);
  }

  @Test
  void aProviderThatIsFirstInJavaSecurityIsUsedWhateverItsName() throws Exception {
    List<String> providers = List.of(StandInSecurity.class.getName(), "SUN", "SunRsaSign", "SunEC", "SunJSSE", "SunJCE");
    String problem =
        report("", providers, "jdk.tls.disabledAlgorithms=ChaCha20-Poly1305, SSLv3, TLSv1, \\\n  TLSv1.1, TLS_RSA_*");
    assertFalse(problem.contains("SHA-256,") || problem.contains("StandIn"), problem);
    assertTrue(problem.contains("compute SecureRandom by SUN"), problem);
    assertFalse(problem.contains("CHACHA20"), problem);
  }

  @Test
  void anAlgorithmThatNoProviderHasIsReported() throws Exception {
    String problem = report("org.eyas.console", List.of("SUN", "SunRsaSign", "SunJSSE"));
    assertTrue(problem.contains("no provider of java.security has PBKDF2WithHmacSHA512 (passwords of the console)"), problem);
    assertTrue(problem.contains("Ed25519 (pulled rules; ID tokens)"), problem);
  }

  @Test
  void theKernelDecidesUnlessTheKeyDoes() throws Exception {
    Path kernel = folder.resolve("fips_enabled");
    assertFalse(FipsMode.isOn("auto", kernel));
    Files.writeString(kernel, "0\n");
    assertFalse(FipsMode.isOn("auto", kernel));
    assertTrue(FipsMode.isOn("always", kernel));
    Files.writeString(kernel, "1\n");
    assertTrue(FipsMode.isOn("auto", kernel));
    assertFalse(FipsMode.isOn("never", kernel));
  }
}
