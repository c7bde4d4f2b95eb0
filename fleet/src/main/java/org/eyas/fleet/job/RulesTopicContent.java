package org.eyas.fleet.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The content of the topic of rules when the job is submitted. The job begins with these files and then reads the
 * following records of the topic, so that no alert is evaluated before the rules are known.
 *
 * @param files the newest version of each file, including removed files
 * @param next the offset at which reading of each partition continues
 */
record RulesTopicContent(List<RuleFile> files, Map<TopicPartition, Long> next) {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long LONGEST_READ_NANOS = TimeUnit.MINUTES.toNanos(2);

  RulesTopicContent {
    files = List.copyOf(files);
    next = Map.copyOf(next);
  }

  /** The contents of the files by their names, without removed files. */
  SortedMap<String, String> contents() {
    SortedMap<String, String> contents = new TreeMap<>();
    for (RuleFile file : files) {
      String content = file.content();
      if (content != null) {
        contents.put(file.name(), content);
      }
    }
    return contents;
  }

  /** @throws IllegalStateException with a line for people, if the topic cannot be read */
  static RulesTopicContent read(JobOptions options) {
    Properties settings = new Properties();
    settings.putAll(options.client());
    settings.put("bootstrap.servers", options.servers());
    settings.put("isolation.level", "read_committed");
    settings.put("allow.auto.create.topics", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<PartitionInfo> partitions = consumer.partitionsFor(options.rules());
      if (partitions == null || partitions.isEmpty()) {
        throw new IllegalStateException(
            "topic '" + options.rules()
                + "' does not exist; create it with cleanup.policy=compact, or name another one with --rules");
      }
      List<TopicPartition> all = partitions.stream().map(each -> new TopicPartition(each.topic(), each.partition())).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      return read(consumer, consumer.endOffsets(all), options.rules());
    } catch (KafkaException e) {
      throw new IllegalStateException(
          "topic '" + options.rules() + "' cannot be read from " + options.servers()
              + "; look at --bootstrap-servers and --properties: "
              + cause(e),
          e);
    }
  }

  private static String cause(Throwable failed) {
    Throwable cause = failed.getCause();
    return cause == null ? String.valueOf(failed.getMessage()) : cause(cause);
  }

  private static RulesTopicContent read(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, String topic) {
    Map<String, RuleFile> files = new LinkedHashMap<>();
    long begin = System.nanoTime();
    while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(record -> {
        RuleFile file = RuleFileDeserializer.read(record);
        files.put(file.name(), file);
      });
      if (System.nanoTime() - begin > LONGEST_READ_NANOS) {
        throw new IllegalStateException("topic '" + topic + "' cannot be read to its end within 2 minutes; look at the brokers");
      }
    }
    Map<TopicPartition, Long> next = new HashMap<>();
    ends.keySet().forEach(partition -> next.put(partition, consumer.position(partition)));
    return new RulesTopicContent(List.copyOf(files.values()), next);
  }
}
