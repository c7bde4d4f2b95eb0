import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds to the bill of materials that Maven wrote (CycloneDX, JSON) what a package contains besides libraries of Maven: the run-time of
 * Java and libraries of the system. It leaves out the components that another package contains. {@code bill.sh} starts it from this source, with the gson of the distribution; it is in no package.
 */
final class BillOfMaterials {
  private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final String ALL = "components";
  private static final String DEPENDENCIES = "dependencies";
  private static final String REFERENCE = "bom-ref";
  private static final int COLUMNS = 4;

  private BillOfMaterials() {}

  /**
   * @param args the bill to read, the one to write, and a file with a line "TYPE NAME VERSION PURL" for each component to add; then
   *     optionally "without" and names of artifacts that are left out with what only they need, or "only" and names of artifacts
   */
  public static void main(String[] args) {
    try {
      if (args.length < 3 || args.length > 3 && !List.of("without", "only").contains(args[3])) {
        throw new IOException("usage: BillOfMaterials.java BILL NEW-BILL COMPONENTS [without|only ARTIFACT...]");
      }
      JsonObject bill = parsed(Path.of(args[0]));
      if (args.length > 3) {
        choose(bill, args[3].equals("only"), Arrays.asList(args).subList(4, args.length));
      }
      List<String> components = Files.readAllLines(Path.of(args[2]));
      Files.writeString(Path.of(args[1]), with(components, bill));
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

  /** Removes the components that no chosen artifact needs, directly or through others. */
  private static void choose(JsonObject bill, boolean only, List<String> artifacts) throws IOException {
    Map<String, JsonArray> needs = new HashMap<>();
    for (JsonElement entry : bill.getAsJsonArray(DEPENDENCIES)) {
      JsonArray all = entry.getAsJsonObject().getAsJsonArray("dependsOn");
      needs.put(entry.getAsJsonObject().get("ref").getAsString(), all == null ? new JsonArray() : all);
    }
    Set<String> named = named(needs.keySet(), artifacts);
    String whole = bill.getAsJsonObject("metadata").getAsJsonObject("component").get(REFERENCE).getAsString();
    Set<String> chosen = only ? needed(needs, named, Set.of()) : needed(needs, Set.of(whole), named);
    bill.getAsJsonArray(ALL).asList()
        .removeIf(component -> !chosen.contains(component.getAsJsonObject().get(REFERENCE).getAsString()));
    bill.getAsJsonArray(DEPENDENCIES).asList().removeIf(entry -> !chosen.contains(entry.getAsJsonObject().get("ref").getAsString()));
    for (JsonElement entry : bill.getAsJsonArray(DEPENDENCIES)) {
      JsonArray all = entry.getAsJsonObject().getAsJsonArray("dependsOn");
      if (all != null) {
        all.asList().removeIf(reference -> !chosen.contains(reference.getAsString()));
      }
    }
  }

  private static Set<String> named(Set<String> references, List<String> artifacts) throws IOException {
    Set<String> named = new HashSet<>();
    for (String artifact : artifacts) {
      String reference =
          references.stream().filter(one -> one.contains("/" + artifact + "@")).findFirst()
              .orElseThrow(() -> new IOException("the bill has no component " + artifact));
      named.add(reference);
    }
    return named;
  }

  private static Set<String> needed(Map<String, JsonArray> needs, Set<String> from, Set<String> except) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      String reference = open.pop();
      if (!except.contains(reference) && found.add(reference)) {
        needs.getOrDefault(reference, new JsonArray()).forEach(next -> open.push(next.getAsString()));
      }
    }
    return found;
  }

  private static JsonObject component(String line) throws IOException {
    String[] columns = line.split(" ", -1);
    if (columns.length != COLUMNS) {
      throw new IOException("not TYPE NAME VERSION PURL: '" + line + "'");
    }
    JsonObject component = new JsonObject();
    component.addProperty("type", columns[0]);
    component.addProperty(REFERENCE, columns[3]);
    component.addProperty("name", columns[1]);
    component.addProperty("version", columns[2]);
    component.addProperty("purl", columns[3]);
    return component;
  }
}
