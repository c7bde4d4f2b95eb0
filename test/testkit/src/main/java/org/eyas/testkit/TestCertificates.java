package org.eyas.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * PEM files that openssl makes for a test: an authority (ca), another authority (other), and NAME.key with NAME.crt for a server
 * and a client, which the first authority signed, and for a stranger, which the other one signed.
 */
public final class TestCertificates {
  private static final String PASSWORD = "secret";

  private final Path folder;

  private TestCertificates(Path folder) {
    this.folder = folder;
  }

  /** Whether this machine has openssl. */
  public static boolean possible() throws InterruptedException {
    try {
      return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  public static TestCertificates in(Path folder) throws IOException, InterruptedException {
    TestCertificates made = new TestCertificates(Files.createDirectories(folder));
    made.authority("ca");
    made.authority("other");
    made.issue("server", "ca");
    made.issue("client", "ca");
    made.issue("stranger", "other");
    return made;
  }

  /** The path of the file with a name. */
  public String path(String name) {
    return folder.resolve(name).toString();
  }

  private void authority(String name) throws IOException, InterruptedException {
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path(name + ".key"), "-out",
        path(name + ".crt"), "-days", "2", "-subj", "/CN=Test authority " + name);
  }

  /** Makes a new RSA key and a certificate with this name for the host localhost. */
  public void issue(String name, String authority) throws IOException, InterruptedException {
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", path(name + ".key"));
    certify(name, authority, "DNS:localhost,IP:127.0.0.1");
  }

  /**
   * Makes a certificate for the key NAME.key, with CN=NAME.
   *
   * @param names the alternative names: {@code DNS:localhost}
   */
  public void certify(String name, String authority, String names) throws IOException, InterruptedException {
    openssl("req", "-new", "-key", path(name + ".key"), "-out", path(name + ".csr"), "-subj", "/CN=" + name);
    Files.writeString(folder.resolve("san"), "subjectAltName=" + names);
    openssl("x509", "-req", "-in", path(name + ".csr"), "-CA", path(authority + ".crt"), "-CAkey",
        path(authority + ".key"), "-CAcreateserial", "-days", "2", "-extfile", path("san"), "-out", path(name + ".crt"));
  }

  /** A context for a server that presents the certificate NAME.crt and accepts client certificates of the authority "ca". */
  public SSLContext server(String name) throws IOException, InterruptedException, GeneralSecurityException {
    openssl("pkcs12", "-export", "-in", path(name + ".crt"), "-inkey", path(name + ".key"), "-out", path(name + ".p12"),
        "-passout", "pass:" + PASSWORD);
    char[] password = PASSWORD.toCharArray();
    KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    identity.init(KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), password), password);
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private KeyStore authorities() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(folder.resolve("ca.crt"))) {
      store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    return store;
  }

  /** Runs openssl and waits until it has ended. */
  public void openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("openssl.log");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(command + ": " + Files.readString(log));
    }
  }
}
