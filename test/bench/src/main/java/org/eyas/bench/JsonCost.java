package org.eyas.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonPointer;
import org.eyas.json.JsonText;

/**
 * Prints what it costs to parse an audit event and to read 12 values of it: with the index of Eyas and with jackson-core, by
 * tokens alone and as a tree of maps. The argument is a file with one event per line.
 */
public final class JsonCost {
  private static final int ROUNDS = 8;
  private static final int REPETITIONS = 200;
  private static final List<String> VALUES =
      List.of(
          "/auditID", "/stage", "/verb", "/user/username", "/objectRef/resource", "/objectRef/namespace", "/objectRef/name",
          "/objectRef/subresource", "/responseStatus/code", "/requestURI", "/requestObject/metadata/name",
          "/annotations/authorization.k8s.io~1decision");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final JsonFactory jackson = new JsonFactory();
  private final JsonIndex index = new JsonIndex();
  private final JsonText text = new JsonText();
  private final List<JsonPointer> pointers = VALUES.stream().map(JsonPointer::of).toList();
  private long found;

  /** Parses one event and reads its values. */
  private interface Reader {
    void read(byte[] event) throws Exception;
  }

  private JsonCost() {}

  public static void main(String[] args) throws Exception {
    List<byte[]> events = events(Path.of(args[0]));
    System.out.printf("%d events of %.0f bytes on average%n", events.size(),
        events.stream().mapToInt(e -> e.length).average().orElse(0));
    JsonCost cost = new JsonCost();
    cost.print("index of Eyas, 12 values", events, cost::indexed);
    cost.print("jackson-core, tokens alone", events, cost::tokens);
    cost.print("jackson-core, tree of maps, 12 values", events, cost::tree);
  }

  /** The events from 2 to 9 KB. */
  static List<byte[]> events(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(line -> line.getBytes(StandardCharsets.UTF_8)).filter(e -> e.length >= 2_000 && e.length <= 9_000)
          .toList();
    }
  }

  private void print(String name, List<byte[]> events, Reader reader) throws Exception {
    double best = Double.MAX_VALUE;
    double bytes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long nanos = THREADS.getCurrentThreadCpuTime();
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < REPETITIONS; i++) {
        for (byte[] event : events) {
          reader.read(event);
        }
      }
      long count = (long) REPETITIONS * events.size();
      best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - nanos) / 1e3 / count);
      bytes = (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / count;
    }
    System.out.printf("%-40s %6.2f us %9.1f bytes allocated per event%n", name, best, bytes);
  }

  private void indexed(byte[] event) throws Exception {
    index.parse(event, 0, event.length);
    for (JsonPointer pointer : pointers) {
      int node = pointer.find(index);
      found += node == JsonIndex.NONE ? 0 : text.of(index, node).length();
    }
  }

  private void tokens(byte[] event) throws IOException {
    try (JsonParser parser = jackson.createParser(event)) {
      while (parser.nextToken() != null) {
        found++;
      }
    }
  }

  private void tree(byte[] event) throws IOException {
    try (JsonParser parser = jackson.createParser(event)) {
      parser.nextToken();
      Object root = JacksonTree.value(parser);
      VALUES.forEach(path -> found += JacksonTree.at(root, path) == null ? 0 : 1);
    }
  }
}
