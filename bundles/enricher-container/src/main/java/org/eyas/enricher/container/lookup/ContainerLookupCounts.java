package org.eyas.enricher.container.lookup;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the look-ups and their results. Any thread may call it. */
public final class ContainerLookupCounts {
  private final LongAdder begun = new LongAdder();
  private final Map<String, LongAdder> described = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();

  /** Counts a look-up that began. */
  void begin() {
    begun.increment();
  }

  /** Counts a container that a source described: files, events, or a runtime. */
  public void described(String source) {
    described.computeIfAbsent(source, name -> new LongAdder()).increment();
  }

  /** Counts a failed look-up by its cause: the name of a source, or the reason why no source was asked. */
  public void failed(String cause) {
    failed.computeIfAbsent(cause, name -> new LongAdder()).increment();
  }

  public long allBegun() {
    return begun.sum();
  }

  public Map<String, Long> allDescribed() {
    return sums(described);
  }

  public Map<String, Long> allFailed() {
    return sums(failed);
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counters) {
    Map<String, Long> sums = new TreeMap<>();
    counters.forEach((name, counter) -> sums.put(name, counter.sum()));
    return sums;
  }
}
