package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the build of the packages that adds components to a bill of materials. */
class BillOfMaterialsTest {
  private static final String LIBRARY = "library libc6 2.41-12 pkg:deb/debian/libc6@2.41-12?arch=amd64\n";

  @TempDir private Path folder;

  private Program.Result with(String components, String bill) throws Exception {
    return Program.of(Path.of(System.getProperty("java.home"), "bin/java"))
        .and("-cp", Dist.home().resolve("lib/gson.jar").toString())
        .and(Dist.checkout().resolve("dist/src/main/package/BillOfMaterials.java").toString())
        .and(Files.writeString(folder.resolve("bill"), bill).toString(), folder.resolve("new").toString())
        .and(Files.writeString(folder.resolve("components"), components).toString())
        .run();
  }

  private JsonObject written() throws Exception {
    return JsonParser.parseString(Files.readString(folder.resolve("new"))).getAsJsonObject();
  }

  @Test
  void componentsAreAddedAfterThoseThatAreThere() throws Exception {
    Program.Result result = with(LIBRARY, "{\"bomFormat\": \"CycloneDX\", \"components\": [{\"name\": \"jna\"}]}");
    assertEquals(0, result.exitCode(), result::err);
    assertEquals("CycloneDX", written().get("bomFormat").getAsString());
    assertEquals(2, written().getAsJsonArray("components").size());
    JsonObject added = written().getAsJsonArray("components").get(1).getAsJsonObject();
    assertEquals("library", added.get("type").getAsString());
    assertEquals("libc6", added.get("name").getAsString());
    assertEquals("2.41-12", added.get("version").getAsString());
    assertEquals("pkg:deb/debian/libc6@2.41-12?arch=amd64", added.get("purl").getAsString());
  }

  @Test
  void aBillWithoutComponentsGetsThem() throws Exception {
    assertEquals(0, with(LIBRARY, "{}").exitCode());
    assertEquals(1, written().getAsJsonArray("components").size());
  }

  @Test
  void whatIsNoComponentAndNoBillIsRefusedInOneLine() throws Exception {
    assertRefused(with("library libc6 2.41-12\n", "{}"), "not TYPE NAME VERSION PURL: 'library libc6 2.41-12'");
    assertRefused(with(LIBRARY, "[]"), "bill is no JSON object");
  }

  private static void assertRefused(Program.Result result, String reason) {
    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains(reason), result::err);
    assertEquals(1, result.err().lines().count(), result::err);
  }
}
