package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The repositories that {@code dist/repositories} makes of the packages under test, served by a web server of this machine:
 * apt, dnf, helm and oras install from them, and refuse what another person signed or changed. The server and the network between are the
 * attackers.
 */
class ReleaseRepositoriesTest {
  private static final String SIGNER = "release@example.org";
  private static final String OTHER = "other@example.org";
  /** What a distribution with rpm has; the root is a Debian, which does not say so to dnf. */
  private static final String DISTRIBUTION = """
      Name: distribution
      Version: 1
      Release: 1
      Summary: What a distribution provides
      License: none
      BuildArch: noarch
      Provides: glibc = 2.41, libbpf.so.1()(64bit), libz.so.1()(64bit), shadow-utils, /bin/sh
      %description
      What a distribution provides.
      %files
      """;

  @TempDir private static Path folder;
  private static Path repositories;
  private static HttpServer server;
  private static String url;

  @BeforeAll
  static void publish() throws Exception {
    Map<String, String> tools = new TreeMap<>(
        Map.of("apt-ftparchive", "apt-utils", "createrepo_c", "createrepo-c", "rpmsign", "rpm", "gpg", "gpg", "gpg-agent",
            "gpg-agent",
            "oras", "oras", "python3", "python3"));
    tools.forEach(
        (tool, name) -> assumeTrue(Packages.isThere(tool),
            () -> "there is no " + tool + ": no repository is made (apt-get install " + name + ")"));
    Path packages = Files.createDirectory(folder.resolve("packages"));
    for (Path file : List.of(Packages.get().named(".deb"), Packages.get().ofOutputs(".deb"), Packages.get().named(".rpm"),
        Packages.get().ofOutputs(".rpm"), Packages.get().named(".oci.tar"))) {
      Files.copy(file, packages.resolve(file.getFileName()));
    }
    assertRuns(Helm.command("package", Helm.CHART.toString(), "--destination", packages.toString()));
    Files.createDirectory(
        folder.resolve("keys"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (String signer : List.of(SIGNER, OTHER)) {
      assertRuns(keeper(Program.of("gpg", "--batch", "--passphrase", "", "--quick-generate-key", signer)));
    }
    repositories = folder.resolve("repositories");
    assertFails(".rpm is not signed: ", publication(packages));
    for (String start : List.of("eyas-0", "eyas-outputs-")) {
      assertRuns(
          keeper(
              Program.of("rpmsign", "--define", "_gpg_name " + SIGNER, "--addsign", only(packages, start + "*.rpm").toString())));
    }
    publish(packages);
    server = SimpleFileServer.createFileServer(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), repositories, SimpleFileServer.OutputLevel.NONE);
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private static Program keeper(Program program) {
    return program.with("GNUPGHOME", folder.resolve("keys"));
  }

  private static void publish(Path packages) throws Exception {
    assertRuns(publication(packages));
  }

  private static Program publication(Path packages) {
    return keeper(
        Program.of(Dist.checkout().resolve("dist/repositories"), "--key", SIGNER, packages.toString(), repositories.toString()))
        .with("PATH", Helm.folder() + ":/usr/sbin:/usr/bin:/sbin:/bin").within(600);
  }

  private static String assertRuns(Program program) throws IOException, InterruptedException {
    Program.Result result = program.run();
    assertEquals(0, result.exitCode(), () -> result.out() + result.err());
    return result.out();
  }

  private static void assertFails(String reason, Program program) throws Exception {
    Program.Result result = program.run();
    assertNotEquals(0, result.exitCode(), result::out);
    assertTrue((result.out() + result.err()).contains(reason), () -> result.out() + result.err());
  }

  private static Path publicKey(String signer, String option) throws Exception {
    Path file = folder.resolve(signer + option);
    if (!Files.exists(file)) {
      assertRuns(keeper(Program.of("gpg", option, "--output", file.toString(), "--export", signer)));
    }
    return file;
  }

  /** Changes a served file for a while. */
  private static void tamper(Path file, Check check) throws Exception {
    byte[] before = Files.readAllBytes(file);
    byte[] changed = before.clone();
    changed[changed.length / 2] ^= 1;
    Files.write(file, changed);
    try {
      check.run();
    } finally {
      Files.write(file, before);
    }
  }

  /** What a test does with a changed file. */
  private interface Check {
    void run() throws Exception;
  }

  private static Path only(Path folder, String glob) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> folder.getFileSystem().getPathMatcher("glob:" + glob).matches(file.getFileName())).findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aptInstallsWhatTheKeySigned() throws Exception {
    try (CleanRoot root = CleanRoot.in(folder.resolve("debian"))) {
      Files.writeString(
          root.path("/etc/apt/sources.list"), "deb [signed-by=/usr/share/keyrings/eyas.asc] " + url + "/apt stable main\n");
      Path keyring = root.path("/usr/share/keyrings/eyas.asc");
      Files.createDirectories(keyring.getParent());
      Program update = root.programWithNetwork("apt-get", "-o", "APT::Update::Error-Mode=any", "update");

      Files.copy(publicKey(OTHER, "--armor"), keyring);
      assertFails("is not signed", update);
      Files.copy(repositories.resolve("signing-key.asc"), keyring, StandardCopyOption.REPLACE_EXISTING);
      tamper(repositories.resolve("apt/dists/stable/InRelease"), () -> assertFails("is not signed", update));
      tamper(repositories.resolve("apt/dists/stable/main/binary-amd64/Packages.gz"),
          () -> assertFails("Hash Sum mismatch", update));
      assertRuns(update);
      Program install = root.programWithNetwork("apt-get", "install", "-y", "-q", "eyas", "eyas-outputs");
      tamper(only(repositories.resolve("apt/pool/main"), "eyas_*"), () -> assertFails("Hash Sum mismatch", install));
      assertRuns(install);
      assertTrue(root.run("eyas", "--version").startsWith("Falco version: "));
    }
  }

  @Test
  void dnfInstallsWhatTheKeySigned() throws Exception {
    assumeTrue(Packages.isThere("dnf"), "there is no dnf: nothing is installed by it (apt-get install dnf)");
    try (CleanRoot root = CleanRoot.in(folder.resolve("fedora"))) {
      Path base = Files.createDirectory(folder.resolve("base"));
      Files.writeString(folder.resolve("distribution.spec"), DISTRIBUTION);
      assertRuns(
          Program.of("rpmbuild", "--quiet", "-bb", "--define", "_topdir " + folder.resolve("build"), "--define",
              "_rpmdir " + base,
              folder.resolve("distribution.spec").toString()));
      assertRuns(Program.of("createrepo_c", "--quiet", base.toString()));

      assertFails("GPG", dnf(root, base, OTHER));
      tamper(repositories.resolve("yum/repodata/repomd.xml"), () -> assertFails("GPG", dnf(root, base, SIGNER)));
      Path rpm = only(repositories.resolve("yum/packages"), "eyas-0*.rpm");
      tamper(rpm, () -> assertFails("Cannot download", dnf(root, base, SIGNER)));
      assertRuns(dnf(root, base, SIGNER));
      assertTrue(root.run("eyas", "--version").startsWith("Falco version: "));
    }
  }

  private static Program dnf(CleanRoot root, Path base, String trusted) throws Exception {
    Path configuration = Files.createDirectories(folder.resolve("dnf"));
    Files.writeString(
        configuration.resolve("eyas.repo"),
        """
        [eyas]
        name=Eyas
        baseurl=%s/yum
        gpgcheck=1
        repo_gpgcheck=1
        gpgkey=file://%s
        [base]
        name=Base
        baseurl=file://%s
        gpgcheck=0
        """
            .formatted(url, publicKey(trusted, "--armor"), base));
    Program.of("rm", "-rf", root.path("/var/cache/dnf").toString()).run();
    return Program
        .of("dnf", "--installroot", root.path("/").toString(), "--setopt=reposdir=" + configuration, "--setopt=retries=1",
            "--releasever=1", "-y", "-q", "install", "eyas", "eyas-outputs")
        .within(600);
  }

  @Test
  void helmVerifiesTheChart() throws Exception {
    Path home = Files.createDirectory(folder.resolve("helm"));
    List<String> options = List.of(
        "--repository-config", home.resolve("repositories.yaml").toString(), "--repository-cache",
        home.resolve("cache").toString());
    assertRuns(Helm.command("repo", "add", "eyas", url + "/helm").and(options));
    Path chart = only(repositories.resolve("helm"), "eyas-*.tgz");
    assertFails("unknown entity", pull(home, OTHER).and(options));
    tamper(chart, () -> assertFails("sha256 sum does not match", pull(home, SIGNER).and(options)));
    assertRuns(pull(home, SIGNER).and(options));
    assertEquals(-1, Files.mismatch(chart, home.resolve(chart.getFileName())));
  }

  private static Program pull(Path home, String trusted) throws Exception {
    return Helm.command(
        "pull", "eyas/eyas", "--verify", "--keyring", publicKey(trusted, "--no-armor").toString(), "--destination",
        home.toString());
  }

  @Test
  void theLayoutsOfImagesAndChartAreSignedByTheirIndexes() throws Exception {
    for (String name : List.of("eyas", "charts/eyas")) {
      Path layout = repositories.resolve("oci").resolve(name);
      assertRuns(keeper(Program.of("gpg", "--verify", layout + "/index.json.asc", layout + "/index.json")));
      String tag = assertRuns(Program.of("oras", "repo", "tags", "--oci-layout", layout.toString())).strip();
      Path copied = folder.resolve("copied").resolve(name);
      Program copy = Program.of("oras", "copy", "--from-oci-layout", layout + ":" + tag, "--to-oci-layout", copied + ":" + tag);
      Path content = largest(layout.resolve("blobs/sha256"));
      tamper(content, () -> assertFails("mismatch", copy));
      assertRuns(copy);
      assertEquals(-1, Files.mismatch(content, copied.resolve("blobs/sha256").resolve(content.getFileName())));
    }
  }

  private static Path largest(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.max((one, other) -> Long.compare(one.toFile().length(), other.toFile().length())).orElseThrow();
    }
  }

