package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code dist/release} in a checkout whose packages, chart and artifacts are made by programs of the test: what it checks, in which
 * order it makes things, what it sums and signs.
 */
class ReleaseTest {
  private static final String SIGNER = "release@example.org";
  /** Refuses a folder with other files, as dist/package does. */
  private static final String PACKAGE = """
      [ "$1" = --to ] && [ -z "${EYAS_SIGNING_KEY:-}" ] || exit 1
      mkdir -p "$2" && [ -z "$(ls -A "$2")" ] || exit 1
      echo "$3" > "$2/eyas_1.0_$3.deb"; echo "$4" > "$2/eyas_1.0_$4.deb"
      echo outputs > "$2/eyas-outputs_1.0_all.deb"; echo bill > "$2/eyas-outputs-1.0.cdx.json"; echo sums > "$2/SHA256SUMS"
      """;
  private static final String HELM = "echo chart > \"$4/eyas-1.0.tgz\"";
  private static final String MAVEN = """
      to=${!#}; to=${to#-DaltDeploymentRepository=release::file://}
      echo api > "$to/api.jar"; echo 1 > "$to/api.jar.md5"; echo list > "$to/maven-metadata.xml"
      """;
  private static final Map<String, String> FILES =
      Map.of(
          "pom.xml", "<project>\n<version>1.0-SNAPSHOT</version>\n</project>\n",
          "CHANGELOG.md", "# Changes\n\n## 1.0 (not released yet)\n",
          ".gitignore", "target/\n");

  @TempDir private Path folder;
  private Path checkout;
  private Path target;
  private Path keys;

