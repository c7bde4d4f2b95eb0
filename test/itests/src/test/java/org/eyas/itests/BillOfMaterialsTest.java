package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the build of the packages that adds components to a bill of materials. */
class BillOfMaterialsTest {
  private static final String LIBRARY = "library libc6 2.41-12 pkg:deb/debian/libc6@2.41-12?arch=amd64\n";

  /** dist needs a and output, output needs net, and both need shared. */
  private static final String GRAPH =
      """
      {"metadata": {"component": {"bom-ref": "x/dist@1"}},
       "components": [{"bom-ref": "x/a@1", "name": "a"}, {"bom-ref": "x/output@1", "name": "output"},
         {"bom-ref": "x/net@1", "name": "net"}, {"bom-ref": "x/shared@1", "name": "shared"}],
       "dependencies": [{"ref": "x/dist@1", "dependsOn": ["x/a@1", "x/output@1"]}, {"ref": "x/a@1", "dependsOn": ["x/shared@1"]},
         {"ref": "x/output@1", "dependsOn": ["x/net@1", "x/shared@1"]}, {"ref": "x/net@1"}]}
      """;

  private List<String> choice = List.of();
  @TempDir private Path folder;

  private Program.Result with(String components, String bill) throws Exception {
    return Program.of(Path.of(System.getProperty("java.home"), "bin/java"))
        .and("-cp", Dist.home().resolve("lib/gson.jar").toString())
        .and(Dist.checkout().resolve("dist/src/main/package/BillOfMaterials.java").toString())
        .and(Files.writeString(folder.resolve("bill"), bill).toString(), folder.resolve("new").toString())
        .and(Files.writeString(folder.resolve("components"), components).toString())
        .and(choice)
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
  void aPackageHasTheComponentsThatItNeedsAndTheOtherTheRest() throws Exception {
    assertEquals(Set.of("a", "shared"), chosen("without", "output"));
    assertEquals(Set.of("output", "net", "shared"), chosen("only", "output"));
    choice = List.of("only", "none");
    assertRefused(with("", GRAPH), "the bill has no component none");
  }

  private Set<String> chosen(String... arguments) throws Exception {
    choice = List.of(arguments);
    Program.Result result = with("", GRAPH);
    assertEquals(0, result.exitCode(), result::err);
    return written().getAsJsonArray("components").asList().stream()
        .map(component -> component.getAsJsonObject().get("name").getAsString()).collect(Collectors.toSet());
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
