package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image for both architectures, of which a runtime takes the one of its machine. */
class ImageIndexTest {
  private static final String MAKE =
      """
      set -eu
      set_times() { :; }
      work=$1
      . "$0"
      make_index "$2" "$3" "$4"
      tar -C "$1" -xf "$2"
      """;

  @TempDir private static Path folder;

  @BeforeAll
  static void join() throws Exception {
    Program.Result result =
        Program.of("bash", "-c", MAKE, Dist.checkout().resolve("dist/src/main/package/index.sh").toString())
            .and(folder.toString(), folder.resolve("both.tar").toString())
            .and(Packages.get().named(".oci.tar").toString(), Packages.of("arm64").named(".oci.tar").toString())
            .run();
    assertEquals(0, result.exitCode(), result::err);
  }

  private static JsonObject json(Path file) throws Exception {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  /** The content of what an index or an image names, whose digest and size must be right. */
  private static JsonObject named(JsonObject descriptor) throws Exception {
    String digest = descriptor.get("digest").getAsString();
    Path blob = folder.resolve("blobs").resolve(digest.replace(':', '/'));
    byte[] bytes = Files.readAllBytes(blob);
    assertEquals(descriptor.get("size").getAsLong(), bytes.length);
    assertEquals("sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)), digest);
    return json(blob);
  }

  @Test
  void itNamesOneImageForEachArchitecture() throws Exception {
    List<JsonObject> top = manifests(json(folder.resolve("index.json")));
    assertEquals(1, top.size(), "a runtime loads one thing");
    assertTrue(top.getFirst().toString().contains("\"org.opencontainers.image.ref.name\":\"eyas:"), top::toString);
    List<String> architectures = new ArrayList<>();
    for (JsonObject manifest : manifests(named(top.getFirst()))) {
      String architecture = manifest.getAsJsonObject("platform").get("architecture").getAsString();
      JsonObject config = named(named(manifest).getAsJsonObject("config"));
      assertEquals(architecture, config.get("architecture").getAsString());
      architectures.add(architecture);
    }
    assertEquals(List.of("amd64", "arm64"), architectures);
  }

  private static List<JsonObject> manifests(JsonObject index) {
    List<JsonObject> all = new ArrayList<>();
    index.getAsJsonArray("manifests").forEach(manifest -> all.add(manifest.getAsJsonObject()));
    return all;
  }
}
