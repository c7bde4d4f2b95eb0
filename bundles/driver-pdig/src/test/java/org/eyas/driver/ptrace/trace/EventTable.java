package org.eyas.driver.ptrace.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of events and of their parameters, from the engine's table.
 *
 * @param names the name of each event by its code
 * @param parameters the names of its parameters
 */
record EventTable(Map<Integer, String> names, Map<Integer, List<String>> parameters) {
  private static final Path FILE = Path.of("../../engine/event/src/main/resources/org/eyas/engine/schema/events.tsv");

  static EventTable read() {
    Map<Integer, String> names = new HashMap<>();
    Map<Integer, List<String>> parameters = new HashMap<>();
    try {
      List<String> lines = Files.readAllLines(FILE);
      List<String> columns = List.of(lines.getFirst().split("\t", -1));
      int column = columns.indexOf(columns.stream().filter(name -> name.startsWith("params")).findFirst().orElseThrow());
      for (String line : lines.subList(1, lines.size())) {
        String[] row = line.split("\t", -1);
        int code = Integer.parseInt(row[0]);
        names.put(code, row[1]);
        parameters.put(code, Arrays.stream(row[column].split(" ")).map(word -> word.split(":")[0]).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EventTable(names, parameters);
  }

  String name(int code) {
    return names.getOrDefault(code, "event " + code);
  }

  String parameter(int code, int index) {
    return parameters.get(code).get(index);
  }
}