  @Test
  void anEarlierVersionStaysAndAPublishedVersionDoesNotChange() throws Exception {
    Path pool = repositories.resolve("apt/pool/main");
    Path earlier = only(pool, "eyas-outputs_*.deb");
    Path next = Files.createDirectory(folder.resolve("next"));
    Path unpacked = folder.resolve("unpacked");
    assertRuns(Program.of("dpkg-deb", "-R", earlier.toString(), unpacked.toString()));
    assertRuns(Program.of("sed", "-i", "s/^Version: .*/Version: 99.0/", unpacked.resolve("DEBIAN/control").toString()));
    assertRuns(Program.of("dpkg-deb", "-Znone", "-b", unpacked.toString(), next.resolve("eyas-outputs_99.0_all.deb").toString()));
    for (String end : List.of(".rpm", ".oci.tar", ".tgz")) {
      Path file = only(folder.resolve("packages"), "*" + end);
      Files.copy(file, next.resolve(file.getFileName()));
    }
    publish(next);
    String list = Files.readString(repositories.resolve("apt/dists/stable/main/binary-amd64/Packages"));
    assertTrue(list.contains("pool/main/" + earlier.getFileName()), list);
    assertTrue(list.contains("pool/main/eyas-outputs_99.0_all.deb"), list);

    Files.writeString(next.resolve(earlier.getFileName()), "other");
    assertFails(earlier.getFileName() + " is there with another content: a version is published only once", publication(next));
    Files.delete(pool.resolve("eyas-outputs_99.0_all.deb"));
    Files.delete(next.resolve("eyas-outputs_99.0_all.deb"));
    Files.delete(next.resolve(earlier.getFileName()));
    assertFalse(Files.exists(pool.resolve("eyas-outputs_99.0_all.deb")));
    publish(folder.resolve("packages"));
  }
}
