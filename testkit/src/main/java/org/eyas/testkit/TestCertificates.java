package org.eyas.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PEM files that openssl makes for a test: an authority (ca), another one (other), and NAME.key with NAME.crt of a server and
 * a client that the first vouches for, and of a stranger that the second does.
 */
public final class TestCertificates {
  private final Path folder;

  private TestCertificates(Path folder) {
    this.folder = folder;
  }

  /** Whether there is an openssl. */
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

  /** The file of that name. */
  public String path(String name) {
    return folder.resolve(name).toString();
  }

  private void authority(String name) throws IOException, InterruptedException {
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path(name + ".key"), "-out",
        path(name + ".crt"), "-days", "2", "-subj", "/CN=Test authority " + name);
  }

  /** Makes a new key and certificate of that name, for the host localhost. */
  public void issue(String name, String authority) throws IOException, InterruptedException {
    openssl("req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", path(name + ".key"), "-out", path(name + ".csr"),
        "-subj", "/CN=" + name);
    Files.writeString(folder.resolve("san"), "subjectAltName=DNS:localhost,IP:127.0.0.1");
    openssl("x509", "-req", "-in", path(name + ".csr"), "-CA", path(authority + ".crt"), "-CAkey",
        path(authority + ".key"), "-CAcreateserial", "-days", "2", "-extfile", path("san"), "-out", path(name + ".crt"));
  }

  private void openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("openssl.log");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(command + ": " + Files.readString(log));
    }
  }
}
