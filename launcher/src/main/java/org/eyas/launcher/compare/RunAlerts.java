package org.eyas.launcher.compare;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The alerts of one run, in memory.
 *
 * @param name the name of the run in the output
 * @param others the number of lines that are not JSON objects, such as the statistics at the end of a replay
 */
record RunAlerts(String name, List<JsonAlert> alerts, int others) {
  /** @throws IOException if the file cannot be read, or a line begins as JSON and is not; the message names the line */
  static RunAlerts read(String name, Path file, Collection<String> ignored) throws IOException {
    List<JsonAlert> alerts = new ArrayList<>();
    int others = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.startsWith("{")) {
          alerts.add(JsonAlert.of(parsed(line, file + ":" + number), ignored));
        } else if (!line.isBlank()) {
          others++;
        }
      }
    }
    return new RunAlerts(name, alerts, others);
  }

  private static JsonObject parsed(String line, String place) throws IOException {
    try {
      return JsonParser.parseString(line).getAsJsonObject();
    } catch (JsonParseException e) {
      throw new IOException(place + ": not an alert in JSON, the line may be incomplete: run with json_output=true", e);
    }
  }
}
