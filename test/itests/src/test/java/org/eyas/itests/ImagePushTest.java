package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dist/package --push}, with a real registry. */
class ImagePushTest {
  private static final String PUSH =
      """
      set -eu
      fail() { echo "Error: $*" >&2; exit 1; }
      set_times() { :; }
      work=$1
      . "$0/index.sh"
      . "$0/push.sh"
      make_index "$1/all.tar" "$2"
      push_image "$2" "$3:one"
      push_image "$1/all.tar" "$3:all"
      """;

  @TempDir private Path folder;

  @BeforeEach
  void needTools() {
    for (String tool : List.of("docker-registry", "oras")) {
      assumeTrue(Packages.isThere(tool), "there is no " + tool + ": nothing is pushed");
    }
  }

  private Program.Result push(String name) throws Exception {
    return Program.of("bash", "-c", PUSH, Dist.checkout().resolve("dist/src/main/package").toString(), folder.toString())
        .and(Packages.get().named(".oci.tar").toString(), name)
        .run();
  }

  private static String manifest(String... arguments) throws Exception {
    Program.Result result = Program.of("oras", "manifest", "fetch").and(arguments).run();
    assertEquals(0, result.exitCode(), result::err);
    return result.out();
  }

  @Test
  void anImageAndOneForSeveralArchitecturesArePushedWhole() throws Exception {
    try (Registry registry = Registry.in(folder)) {
      String name = registry.address().replace("127.0.0.1", "localhost") + "/site/eyas"; // for which oras uses no TLS
      Program.Result pushed = push(name);
      assertEquals(0, pushed.exitCode(), pushed::err);
      String one = manifest(name + ":one");
      assertTrue(one.contains("\"layers\""), one);
      assertEquals(one, manifest("--platform", "linux/amd64", name + ":all"));
      assertTrue(manifest(name + ":all").contains("\"manifests\""), "an index");
    }
  }

  @Test
  void withoutARegistryOneLineSaysSo() throws Exception {
    Program.Result result = push("localhost:1/eyas");
    assertEquals(1, result.exitCode(), result::err);
    String last = result.err().lines().reduce((before, line) -> line).orElseThrow();
    assertTrue(last.endsWith("-amd64.oci.tar cannot be pushed to localhost:1/eyas:one; to log in: oras login localhost:1"), last);
  }
}
