package org.eyas.launcher.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullRulesCommandTest {
  /** A program that refuses files with the word wrong, and a configuration whose rules have the word unfit. */
  private static final String PROGRAM =
      """
      #!/bin/sh
      case "$*" in
        *-V*) for word; do [ ! -f "$word" ] || ! grep wrong "$word" >&2 || exit 1; done ;;
        *--dry-run*) ! grep unfit FOLDER/site-rules/current/*.yaml >&2 || exit 1 ;;
      esac
      """;

  @TempDir private Path folder;
  private FakeRegistry registry;
  private Path program;
  private KeyPair key;
  private Path publicKey;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void start() throws Exception {
    registry = new FakeRegistry();
    program = Files.writeString(folder.resolve("eyas"), PROGRAM.replace("FOLDER", folder.toString()));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    key = KeyPairGenerator.getInstance("EC").generateKeyPair();
    publicKey = folder.resolve("cosign.pub");
    write(key);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private void write(KeyPair pair) throws IOException {
    String pem = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
    Files.writeString(publicKey, "-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----\n");
  }

  private PullRulesCommand command() {
    return new PullRulesCommand(new PrintStream(printed, true, StandardCharsets.UTF_8), program, folder);
  }

  private String pull(String reference) throws IOException, InterruptedException {
    printed.reset();
    assertEquals(0, command().pull(registry.name(reference), Optional.of(publicKey)));
    return printed.toString(StandardCharsets.UTF_8);
  }

  private String refusal(String reference) {
    return String.valueOf(assertThrows(IOException.class, () -> pull(reference)).getMessage());
  }

  private String pushSigned(String tag, String rules) throws Exception {
    String digest = registry.push(tag, "site_rules.yaml", rules);
    registry.sign(digest, digest, key, "SHA256withECDSA");
    return digest;
  }

  private String current() throws IOException {
    return Files.readString(folder.resolve("site-rules/current/site_rules.yaml"));
  }

  @Test
  void signedRulesBecomeCurrentAndTheFolderToNameIsPrinted() throws Exception {
    String digest = pushSigned("1", "first");
    String out = pull(":1");
    assertEquals("first", current());
    assertEquals(
        registry.name(":1") + " is now " + digest + ": site_rules.yaml\nName its folder in rules_files: " + folder
            + "/site-rules/current\n",
        out);
    assertEquals(registry.name(":1") + " is current: " + digest + "\n", pull(":1"));
  }

  @Test
  void aKeyOfEd25519WorksToo() throws Exception {
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    write(other);
    String digest = registry.push("1", "site_rules.yaml", "first");
    registry.sign(digest, digest, other, "Ed25519");
    pull("@" + digest);
    assertEquals("first", current());
  }

  @Test
  void rulesWithoutASignatureByTheKeyAreRefused() throws Exception {
    String digest = registry.push("1", "site_rules.yaml", "first");
    assertTrue(refusal(":1").contains(" is not signed: "), refusal(":1"));
    registry.sign(digest, digest, KeyPairGenerator.getInstance("EC").generateKeyPair(), "SHA256withECDSA");
    assertTrue(refusal(":1").contains("no signature of " + digest + " is by the key " + publicKey), refusal(":1"));
    registry.sign(digest, Digest.of(new byte[0]), key, "SHA256withECDSA");
    assertTrue(refusal(":1").contains("no signature of "), "a signature of something else");
    assertFalse(Files.exists(folder.resolve("site-rules")));
    command().pull(registry.name(":1"), Optional.empty());
    assertEquals("first", current());
  }

  @Test
  void wrongRulesDoNotReplaceThoseInUse() throws Exception {
    pushSigned("1", "first");
    pull(":1");
    pushSigned("2", "wrong");
    assertTrue(refusal(":2").contains(" is not used, its rules are wrong: wrong"), refusal(":2"));
    pushSigned("3", "unfit together with other files");
    assertTrue(refusal(":3").contains(" is not used, its rules are wrong: unfit"), refusal(":3"));
    assertEquals("first", current());
    assertFalse(Files.exists(folder.resolve("site-rules/previous")));
  }

  @Test
  void theVersionBeforeIsKeptAndComesBack() throws Exception {
    for (String version : List.of("1", "2", "3")) {
      pushSigned(version, "rules " + version);
      pull(":" + version);
    }
    try (Stream<Path> kept = Files.list(folder.resolve("site-rules"))) {
      assertEquals(4, kept.count(), "two versions, two links");
    }
    command().rollback(registry.name(""));
    assertEquals("rules 2", current());
    command().rollback(registry.name(""));
    assertEquals("rules 3", current());
  }

  @Test
  void withoutAVersionBeforeThereIsNoWayBack() throws Exception {
    pushSigned("1", "first");
    pull(":1");
    String refusal = String.valueOf(assertThrows(IOException.class, () -> command().rollback(registry.name(""))).getMessage());
    assertTrue(refusal.endsWith("site-rules has no previous version to go back to"), refusal);
    assertEquals("first", current());
  }

  @Test
  void contentsThatAreNotThoseOfTheDigestAreRefused() throws Exception {
    pushSigned("1", "first");
    registry.damageBlobs();
    assertTrue(refusal(":1").contains("the registry sent other contents than those of sha256:"), refusal(":1"));
  }

  @Test
  void aWrongNameAndAMissingTagAreNamed() {
    assertTrue(refusal(":9").contains("/manifests/9 answers 404"), refusal(":9"));
    assertTrue(refusal("@sha256:12").contains("is not the name of an artifact: REGISTRY/REPOSITORY:TAG"));
  }

  @Test
  void aRegistryThatIsNotThereIsNamed() {
    registry.close();
    assertTrue(refusal(":1").endsWith("/manifests/1 cannot be reached: no connection; is its name right, and does it run?"),
        refusal(":1"));
  }

  @Test
  void namesInAnArchiveDoNotLeaveTheFolder() throws Exception {
    String digest = registry.push("1", "../../escaped.yaml", "first");
    registry.sign(digest, digest, key, "SHA256withECDSA");
    pull(":1");
    assertEquals("first", Files.readString(folder.resolve("site-rules/current/escaped.yaml")));
    assertFalse(Files.exists(folder.resolve("escaped.yaml")));
  }
}
