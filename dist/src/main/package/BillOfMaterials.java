import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Adds to the bill of materials that Maven wrote (CycloneDX, JSON) what a package contains besides libraries of Maven: the run-time of
 * Java and libraries of the system. {@code bill.sh} starts it from this source, with the gson of the distribution; it is in no package.
 */
final class BillOfMaterials {
  private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final String ALL = "components";
  private static final int COLUMNS = 4;

  private BillOfMaterials() {}

  /** @param args the bill to read, the one to write, and a file with a line "TYPE NAME VERSION PURL" for each component */
  public static void main(String[] args) {
    try {
      if (args.length != 3) {
        throw new IOException("usage: BillOfMaterials.java BILL NEW-BILL COMPONENTS");
      }
      List<String> components = Files.readAllLines(Path.of(args[2]));
      Files.writeString(Path.of(args[1]), with(components, parsed(Path.of(args[0]))));
    } catch (IOException e) {
      System.err.println("Error: " + e);
      System.exit(1);
    }
  }

  private static JsonObject parsed(Path bill) throws IOException {
    try {
      return JsonParser.parseString(Files.readString(bill)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException(bill + " is no JSON object: " + e.getMessage(), e);
    }
  }

  private static String with(List<String> components, JsonObject bill) throws IOException {
    if (!bill.has(ALL)) {
      bill.add(ALL, new JsonArray());
    }
    for (String line : components) {
      bill.getAsJsonArray(ALL).add(component(line));
    }
    return JSON.toJson(bill) + "\n";
  }

  private static JsonObject component(String line) throws IOException {
    String[] columns = line.split(" ", -1);
    if (columns.length != COLUMNS) {
      throw new IOException("not TYPE NAME VERSION PURL: '" + line + "'");
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
