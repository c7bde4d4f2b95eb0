package org.eyas.engine.mute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.eyas.api.control.Mute;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.testkit.ReleasedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of mutes that released versions wrote. */
class ReleasedMuteTest {
  private static final String ID = "20261127-221503-001";
  private static final Mute MUTE =
      new Mute(
          ID, "It's read", new TreeMap<>(Map.of("proc.cmdline", "bash -c 'a, b'", "fd.name", "/etc/passwd")), "ann", "nightly",
          Instant.parse("2099-12-04T22:15:00Z"));
  private static final String RULE =
      """
      - rule: It's read
        desc: d
        condition: evt.type = openat and fd.name startswith /etc
        output: "read by %proc.cmdline of %user.name (%fd.name)"
        priority: NOTICE
      """;

  @TempDir private Path folder;

  private static void write(Path to) throws IOException {
    Files.writeString(to.resolve(MuteFile.name(ID)), MuteFile.text(MUTE, Instant.EPOCH));
  }

  private static Mute read(String content) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    LoadResult loaded =
        RuleLoader.load(
            List.of(new RuleDocument("rule.yaml", RULE), new RuleDocument(MuteFile.name(ID), content)),
            new LoadContext(catalogs));
    assertTrue(loaded.successful(), loaded.report()::toString);
    LoadedRule rule = loaded.rules().getFirst();
    return MuteFile.read(rule.name(), rule.mutes().getFirst(), content);
  }

  @Test
  void mutesOfAllVersionsHide() throws Exception {
    for (Path released : ReleasedFiles.copies("mute", folder, ReleasedMuteTest::write)) {
      assertEquals(MUTE, read(Files.readString(released.resolve(MuteFile.name(ID)))), released.toString());
    }
  }

  @Test
  void aMuteWithUnknownKeysAndCommentsHides() {
    String later =
        MuteFile.text(MUTE, Instant.EPOCH).replace("# Written:", "# Approved: zoe\n# Written:")
            .replace("      fields:", "      approval: {by: zoe, at: 2027-01-01}\n      fields:")
            .replace("  override:", "  mute_kind: reviewed\n  override:");
    assertEquals(MUTE, read(later));
  }
}