  @BeforeEach
  void checkout() throws Exception {
    assumeTrue(Packages.isThere("git"), "there is no git: nothing is released");
    checkout = Files.createDirectory(folder.resolve("checkout"));
    target = checkout.resolve("dist/target/release");
    keys = Files.createDirectory(
        folder.resolve("keys"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Files.writeString(checkout.resolve(file.getKey()), file.getValue());
    }
    script(checkout.resolve("dist/package"), PACKAGE);
    script(checkout.resolve(".ci/run"), "exit 1");
    script(checkout.resolve("test/itests/src/test/helm/fetch-helm"), "exit 1");
    script(folder.resolve("bin/helm"), HELM);
    script(folder.resolve("bin/mvn"), MAVEN);
    for (String file : List.of("dist/release", "dist/src/main/package/statements.py", "dist/src/main/package/vex.json")) {
      Files.createDirectories(checkout.resolve(file).getParent());
      Files.copy(Dist.checkout().resolve(file), checkout.resolve(file));
    }
    script(checkout.resolve("dist/repositories"), "echo \"$*\" > ../repositories.txt");
    git("init", "-q");
    commit();
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void git(String... arguments) throws Exception {
    Program.Result result =
        Program.of("git", "-c", "user.name=test", "-c", "user.email=" + SIGNER, "-c", "commit.gpgsign=false")
            .and(arguments).in(checkout).run();
    assertEquals(0, result.exitCode(), result::err);
  }

  private void commit() throws Exception {
    git("add", "-A");
    git("commit", "-q", "-m", "a version");
  }

  private Program release(String... arguments) {
    return Program.of(checkout.resolve("dist/release"), arguments)
        .with("PATH", folder.resolve("bin") + ":/usr/bin:/bin")
        .with("GNUPGHOME", keys);
  }

  private void assertRefused(String reason, String... arguments) throws Exception {
    assertRefused(reason, release(arguments).run());
  }

  private void assertRefused(String reason, Program.Result result) {
    assertEquals(1, result.exitCode(), result::err);
    assertEquals("Error: " + reason + "\n", result.err());
    assertFalse(Files.exists(target), "nothing is made");
  }

  private Program.Result inTarget(String... command) throws Exception {
    return Program.of(command[0], List.of(command).subList(1, command.length).toArray(String[]::new))
        .in(target).with("GNUPGHOME", keys).run();
  }

  @Test
  void itHasThePackagesTheChartAndTheArtifactsWithChecksumsOfAll() throws Exception {
    Program.Result result = release("--no-tests", "1.0").run();
    assertEquals(0, result.exitCode(), result::err);
    assertTrue(
        result.out().startsWith(
            "SHA256SUMS\neyas-1.0.md\neyas-1.0.openvex.json\neyas-1.0.provenance.json\neyas-1.0.tgz\neyas-outputs-1.0.cdx.json\n"
                + "eyas-outputs_1.0_all.deb\neyas_1.0_amd64.deb\neyas_1.0_arm64.deb\nin "
                + target),
        result::out);
    Program.Result sums = inTarget("sha256sum", "-c", "SHA256SUMS");
    assertEquals(0, sums.exitCode(), sums::err);
    assertEquals(
        "eyas-1.0.md: OK\neyas-1.0.openvex.json: OK\neyas-1.0.provenance.json: OK\neyas-1.0.tgz: OK\n"
            + "eyas-outputs-1.0.cdx.json: OK\neyas-outputs_1.0_all.deb: OK\neyas_1.0_amd64.deb: OK\neyas_1.0_arm64.deb: OK\n"
            + "maven/api.jar: OK\nmaven/maven-metadata.xml: OK\n",
        sums.out());
    Program.Result again = release("--no-tests", "1.0").run();
    assertEquals(0, again.exitCode(), again::err);
  }

  @Test
  void itSaysFromWhatItWasMadeWhatIsNewAndWhichVulnerabilitiesDoNotMatter() throws Exception {
    assertEquals(0, release("--no-tests", "1.0").run().exitCode());
    assertEquals("## 1.0 (not released yet)\n", Files.readString(target.resolve("eyas-1.0.md")));
    JsonObject provenance = json("eyas-1.0.provenance.json");
    String sums = Files.readString(target.resolve("SHA256SUMS"));
    provenance.getAsJsonArray("subject").asList().stream().map(JsonElement::getAsJsonObject).forEach(
        file -> assertTrue(
            sums.contains(
                file.getAsJsonObject("digest").get("sha256").getAsString() + "  " + file.get("name").getAsString() + "\n"),
            file::toString));
    assertEquals(sums.lines().count() - 1, provenance.getAsJsonArray("subject").size(), "all files, except itself");
    assertEquals(
        Program.of("git", "rev-parse", "HEAD").in(checkout).run().out().strip(),
        provenance.getAsJsonObject("predicate").getAsJsonObject("buildDefinition").getAsJsonArray("resolvedDependencies").get(0)
            .getAsJsonObject().getAsJsonObject("digest").get("gitCommit").getAsString());
    JsonObject statement = json("eyas-1.0.openvex.json").getAsJsonArray("statements").get(0).getAsJsonObject();
    assertEquals(
        "pkg:generic/eyas@1.0", statement.getAsJsonArray("products").get(0).getAsJsonObject().get("@id").getAsString());
  }

  private JsonObject json(String file) throws IOException {
    return JsonParser.parseString(Files.readString(target.resolve(file))).getAsJsonObject();
  }

  @Test
  void withAKeyEachFileIsSignedAndTheKeyIsBeside() throws Exception {
    for (String tool : List.of("gpg", "gpg-agent")) {
      assumeTrue(Packages.isThere(tool), () -> "there is no " + tool + ": nothing is signed (apt-get install gpg gpg-agent)");
    }
    assertRefused("gpg has no secret key other: see EYAS_SIGNING_KEY",
        release("--no-tests", "1.0").with("EYAS_SIGNING_KEY", "other").run());
    Program generate = Program.of("gpg", "--batch", "--passphrase", "", "--quick-generate-key", SIGNER);
    assertEquals(0, generate.with("GNUPGHOME", keys).run().exitCode());
    Program.Result result = release("--no-tests", "1.0").with("EYAS_SIGNING_KEY", SIGNER).run();
    assertEquals(0, result.exitCode(), result::err);
    assertEquals(
        "--key " + SIGNER + " " + target + " " + target + "/repositories\n",
        Files.readString(checkout.resolve("dist/target/repositories.txt")));
    for (String file : List.of("SHA256SUMS", "eyas-1.0.tgz", "eyas_1.0_arm64.deb", "maven/api.jar")) {
      assertEquals(0, inTarget("gpg", "--verify", file + ".asc", file).exitCode(), file);
    }
    keys = Files.createDirectory(folder.resolve("others"),
        PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(keys)));
    assertEquals(0, inTarget("gpg", "--import", "signing-key.asc").exitCode());
    assertEquals(0, inTarget("gpg", "--verify", "SHA256SUMS.asc", "SHA256SUMS").exitCode());
    Files.writeString(target.resolve("SHA256SUMS"), "other\n");
    assertEquals(1, inTarget("gpg", "--verify", "SHA256SUMS.asc", "SHA256SUMS").exitCode());
  }

  @Test
  void aCheckMakesNothing() throws Exception {
    assertEquals(new Program.Result(0, "dist/release 1.0 can be run\n", ""), release("--check", "--no-tests", "1.0").run());
    assertFalse(Files.exists(target));
  }

  @Test
  void anotherVersionIsRefused() throws Exception {
    assertRefused("pom.xml has the version 1.0-SNAPSHOT, not 2.0: change it in every pom.xml first", "--no-tests", "2.0");
    assertRefused("pom.xml has the version 1.0-SNAPSHOT, not 1.0: change it in every pom.xml first", "1.0");
    Files.writeString(checkout.resolve("CHANGELOG.md"), "## 1.0.1\n");
    assertRefused("CHANGELOG.md has no section '## 1.0'", "--no-tests", "1.0");
  }

  @Test
  void aChangedCheckoutIsRefused() throws Exception {
    Files.writeString(checkout.resolve("notes"), "");
    assertRefused("the checkout has changes that are not committed: git status", "--no-tests", "1.0");
  }

  @Test
  void afterAFailedTestNothingIsReleased() throws Exception {
    Files.writeString(checkout.resolve("pom.xml"), "<project>\n<version>1.0</version>\n</project>\n");
    commit();
    assertRefused("a test failed; nothing is released", "1.0");
  }

  @Test
  void withoutHelmThereIsNoRelease() throws Exception {
    Files.delete(folder.resolve("bin/helm"));
    assumeTrue(!Packages.isThere("helm"), "helm is installed: it cannot be missing");
    assertRefused("there is no helm for the chart: put it on the PATH", "--no-tests", "1.0");
    script(checkout.resolve("test/itests/src/test/helm/fetch-helm"), "mkdir -p \"$1\" && cp \"$HELM\" \"$1\"");
    commit();
    script(folder.resolve("helm"), HELM);
    assertEquals(0, release("--no-tests", "1.0").with("HELM", folder.resolve("helm")).run().exitCode(), "it is fetched");
    assertTrue(Files.exists(target.resolve("eyas-1.0.tgz")));
  }

  @Test
  void otherArgumentsAreAnsweredWithTheUsage() throws Exception {
    String usage = release("--help").run().out();
    assertTrue(usage.startsWith("usage: dist/release [--check] [--no-tests] VERSION\n  --check "), usage);
    assertTrue(usage.endsWith("always signed.\n"), usage);
    assertEquals(new Program.Result(2, "", usage), release().run());
    assertEquals(new Program.Result(2, "", "Error: --fast is not an option\n" + usage), release("--fast", "1.0").run());
  }
}
