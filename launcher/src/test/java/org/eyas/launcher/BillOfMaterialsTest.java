package org.eyas.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class BillOfMaterialsTest {
  private static final String BILL =
      "{\"bomFormat\": \"CycloneDX\", \"components\": [{\"name\": \"jna\"}], \"dependencies\": []}";

  @Test
  void componentsAreAddedAfterThoseThatAreThere() {
    String line = "library libc6 2.41-12 pkg:deb/debian/libc6@2.41-12?arch=amd64\n";
    JsonObject bill = JsonParser.parseString(BillOfMaterials.with(line, BILL)).getAsJsonObject();
    assertEquals("CycloneDX", bill.get("bomFormat").getAsString());
    assertEquals(2, bill.getAsJsonArray("components").size());
    JsonObject added = bill.getAsJsonArray("components").get(1).getAsJsonObject();
    assertEquals("library", added.get("type").getAsString());
    assertEquals("libc6", added.get("name").getAsString());
    assertEquals("2.41-12", added.get("version").getAsString());
    assertEquals("pkg:deb/debian/libc6@2.41-12?arch=amd64", added.get("purl").getAsString());
  }

  @Test
  void aLineWithoutAllColumnsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> BillOfMaterials.with("library libc6 2.41-12\n", BILL));
  }
}
