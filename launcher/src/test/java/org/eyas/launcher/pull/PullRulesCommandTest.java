package org.eyas.launcher.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullRulesCommandTest {
  /** A program that refuses files with the word wrong, and a configuration whose rules have the word unfit. */
  private static final String PROGRAM =
      """
      #!/bin/sh
      case "$*" in
        *-V*) [ ! -f FOLDER/killed ] || exit 3; for word; do [ ! -f "$word" ] || ! grep wrong "$word" >&2 || exit 1; done ;;
        *--dry-run*) echo "$*" > FOLDER/options; ! grep unfit FOLDER/site-rules/current/*.yaml >&2 || exit 1 ;;
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
    return command(false);
  }

  private PullRulesCommand command(boolean json) {
    return new PullRulesCommand(new PrintStream(printed, true, StandardCharsets.UTF_8), json, program, List.of("-c", "my.yaml"),
        folder);
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
  void theResultIsAnObjectOfJson() throws Exception {
    String digest = pushSigned("1", "first");
    assertEquals(0, command(true).pull(registry.name(":1"), Optional.of(publicKey)));
    JsonObject pulled = JsonParser.parseString(printed.toString(StandardCharsets.UTF_8)).getAsJsonObject();
    assertEquals("pulled", pulled.get("state").getAsString());
    assertEquals(digest, pulled.get("digest").getAsString());
    assertEquals("[\"site_rules.yaml\"]", pulled.get("files").toString());
    assertEquals(folder + "/site-rules/current", pulled.get("folder").getAsString());
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
    registry.sign(digest, ContentDigest.of(new byte[0]), key, "SHA256withECDSA");
    assertTrue(refusal(":1").contains("no signature of "), "a signature of something else");
    assertFalse(Files.isSymbolicLink(folder.resolve("site-rules/current")));
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
    assertTrue(refusal(":3").contains(" is not used, with it the configuration is wrong: unfit"), refusal(":3"));
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
      assertEquals(5, kept.count(), "two versions, two links, the name of the artifact");
    }
    printed.reset();
    command().rollback(registry.name(""));
    assertTrue(printed.toString(StandardCharsets.UTF_8).startsWith(registry.name("") + " is again sha256:"), printed::toString);
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
  void theFirstVersionIsCheckedWithTheWholeConfigurationToo() throws Exception {
    pushSigned("1", "unfit together with other files");
    assertTrue(refusal(":1").contains(" is not used, with it the configuration is wrong: unfit"), refusal(":1"));
    assertFalse(Files.isSymbolicLink(folder.resolve("site-rules/current")));
    assertTrue(Files.readString(folder.resolve("options")).contains(" -c my.yaml --dry-run"), "the configuration of -c");
  }

  @Test
  void aCheckThatWasKilledOrCannotRunChangesNothing() throws Exception {
    pushSigned("1", "first");
    pull(":1");
    pushSigned("2", "second");
    Files.createFile(folder.resolve("killed"));
    assertTrue(refusal(":2").endsWith(" ended with 3 and checked nothing"), refusal(":2"));
    Files.delete(program);
    refusal(":2");
    assertEquals("first", current());
  }

  @Test
  void aVersionWhoseCheckNeverEndedIsTakenBackByTheNextCall() throws Exception {
    for (String version : List.of("0", "1")) {
      pushSigned(version, "rules " + version);
      pull(":" + version);
    }
    activateAsIfKilled(pushSigned("2", "unfit together with other files"), "unfit");
    assertEquals("unfit", current());
    assertTrue(refusal(":2").contains("the configuration is wrong: unfit"), refusal(":2"));
    assertEquals("rules 1", current());
    activateAsIfKilled(ContentDigest.of(new byte[0]), "unfit");
    command().rollback(registry.name(""));
    assertEquals("rules 1", current(), "one step back, not two");
  }

  private void activateAsIfKilled(String digest, String rules) throws IOException {
    try (RuleStore killed = RuleStore.open(folder.resolve("site-rules"), registry.name(""))) {
      killed.save(digest, Map.of("site_rules.yaml", rules.getBytes(StandardCharsets.UTF_8)));
      killed.activate(digest);
    }
  }

  @Test
  void aFirstVersionWhoseCheckNeverEndedIsTakenBackToo() throws Exception {
    activateAsIfKilled(ContentDigest.of(new byte[0]), "unfit");
    assertTrue(refusal(":9").contains("answers 404"));
    assertFalse(Files.isSymbolicLink(folder.resolve("site-rules/current")));
  }

  @Test
  void aVersionThatWasRolledBackIsNotTakenAgainUntilThereIsAnother() throws Exception {
    pushSigned("1", "first");
    pull(":1");
    String bad = pushSigned("stable", "bad");
    pull(":stable");
    command().rollback(registry.name(""));
    assertEquals(
        registry.name(":stable") + " is not activated, because it was rolled back: " + bad + "; --rollback activates it again\n",
        pull(":stable"));
    assertEquals("first", current());
    pushSigned("stable", "mended");
    pull(":stable");
    assertEquals("mended", current());
    pull("@" + bad);
    assertEquals("bad", current());
  }

  @Test
  void twoCallsAtATimeAndAnArtifactOfTheSameShortNameAreRefused() throws Exception {
    pushSigned("1", "first");
    pull(":1");
    try (RuleStore other = RuleStore.open(folder.resolve("site-rules"), registry.name(""))) {
      assertEquals(other.current().getParent() + " is in use by another eyas pull-rules: try again when that has ended",
          refusal(":1"));
    }
    String elsewhere = registry.name(":1").replace("/acme/", "/other/");
    String refusal = String.valueOf(
        assertThrows(IOException.class, () -> command().pull(elsewhere, Optional.empty())).getMessage());
    assertTrue(refusal.contains("site-rules has the rules of " + registry.name("") + ": choose another folder for "), refusal);
  }

  @Test
  void aFolderBelowOneOfSomebodyElseIsRefused() throws Exception {
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a folder to somebody else");
    Files.setOwner(theirs, theirs.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    String refusal = String.valueOf(
        assertThrows(IOException.class, () -> RuleStore.open(theirs.resolve("a/b"), "x")).getMessage());
    assertTrue(refusal.startsWith(theirs + " belongs to nobody, who could send"), refusal);
    assertFalse(Files.exists(theirs.resolve("a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "null", "[]", "{", "{'layers':3}", "{'layers':[null,3]}", "{'layers':[{}]}", "{'layers':[{'digest':{}}]}",
      "{'layers':[{'digest':'sha256:../x y'}]}", "{'layers':[{'digest':null,'annotations':{'a':[]}}]}"})
  void aManifestThatMakesNoSenseIsNamed(String text) {
    registry.document("1", text.replace('\'', '"'));
    String refusal = String.valueOf(
        assertThrows(IOException.class, () -> command().pull(registry.name(":1"), Optional.empty())).getMessage());
    assertTrue(refusal.startsWith(registry.name(":1") + ": the registry sent "), refusal);
  }

  @Test
  void aSignatureThatMakesNoSenseIsNone() throws Exception {
    String digest = registry.push("1", "site_rules.yaml", "first");
    String tag = digest.replace(':', '-') + ".sig";
    registry.document(tag, "{\"layers\":[{\"annotations\":{\"dev.cosignproject.cosign/signature\":null}}]}");
    assertTrue(refusal(":1").contains("no signature of "), refusal(":1"));
    registry.failSignatures(500);
    assertTrue(refusal(":1").endsWith("/manifests/" + tag + " answers 500"), "that is not the same as not signed");
  }

  @Test
  void atMostSixteenSignaturesAreTried() throws Exception {
    String digest = registry.push("1", "site_rules.yaml", "first");
    registry.sign(digest, digest, key, "SHA256withECDSA", 2_000);
    String refusal = refusal(":1");
    assertEquals(16, registry.blobReads());
    assertEquals(
        registry.name(":1") + ": none of the first 16 signatures of " + digest + " is by the key " + publicKey
            + ", and the other 1985 are not tried; delete signatures of other keys from "
            + registry.name(":" + digest.replace(':', '-') + ".sig"),
        refusal);
    registry.sign(digest, digest, key, "SHA256withECDSA", 15);
    pull(":1");
    assertEquals("first", current());
  }

  @Test
  void aRegistryThatDoesNotGoOnIsGivenUp() throws Exception {
    registry.stall();
    try (RegistryClient slow = new RegistryClient(Duration.ofSeconds(2))) {
      ArtifactName name = ArtifactName.of(registry.name(":1"));
      String refusal = String.valueOf(assertThrows(IOException.class, () -> slow.manifest(name)).getMessage());
      assertTrue(refusal.endsWith("/manifests/1 is too slow: its artifact did not come within 2 s"), refusal);
    }
  }

  @Test
  void anArchiveWithStrangeOrLargeSizesIsRefused() throws Exception {
    for (String size : List.of("-0000000001", "abc", "77777777777", "17777777777")) {
      RuleArchive archive = new RuleArchive("a");
      String refusal = String.valueOf(
          assertThrows(IOException.class, () -> archive.add(FakeRegistry.archive("a.yaml", size, new byte[0]))).getMessage());
      assertTrue(refusal.startsWith("a: its layer is not an archive of rules (tar, gzip): "), refusal);
    }
    RuleArchive archive = new RuleArchive("a");
    archive.add(FakeRegistry.archive("a.yaml", "00060000000", new byte[12 << 20]));
    archive.add(FakeRegistry.archive("b.yaml", "00060000000", new byte[12 << 20]));
    String refusal = String.valueOf(
        assertThrows(IOException.class, () -> archive.add(FakeRegistry.archive("c.yaml", "00060000000", new byte[12 << 20])))
            .getMessage());
    assertTrue(refusal.endsWith("more than 32 MB unpacked, or more than 1000 files"), refusal);
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
    for (String wrong : List.of("@sha256:12", "/..:1", "/../x:1", "/./x", "/", "//x")) {
      assertTrue(refusal(wrong).contains("is not the name of an artifact: REGISTRY/REPOSITORY:TAG"), wrong);
    }
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
