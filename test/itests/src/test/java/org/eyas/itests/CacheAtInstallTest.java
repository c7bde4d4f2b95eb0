package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Debian package without an AOT cache, as those for another architecture are: it makes the cache when it is installed. */
class CacheAtInstallTest {
  private static final String CACHE = "/usr/lib/eyas/lib/eyas.aot";
  private static final String WITHOUT_CACHE =
      """
      dpkg-deb -R /tmp/eyas.deb /tmp/content
      rm /tmp/content/usr/lib/eyas/lib/eyas.aot
      cp -r /tmp/train /tmp/train.sh /tmp/content/usr/lib/eyas/lib
      dpkg-deb -Znone -b /tmp/content /tmp/eyas.deb
      """;
  /** An output that an operator has configured, before the package is installed again. */
  private static final String OUTPUT =
      """
      program_output: {enabled: true, program: "cat >> /tmp/sent"}
      """;

  @TempDir private Path folder;

  private CleanRoot root() throws Exception {
    Path deb = Packages.get().named(".deb");
    CleanRoot root = CleanRoot.in(folder.resolve("root"));
    Files.copy(deb, root.path("/tmp/eyas.deb"));
    Path lib = Dist.home().resolve("lib");
    Program.of("cp", "-r", lib.resolve("train").toString(), lib.resolve("train.sh").toString(), root.path("/tmp").toString())
        .run();
    root.run("sh", "-ec", WITHOUT_CACHE);
    return root;
  }

  @Test
  void theCacheIsMadeWithoutTheOutputsOfTheMachineAndUsedAndGoesWithThePackage() throws Exception {
    try (CleanRoot root = root()) {
      Files.writeString(Files.createDirectories(root.path("/etc/eyas/config.d")).resolve("output.yaml"), OUTPUT);
      root.run("dpkg", "-i", "/tmp/eyas.deb");
      assertUsed(root);
      assertFalse(Files.exists(root.path("/tmp/sent")), "the training run raises alerts, which are nobody's");
      root.run("dpkg", "-r", "eyas");
      assertFalse(Files.exists(root.path("/usr/lib/eyas")), "nothing of it is left");
    }
  }

  private static void assertUsed(CleanRoot root) throws Exception {
    assertEquals("root:root 644\n", root.run("stat", "-c", "%U:%G %a", CACHE));
    root.run("sh", "-ec", "EYAS_JAVA_OPTS=-Xlog:class+load=info:file=/tmp/classes eyas -L -o engine.kind=nodriver > /dev/null");
    List<String> classes = Files.readAllLines(root.path("/tmp/classes"));
    long cached = classes.stream().filter(line -> line.contains("shared objects file")).count();
    assertTrue(cached > classes.size() / 2, cached + " of " + classes.size() + " classes are from the cache");
  }
}
