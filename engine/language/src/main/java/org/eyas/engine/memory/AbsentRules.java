package org.eyas.engine.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What rules with {@code first} know that are not there at the moment: they are parked or disabled, or their file is not loaded. It waits,
 * encoded, until a rule with the same name and definition returns, for 30 days at most. For the thread of one event loop.
 */
final class AbsentRules {
  private static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(30);

  /**
   * One of them.
   *
   * @param groups its groups, as {@link MemoryCodec#groups} encodes them
   * @param sinceMillis when it was there last, since the epoch
   */
  record Absent(byte[] groups, long sinceMillis) {}

  private final long limitBytes;
  private final LongSupplier clockMillis;
  private final SequencedMap<String, Absent> rules = new LinkedHashMap<>();
  private long bytes;

  /** @param limitBytes the bytes of all groups together; those of the rule that came first are forgotten for others */
  AbsentRules(long limitBytes, LongSupplier clockMillis) {
    this.limitBytes = limitBytes;
    this.clockMillis = clockMillis;
  }

  /** A rule goes. */
  void add(String id, byte[] groups) {
    add(id, new Absent(groups, clockMillis.getAsLong()));
  }

  void add(String id, Absent absent) {
    take(id);
    if (absent.groups().length > limitBytes) {
      return;
    }
    rules.put(id, absent);
    bytes += absent.groups().length;
    while (bytes > limitBytes) {
      take(rules.firstEntry().getKey());
    }
  }

  /** A rule goes: what it knows is kept if it can continue later. */
  void leaves(TrackedRule rule) {
    boolean kept = rule.tracker().outlivesAbsence() && rule.tracker().table().size() > 0;
    byte[] groups = kept ? MemoryCodec.groups(rule.tracker()) : null;
    if (groups != null) {
      add(rule.id(), groups);
    }
  }

  /** A rule that may have been absent continues with what it knew. */
  void returns(TrackedRule rule) {
    byte[] groups = take(rule.id());
    if (groups != null && rule.tracker().table().size() == 0) {
      try {
        MemoryCodec.read(groups, rule.tracker());
      } catch (IOException e) {
        rule.tracker().table().clear(); // what a damaged file kept for it
      }
    }
  }

  void addAll(AbsentRules others) {
    others.all().forEach(this::add);
  }

  /** A rule returned: its groups; null if they are not known. */
  byte @Nullable [] take(String id) {
    Absent taken = rules.remove(id);
    if (taken == null) {
      return null;
    }
    bytes -= taken.groups().length;
    return taken.groups();
  }

  /** Those that are not too old, by the names and definitions of their rules. */
  Map<String, Absent> all() {
    List<String> old = new ArrayList<>();
    long begin = clockMillis.getAsLong() - LONGEST_MILLIS;
    rules.forEach(
        (id, absent) -> {
          if (absent.sinceMillis() < begin) {
            old.add(id);
          }
        });
    old.forEach(this::take);
    return rules;
  }
}
