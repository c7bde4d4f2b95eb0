package org.eyas.launcher;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Adds to the bill of materials that Maven wrote (CycloneDX, JSON) what a package contains besides libraries of Maven: the run-time of
 * Java and libraries of the system. The build of the packages calls it as a program; nothing here runs in the engine.
 */
final class BillOfMaterials {
  private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final int COLUMNS = 4;

  private BillOfMaterials() {}

  /** @param args the bill to read, the one to write, and a file with a line "TYPE NAME VERSION PURL" for each component */
  public static void main(String[] args) throws IOException {
    String components = Files.readString(Path.of(args[2]));
    Files.writeString(Path.of(args[1]), with(components, Files.readString(Path.of(args[0]))));
  }

  static String with(String components, String bill) {
    JsonObject root = JsonParser.parseString(bill).getAsJsonObject();
    JsonArray all = root.getAsJsonArray("components");
    components.lines().map(BillOfMaterials::component).forEach(all::add);
    return JSON.toJson(root) + "\n";
  }

  private static JsonObject component(String line) {
    String[] columns = line.split(" ", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException("not TYPE NAME VERSION PURL: '" + line + "'");
    }
    JsonObject component = new JsonObject();
    component.addProperty("type", columns[0]);
    component.addProperty("bom-ref", columns[3]);
    component.addProperty("name", columns[1]);
    component.addProperty("version", columns[2]);
    component.addProperty("purl", columns[3]);
    return component;
  }
}
