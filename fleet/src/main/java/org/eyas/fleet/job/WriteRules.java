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
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eyas.fleet.rule.FleetRules;
import org.eyas.fleet.rule.RefusedRulesException;
import org.jspecify.annotations.Nullable;

/**
 * The program that writes rule files to the topic of rules: {@code WriteRules OPTIONS... FILES... [--remove NAME...]},
 * with the options of the job. It first checks the files together with the files in the topic. A file replaces the file
 * with the same name. After a mistake, nothing is written and the exit code is 1.
 */
public final class WriteRules {
  private static final String REMOVE = "--remove";

  private WriteRules() {}

  public static void main(String[] arguments) throws Exception {
    System.setProperty("slf4j.internal.verbosity", "ERROR"); // nothing that people need is logged
    System.exit(run(List.of(arguments), System.out));
  }

  static int run(List<String> arguments, PrintStream out) throws InterruptedException {
    int files = 0;
    while (files < arguments.size() && arguments.get(files).startsWith("--") && !arguments.get(files).equals(REMOVE)) {
      files += 2;
    }
    files = Math.min(files, arguments.size());
    try {
      JobOptions options = JobOptions.parse(arguments.subList(0, files).toArray(String[]::new));
      SortedMap<String, @Nullable String> changes = read(arguments.subList(files, arguments.size()));
      check(changes, RulesTopicContent.read(options).contents());
      write(changes, options, out);
      return 0;
    } catch (RefusedRulesException | IllegalArgumentException | IllegalStateException | IOException e) {
      out.println(e.getMessage());
    } catch (KafkaException | ExecutionException e) {
      out.println("the topic of rules cannot be read and written: " + e);
    }
    return 1;
  }

  /** The new contents by the names of the files; null for those that are removed. */
  private static SortedMap<String, @Nullable String> read(List<String> files) throws IOException {
    SortedMap<String, @Nullable String> changes = new TreeMap<>();
    boolean remove = false;
    for (String file : files) {
      if (file.equals(REMOVE)) {
        remove = true;
        continue;
      }
      String name = remove ? file : name(Path.of(file));
      if (changes.containsKey(name)) {
        throw new IllegalArgumentException("'" + name + "' is named twice; the topic has one rule file for each name");
      }
      changes.put(name, remove ? null : Files.readString(Path.of(file)));
    }
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("name rule files after the options, or " + REMOVE + " and names of files in the topic");
    }
    return changes;
  }

  private static String name(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + " is not a file; name rule files after the options");
    }
    return String.valueOf(file.getFileName());
  }

  private static void check(SortedMap<String, @Nullable String> changes, SortedMap<String, String> all)
      throws RefusedRulesException {
    changes.forEach((name, content) -> {
      if (content != null) {
        all.put(name, content);
      } else if (all.remove(name) == null) {
        throw new IllegalArgumentException("the topic has no rule file '" + name + "'");
      }
    });
    FleetRules.load(all);
  }

  private static void write(SortedMap<String, @Nullable String> changes, JobOptions options, PrintStream out)
      throws ExecutionException, InterruptedException {
    Properties settings = new Properties();
    settings.putAll(options.client());
    settings.put("bootstrap.servers", options.servers());
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (String name : changes.keySet()) {
        String content = changes.get(name);
        producer.send(new ProducerRecord<>(options.rules(), name, content)).get();
        out.println(content == null ? "removed " + name
            : "wrote " + name + ", " + content.getBytes(StandardCharsets.UTF_8).length + " bytes");
      }
    }
  }
}
