package org.eyas.pem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemFileTest {
  @TempDir private Path folder;

  private void openssl(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ")));
    Path log = folder.resolve("log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "no openssl: keys of its making are not read");
      return;
    }
    assertEquals(0, process.waitFor(), () -> command + ": " + read(log));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private PemFile pem(String name) throws PemException {
    return PemFile.read("a.key", folder.resolve(name));
  }

  @ParameterizedTest
  @CsvSource({
      "genrsa -traditional -out k 2048, RSA",
      "genrsa -out k 2048, RSA",
      "ecparam -name prime256v1 -genkey -out k, EC",
      "ecparam -name secp521r1 -genkey -noout -out k, EC",
      "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out k, EC",
      "genpkey -algorithm ED25519 -out k, EdDSA",
  })
  void keysOfEveryKindBelongToTheirCertificates(String make, String algorithm) throws Exception {
    openssl(make);
    openssl("req -x509 -new -key k -subj /CN=x -out c");
    Files.writeString(folder.resolve("both"), "some words\n" + read(folder.resolve("k")) + read(folder.resolve("c")));
    assertEquals(algorithm, pem("both").privateKey().getAlgorithm());
    assertEquals(1, TlsIdentity.of(pem("both"), pem("both")).getCertificateChain("").length);
  }

  @Test
  void aKeyWithAPassPhraseIsSaidSo() throws Exception {
    openssl("genrsa -aes256 -passout pass:secret -out k 2048");
    openssl("rsa -in k -passin pass:secret -aes256 -passout pass:secret -traditional -out old");
    for (String name : List.of("k", "old")) {
      String message = assertThrows(PemException.class, () -> pem(name).privateKey()).getMessage();
      assertTrue(message.startsWith("a.key: " + folder.resolve(name) + ": the private key has a pass phrase"), message);
    }
  }

  @Test
  void brokenFilesAreNamedWhateverIsBroken() throws Exception {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("PemFileTest seed " + seed);
    Random random = new Random(seed);
    openssl("ecparam -name prime256v1 -genkey -out k");
    openssl("req -x509 -new -key k -subj /CN=x -out c");
    String good = read(folder.resolve("k")) + read(folder.resolve("c"));
    for (int i = 0; i < 300; i++) {
      StringBuilder bad = new StringBuilder(good);
      for (int j = random.nextInt(4); j >= 0; j--) {
        bad.setCharAt(random.nextInt(bad.length()), (char) ('+' + random.nextInt(80)));
      }
      bad.setLength(random.nextInt(10) == 0 ? random.nextInt(bad.length()) : bad.length());
      Files.writeString(folder.resolve("bad"), bad);
      try {
        PemFile file = pem("bad");
        TlsIdentity.of(file, file);
      } catch (PemException e) {
        assertTrue(e.getMessage().startsWith("a.key: " + folder.resolve("bad") + ": "), e.getMessage());
      }
    }
    Files.writeString(folder.resolve("short"), "-----BEGIN RSA PRIVATE KEY-----\nMA==\n-----END RSA PRIVATE KEY-----");
    assertThrows(PemException.class, () -> pem("short").privateKey());
  }

  @Test
  void aTextHasItsPlaceInMessages() throws PemException {
    PemFile text = PemFile.of("cluster 'a'", "/k: certificate-authority-data", "nothing");
    assertEquals(
        "cluster 'a': /k: certificate-authority-data: no certificate in it (expected \"-----BEGIN CERTIFICATE-----\")",
        assertThrows(PemException.class, text::certificates).getMessage());
  }
}
