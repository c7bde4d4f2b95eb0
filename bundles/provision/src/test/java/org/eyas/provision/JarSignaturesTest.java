package org.eyas.provision;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses keys from {@code keytool}, and jars that are signed as {@code jarsigner} does. */
class JarSignaturesTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path temporary;

  private KeyStore store(String name) throws Exception {
    Path file = temporary.resolve(name + ".p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    int code =
        new ProcessBuilder(
            keytool, "-genkeypair", "-alias", "key", "-keyalg", "EC", "-dname", "CN=" + name, "-keystore", file.toString(),
            "-storepass", new String(PASSWORD))
            .inheritIO()
            .start()
            .waitFor();
    assertTrue(code == 0, "keytool failed");
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private JarSignatures trusting(KeyStore store) throws Exception {
    X509Certificate certificate = (X509Certificate) store.getCertificate("key");
    Path pem = temporary.resolve("trusted.pem");
    String text = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    Files.writeString(pem, "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    return JarSignatures.trusting(pem);
  }

  private Path signed(KeyStore store) throws Exception {
    Path plain = TestJar.bundle("x", "1").to(temporary, "plain.jar");
    Path signed = temporary.resolve("signed.jar");
    KeyStore.PrivateKeyEntry key =
        (KeyStore.PrivateKeyEntry) store.getEntry("key", new KeyStore.PasswordProtection(PASSWORD));
    try (ZipFile in = new ZipFile(plain.toFile());
        OutputStream out = Files.newOutputStream(signed)) {
      new JarSigner.Builder(key).build().sign(in, out);
    }
    return signed;
  }

  private StagedJar jar(Path path) throws RefusedJarException {
    return StagedJar.copy(path, temporary.resolve("copy"));
  }

  private static void write(Path jar, String entry) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Files.writeString(zip.getPath(entry), "another");
    }
  }

  @Test
  void takesAJarThatATrustedOneSigned() throws Exception {
    KeyStore store = store("acme");
    StagedJar jar = jar(signed(store));
    JarSignatures signatures = trusting(store);
    assertDoesNotThrow(() -> signatures.check(jar));
  }

  @Test
  void refusesAJarWithoutSignature() throws Exception {
    StagedJar jar = jar(TestJar.bundle("x", "1").to(temporary, "plain.jar"));
    JarSignatures signatures = trusting(store("acme"));
    assertThrows(RefusedJarException.class, () -> signatures.check(jar));
  }

  @Test
  void refusesAStrangersSignature() throws Exception {
    StagedJar jar = jar(signed(store("stranger")));
    JarSignatures signatures = trusting(store("acme"));
    assertThrows(RefusedJarException.class, () -> signatures.check(jar));
  }

  @Test
  void refusesWhatWasChangedOrAddedAfterwards() throws Exception {
    KeyStore store = store("acme");
    JarSignatures signatures = trusting(store);
    Path changed = signed(store);
    write(changed, "text.txt");
    assertThrows(RefusedJarException.class, () -> signatures.check(jar(changed)));
    Path added = signed(store);
    write(added, "more.txt");
    assertThrows(RefusedJarException.class, () -> signatures.check(jar(added)));
  }
}
