package org.eyas.output.syslog;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A self-signed certificate, made by the JDK's keytool, and a server that presents it.
 *
 * @param pem the file with the certificate only
 */
record TestAuthority(Path keys, Path pem) {
  private static final char[] PASSWORD = "secret".toCharArray();

  /** Makes a certificate for a host. */
  static TestAuthority in(Path folder, String host) throws Exception {
    Path keys = folder.resolve(host + ".p12");
    Path pem = folder.resolve(host + ".pem");
    keytool("-genkeypair -alias s -keyalg RSA -dname CN=" + host + " -ext san=dns:" + host + " -keystore " + keys);
    keytool("-exportcert -rfc -alias s -file " + pem + " -keystore " + keys);
    return new TestAuthority(keys, pem);
  }

  private static void keytool(String arguments) throws Exception {
    String tool = Path.of(System.getProperty("java.home"), "bin/keytool").toString();
    List<String> command = new java.util.ArrayList<>(List.of(tool, "-storepass", "secret", "-storetype", "PKCS12"));
    command.addAll(1, List.of(arguments.split(" ")).subList(0, 1));
    command.addAll(List.of(arguments.split(" ")).subList(1, arguments.split(" ").length));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + said);
    }
  }

  /**
   * A file with the private key in PEM. It is an RSA key, because GnuTLS cannot read the elliptic-curve keys that the JDK writes.
   */
  Path key() throws Exception {
    try (InputStream in = Files.newInputStream(keys)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      String base64 = Base64.getMimeEncoder().encodeToString(store.getKey("s", PASSWORD).getEncoded());
      String text = "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
      return Files.writeString(keys.resolveSibling("key.pem"), text);
    }
  }

  ServerSocket listen(int port) throws IOException {
    try (InputStream in = Files.newInputStream(keys)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context.getServerSocketFactory().createServerSocket(port, 50, InetAddress.getByName("localhost"));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
