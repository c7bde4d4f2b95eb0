package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.eyas.testkit.ReleasedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests of probes that released versions left. */
class ReleasedManifestTest {
  private static final String FILE = "manifest";

  @TempDir private Path folder;

  private static ProbeManifest manifest() {
    SequencedMap<String, Integer> maps = new LinkedHashMap<>();
    maps.put("life", 214);
    maps.put("ring_0", 215);
    return new ProbeManifest(ProbeManifest.LAYOUT, 998, maps, Map.of(377, 0x8b1a52f00d83e6c1L), Map.of(91, 377));
  }

  private static void write(Path to) throws IOException {
    Files.writeString(to.resolve(FILE), manifest().text());
  }

  @Test
  void manifestsOfAllVersionsAreReadWhileTheirLayoutIs() throws Exception {
    for (Path released : ReleasedFiles.copies("manifest", folder, ReleasedManifestTest::write)) {
      ProbeManifest read = ProbeManifest.parse(Files.readString(released.resolve(FILE)));
      assertEquals(manifest().maps(), read.maps(), released.toString());
      assertEquals(manifest().tags(), read.tags());
      assertEquals(manifest().links(), read.links());
    }
  }

  @Test
  void aProbeOfALaterLayoutIsRefusedWithBothNumbers() {
    String later = manifest().text().replace("layout " + ProbeManifest.LAYOUT, "layout " + (ProbeManifest.LAYOUT + 1));
    IOException refused = assertThrows(IOException.class, () -> ProbeManifest.parse(later));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("it has the layout " + (ProbeManifest.LAYOUT + 1)),
        refused::getMessage);
  }
}
