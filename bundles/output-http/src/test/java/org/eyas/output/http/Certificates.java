package org.eyas.output.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.eyas.pem.Identity;
import org.eyas.pem.PemFile;

/** Certificates that openssl makes for a test: an authority, and who has certificates of it. */
final class Certificates {
  private final Path folder;

  Certificates(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    self("ca", "Test CA");
    self("other", "Another CA");
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", path("server.key"));
    signed("server", "localhost");
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", path("client.key"));
    signed("client", "agent");
    openssl("rsa", "-in", path("server.key"), "-traditional", "-out", path("pkcs1.key"));
  }

  static boolean available() {
    try {
      return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  private void self(String name, String subject) throws IOException, InterruptedException {
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path(name + ".key"), "-out",
        path(name + ".crt"), "-days", "2", "-subj", "/CN=" + subject);
  }

  private void signed(String name, String host) throws IOException, InterruptedException {
    openssl("req", "-new", "-key", path(name + ".key"), "-out", path(name + ".csr"), "-subj", "/CN=" + host);
    Files.writeString(folder.resolve("san"), "subjectAltName=DNS:" + host);
    openssl("x509", "-req", "-in", path(name + ".csr"), "-CA", path("ca.crt"), "-CAkey", path("ca.key"),
        "-CAcreateserial", "-days", "2", "-extfile", path("san"), "-out", path(name + ".crt"));
  }

  void openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("openssl.log");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(command + ": " + Files.readString(log));
    }
  }

  /** What the server shows, and by which authority it checks clients. */
  SSLContext server() throws Exception {
    var store = java.security.KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", PemFile.read("test", folder.resolve("ca.crt")).certificates().getFirst());
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    PemFile certificate = PemFile.read("test", folder.resolve("server.crt"));
    KeyManager identity = Identity.of(certificate, PemFile.read("test", folder.resolve("server.key")));
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManager[] managers = trust.getTrustManagers();
    context.init(new KeyManager[] {identity}, managers, null);
    return context;
  }
}
