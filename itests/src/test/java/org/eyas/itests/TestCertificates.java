package org.eyas.itests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates made by openssl: an authority, a server and a client that it vouches for, and another authority. */
record TestCertificates(Path folder) {
  private static final String PASSWORD = "secret";

  static TestCertificates in(Path folder) throws IOException, InterruptedException {
    TestCertificates made = new TestCertificates(Files.createDirectories(folder));
    made.authority("ca", "Test CA");
    made.authority("other", "Another CA");
    made.signed("server", "localhost");
    made.signed("client", "agent");
    made.openssl("pkcs12", "-export", "-in", made.path("server.crt"), "-inkey", made.path("server.key"), "-out",
        made.path("server.p12"), "-passout", "pass:" + PASSWORD);
    return made;
  }

  static boolean areAvailable() {
    return Files.isExecutable(Path.of("/usr/bin/openssl"));
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  private void authority(String name, String subject) throws IOException, InterruptedException {
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path(name + ".key"), "-out",
        path(name + ".crt"), "-days", "2", "-subj", "/CN=" + subject);
  }

  private void signed(String name, String host) throws IOException, InterruptedException {
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", path(name + ".key"), "-out", path(name + ".csr"),
        "-subj", "/CN=" + host);
    Files.writeString(folder.resolve("san"), "subjectAltName=DNS:" + host);
    openssl("x509", "-req", "-in", path(name + ".csr"), "-CA", path("ca.crt"), "-CAkey", path("ca.key"),
        "-CAcreateserial", "-days", "2", "-extfile", path("san"), "-out", path(name + ".crt"));
  }

  private void openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("openssl.log");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(command + ": " + Files.readString(log));
    }
  }

  /** What the server shows, and by which authority it checks clients. */
  SSLContext server() throws Exception {
    KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    char[] password = PASSWORD.toCharArray();
    identity.init(KeyStore.getInstance(folder.resolve("server.p12").toFile(), password), password);
    KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
    authorities.load(null, null);
    try (InputStream in = Files.newInputStream(folder.resolve("ca.crt"))) {
      Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
      authorities.setCertificateEntry("ca", certificate);
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
