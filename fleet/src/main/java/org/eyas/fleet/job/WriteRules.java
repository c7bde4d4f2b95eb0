package org.eyas.fleet.job;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eyas.fleet.rule.FleetRules;
import org.eyas.fleet.rule.RefusedRulesException;

/**
 * The program that writes rule files to the topic of rules: {@code WriteRules OPTIONS... FILES...}, with the options of the job. It
 * checks them first, together with the files that are there; a file with the same name is replaced. A mistake writes nothing, and the
 * exit code is 1.
 */
public final class WriteRules {
  private WriteRules() {}

  public static void main(String[] arguments) throws Exception {
    System.exit(run(List.of(arguments), System.out));
  }

  static int run(List<String> arguments, PrintStream out) throws Exception {
    int files = 0;
    while (files < arguments.size() && arguments.get(files).startsWith("--")) {
      files += 2;
    }
    files = Math.min(files, arguments.size());
    try {
      JobOptions options = JobOptions.parse(arguments.subList(0, files).toArray(String[]::new));
      SortedMap<String, String> contents = read(arguments.subList(files, arguments.size()));
      SortedMap<String, String> all = new TreeMap<>();
      RulesTopic.read(options).files().forEach(file -> all.put(file.name(), String.valueOf(file.content())));
      all.putAll(contents);
      FleetRules.load(all);
      write(contents, options, out);
      return 0;
    } catch (RefusedRulesException | IllegalArgumentException | IllegalStateException | IOException e) {
      out.println(e.getMessage());
      return 1;
    }
  }

  private static SortedMap<String, String> read(List<String> files) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    for (String file : files) {
      Path path = Path.of(file);
      if (!Files.isRegularFile(path)) {
        throw new IllegalArgumentException(file + " is not a file; name rule files after the options");
      }
      contents.put(String.valueOf(path.getFileName()), Files.readString(path));
    }
    return contents;
  }

  private static void write(SortedMap<String, String> contents, JobOptions options, PrintStream out) throws Exception {
    Properties settings = new Properties();
    settings.putAll(options.client());
    settings.put("bootstrap.servers", options.servers());
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (String name : contents.keySet()) {
        byte[] bytes = contents.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(options.rules(), name, contents.get(name))).get();
        out.println("wrote " + name + ", " + bytes.length + " bytes");
      }
    }
  }
}
