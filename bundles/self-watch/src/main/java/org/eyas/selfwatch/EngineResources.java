package org.eyas.selfwatch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.eyas.selfwatch.CgroupFiles.Share;

/**
 * The resources that the kernel grants the engine at one moment: limits, scheduling of the threads, and cgroups.
 * Another process of root can change each of them. Immutable.
 *
 * @param limits by name: {@code setrlimit(2)}
 * @param oomScore the rank of the engine among the processes that the kernel ends if memory runs out:
 *     /proc/self/oom_score_adj
 * @param threads by number
 * @param permitted the processors that the cgroup of the engine has; read after the threads, see {@link ThreadScheduling#losesProcessors}
 * @param shares the limits of the cgroups above the engine, by their files
 */
record EngineResources(
    Map<String, ResourceLimit> limits, int oomScore, Map<String, ThreadScheduling> threads, BitSet permitted,
    Map<Path, Share> shares) {

  /** @param root the root of the file system; another one in tests */
  static EngineResources read(Path root, ProcFileReader texts) throws IOException {
    Path self = root.resolve("proc/self");
    Map<String, ThreadScheduling> threads = threads(self.resolve("task"), texts);
    CgroupFiles groups = CgroupFiles.of(root, self.resolve("cgroup"));
    return new EngineResources(
        ResourceLimit.parse(texts.read(self.resolve("limits"))),
        Integer.parseInt(texts.read(self.resolve("oom_score_adj"))),
        threads,
        groups.processors(),
        groups.shares());
  }

  private static Map<String, ThreadScheduling> threads(Path folder, ProcFileReader texts) throws IOException {
    Map<String, ThreadScheduling> threads = new HashMap<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(folder)) {
      for (Path task : tasks) {
        try {
          threads.put(task.getFileName().toString(), thread(task, texts));
        } catch (IOException e) {
          if (Files.exists(task)) { // otherwise the thread has ended
            throw e;
          }
        }
      }
    }
    return threads;
  }

  private static ThreadScheduling thread(Path task, ProcFileReader texts) throws IOException {
    return ThreadScheduling.parse(
        texts.read(task.resolve("stat")), texts.read(task.resolve("status")), texts.read(task.resolve("cgroup")));
  }

  /**
   * Describes the resources that are lost at a later moment, for example "soft limit of open files lowered from 20000
   * to 64". Gains are not described, because the engine and the JVM raise some of their limits and priorities
   * themselves.
   */
  List<String> lossesUntil(EngineResources later) {
    List<String> losses = new ArrayList<>();
    limits.forEach((name, limit) -> losses.addAll(limit.lossesUntil(name, later.limits.getOrDefault(name, limit))));
    if (later.oomScore > oomScore) {
      losses.add("oom_score_adj raised from " + oomScore + " to " + later.oomScore);
    }
    losses.addAll(threadLosses(later));
    new TreeMap<>(shares).forEach((file, share) -> {
      Share now = later.shares.getOrDefault(file, share);
      if (now.value() < share.value()) {
        losses.add(file + " lowered from " + share.text() + " to " + now.text());
      }
    });
    return losses;
  }

  // Most attacks change many threads in the same way: one text for all of them.
  private List<String> threadLosses(EngineResources later) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    threads.forEach((number, before) -> {
      ThreadScheduling now = later.threads.get(number);
      if (now != null && now.isSameThread(before)) {
        for (String loss : losses(before, now, later.permitted)) {
          names.computeIfAbsent(loss, key -> new ArrayList<>()).add(before.name());
        }
      }
    });
    return names.entrySet().stream().map(loss -> loss.getKey() + " for " + ofThreads(loss.getValue())).toList();
  }

  private static List<String> losses(ThreadScheduling before, ThreadScheduling now, BitSet permitted) {
    List<String> losses = new ArrayList<>();
    BiFunction<Object, Object, String> change = (from, to) -> " from " + from + " to " + to;
    if (now.nice() > before.nice()) {
      losses.add("nice value raised" + change.apply(before.nice(), now.nice()));
    }
    if (now.policy() != before.policy()) {
      losses.add("scheduling policy changed" + change.apply(before.policyName(), now.policyName()));
    }
    if (before.losesProcessors(now, permitted)) {
      losses.add("processors reduced" + change.apply(before.processors(), now.processors()));
    }
    if (!now.cgroups().equals(before.cgroups())) {
      losses.add("cgroup changed" + change.apply(before.cgroupsNotIn(now), now.cgroupsNotIn(before)));
    }
    return losses;
  }

  private static String ofThreads(List<String> names) {
    return names.size() == 1 ? "the thread " + names.getFirst() : names.size() + " threads";
  }
}
