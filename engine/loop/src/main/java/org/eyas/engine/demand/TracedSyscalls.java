package org.eyas.engine.demand;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.api.event.EventType;
import org.eyas.api.source.CaptureRequest;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.SyscallSets;
import org.slf4j.event.Level;

/**
 * The names of the events that a live source must deliver: the events that rules need, and the events that keep the
 * state correct. The configuration can change this selection. The selection is the same as Falco's.
 */
public final class TracedSyscalls {
  private static final String GENERIC = "GENERIC_";

  /** A line of the log about the selection. */
  public record Line(Level level, String text) {}

  private final List<Line> lines = new ArrayList<>();
  private final SortedSet<String> traced = new TreeSet<>();
  private final SortedSet<String> silent = new TreeSet<>();

  private boolean wholeMessages;

  private TracedSyscalls() {}

  /** @param inRules names of the events that rules need */
  public static TracedSyscalls of(SortedSet<String> inRules, BaseSyscalls base) {
    TracedSyscalls choice = new TracedSyscalls();
    choice.choose(inRules, base);
    return choice;
  }

  /**
   * @param inRules names of the events that rules need
   * @param wholeMessages whether rules read messages of the domain name system
   */
  public static TracedSyscalls of(SortedSet<String> inRules, BaseSyscalls base, boolean wholeMessages) {
    TracedSyscalls choice = of(inRules, base);
    choice.wholeMessages = wholeMessages;
    return choice;
  }

  private void choose(SortedSet<String> inRules, BaseSyscalls base) {
    log(Level.DEBUG, "(", inRules, ") syscalls in rules: ");
    SortedSet<String> added = known(base.added(), "positive");
    log(Level.DEBUG, "+(", added, ") syscalls added (base_syscalls override): ");
    traced.addAll(inRules);
    traced.addAll(added.isEmpty() ? SyscallSets.state() : added);
    if (base.repair() && added.isEmpty()) {
      traced.clear();
      traced.addAll(SyscallSetRepair.of(inRules));
    }
    SortedSet<String> leftOut = known(base.leftOut(), "negative");
    log(Level.DEBUG, "-(", leftOut, ") syscalls removed (base_syscalls override): ");
    traced.removeAll(leftOut);
    if (added.isEmpty()) {
      log(Level.DEBUG, "+(", minus(traced, inRules), ") syscalls (Falco's state engine set of syscalls): ");
    }
    if (!base.all()) {
      leaveOutData();
    }
    if (base.repair() && !base.customSet().isEmpty()) {
      repair();
    }
    traced.add("procexit"); // without the ends of processes, the table would grow forever
    log(Level.DEBUG, "(", traced, ") syscalls selected in total (final set): ");
    silent.addAll(minus(inRules, traced));
  }

  private void leaveOutData() {
    SortedSet<String> data = new TreeSet<>(traced);
    data.retainAll(SyscallSets.ignored());
    traced.removeAll(data);
    log(Level.DEBUG, "-(", data, ") ignored syscalls (-> activate via `-A` flag): ");
  }

  private void repair() {
    SortedSet<String> repaired = SyscallSetRepair.of(traced);
    log(Level.INFO, "+(", minus(repaired, traced), ") repaired syscalls: ");
    traced.addAll(repaired);
  }

  private SortedSet<String> known(SortedSet<String> names, String sign) {
    SortedSet<String> unknown = minus(names, SyscallSets.traceable());
    if (!unknown.isEmpty()) {
      lines.add(
          new Line(
              Level.WARN,
              "Invalid (" + sign + ") syscall names: warning (base_syscalls override): " + joined(unknown)));
    }
    return minus(names, unknown);
  }

  private void log(Level level, String sign, SortedSet<String> names, String what) {
    if (!names.isEmpty()) {
      lines.add(new Line(level, sign + names.size() + what + joined(names)));
    }
  }

  private static SortedSet<String> minus(SortedSet<String> from, Collection<String> less) {
    SortedSet<String> rest = new TreeSet<>(from);
    rest.removeAll(less);
    return rest;
  }

  private static String joined(Collection<String> names) {
    return String.join(", ", names);
  }

  /** The lines to log about the selection. */
  public List<Line> lines() {
    return lines;
  }

  /** A warning if rules need events that are not traced; only relevant for live sources. */
  public Optional<String> silentRules() {
    if (silent.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Loaded rules match syscalls that are not activated (calls that transfer much data: use -A or base_syscalls.all; others:"
            + " use base_syscalls.custom_set): warning (unsupported-evttype): " + joined(silent));
  }

  public SortedSet<String> names() {
    return traced;
  }

  /** The request for a live source. */
  public CaptureRequest request(Map<String, String> options) {
    EventSchema schema = EventSchema.current();
    Set<Integer> codes = new TreeSet<>();
    Set<String> generic = new TreeSet<>();
    for (String name : traced) {
      List<EventType> types = schema.named(name);
      types.forEach(type -> codes.add(type.code()));
      if (types.isEmpty()) {
        generic.add(name);
        codes.add(schema.type(GENERIC + "E").code());
        codes.add(schema.type(GENERIC + "X").code());
      }
    }
    return new CaptureRequest(codes, generic, options).withWholeMessages(wholeMessages);
  }
}
