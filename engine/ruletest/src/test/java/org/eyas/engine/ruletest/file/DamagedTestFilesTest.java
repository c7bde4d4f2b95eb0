package org.eyas.engine.ruletest.file;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.ruletest.TestBench;
import org.junit.jupiter.api.Test;

/** A test file that is truncated or changed anywhere has faults at most; reading it never throws. */
class DamagedTestFilesTest {
  private static final String ODD = "\0\t\n \"'[]{}:,&*#|>-?!%@`\u00e9a0";

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final SequencedMap<String, FieldCatalog> catalogs = TestBench.create().writtenCatalogs();

  @Test
  void aDamagedTestFileHasFaultsAtMost() throws IOException {
    System.out.println("DamagedTestFilesTest seed " + seed);
    List<byte[]> files = new ArrayList<>();
    for (String name : List.of("passes/all_test.yaml", "faults/faults_test.yaml")) {
      files.add(Files.readAllBytes(Path.of("testdata/ruletest", name)));
    }
    int faulty = 0;
    for (int i = 0; i < 3_000; i++) {
      faulty += read(damaged(files.get(random.nextInt(files.size())))) ? 1 : 0;
    }
    assertFalse(faulty < 1_000, "damage is noticed: " + faulty);
  }

  private boolean read(String content) {
    TestFileFaults faults = new TestFileFaults("damaged_test.yaml");
    try {
      new TestFileReader(catalogs, faults).read(content);
    } catch (RuntimeException | StackOverflowError e) {
      fail("seed " + seed + ": " + content, e);
    }
    return !faults.lines().isEmpty();
  }

  private String damaged(byte[] whole) {
    byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) ODD.charAt(random.nextInt(ODD.length()));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void aTextThatNestsDeeplyOrContainsItselfIsAFault() {
    read("rules: " + "[".repeat(5_000));
    read("rules: &a [*a]\ntests: &b [*b]\n");
    read("tests: [{name: &n [*n], events: [&e {evt.type: *e}], expect: [&x {rule: *x, fields: *x}]}]");
    assertFalse(!read("rules: \"a\\0b\"\ntests: []"), "a path with a zero");
    assertFalse(!read("rules: !a%20 b"), "a tag that ends with a space");
  }
}
