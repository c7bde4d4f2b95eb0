package org.eyas.engine.incident;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.api.incident.IncidentStep;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.SignalWeight;
import org.jspecify.annotations.Nullable;

/**
 * Reads a step from an alert or a signal and its event. Without signals among the rules there are no steps: rules that were written for
 * Falco raise the alerts of Falco, and no others. Used by one loop's thread.
 */
final class IncidentStepReader {
  /** The tag that keeps a rule out of incidents. */
  static final String NO_STEP = "eyas_no_incident";

  /** How the key of a container begins. */
  static final String CONTAINER = "container ";

  private static final int LONGEST_TEXT = 300;
  private static final Pattern TECHNIQUE = Pattern.compile("T\\d{4}(\\.\\d{3})?");

  private @Nullable LoadResult known;
  private boolean hasSignals;
  private FieldReader.@Nullable OfBytes session;
  private LeftFileReader leaves = new LeftFileReader(null);

  /**
   * The step; empty if no rule is a signal, its rule is kept out of incidents, or nothing is known of the process.
   *
   * @param left the files that incidents left behind
   */
  Optional<JoinableStep> read(LoadResult loaded, LoadedRule rule, Event event, Alert alert, LeftFiles left) {
    ProcessInfo process = event.process();
    learn(loaded, rule);
    if (!hasSignals || !process.known() || alert.tags().contains(NO_STEP)) {
      return Optional.empty();
    }
    SignalWeight signal = SignalWeight.of(alert.tags());
    SignalWeight weight = signal == null ? weightOf(alert.priority()) : signal;
    AttackTactic tactic = AttackTactic.of(alert.tags());
    IncidentStep shown =
        new IncidentStep(
            alert.timestampNanos(), alert.rule(), weight.points(), signal != null, tactic == null ? "" : tactic.label(),
            techniques(alert.tags()), process.pid(), shortened(process.program().exepath().toString()),
            shortened(process.program().cmdline().toString()), shortened(object(event, process)), shortened(alert.message()));
    boolean isCritical = signal == null && alert.priority().compareTo(Priority.CRITICAL) <= 0;
    return Optional.of(
        new JoinableStep(shown, event.sequence(), isCritical, tactic, joins(event, process, left), leaves.keys(event, process)));
  }

  // The watched programs choose these texts, so their length must not decide how much memory a step takes.
  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
  }

  private void learn(LoadResult loaded, LoadedRule rule) {
    if (loaded != known) {
      known = loaded;
      hasSignals = loaded.rules().stream().anyMatch(each -> each.enabled() && each.isSignal());
      FieldCatalog catalog = loaded.catalogs().get(rule.source());
      FieldReader reader = catalog == null ? null : catalog.find("session.id", null).map(FieldUse::reader).orElse(null);
      session = reader instanceof FieldReader.OfBytes texts ? texts : null;
      leaves = new LeftFileReader(catalog);
    }
  }

  /** The weight of an alert, whose rule has a priority instead. */
  static SignalWeight weightOf(Priority priority) {
    return switch (priority) {
      case EMERGENCY, ALERT, CRITICAL, ERROR -> SignalWeight.SIXTY;
      case WARNING -> SignalWeight.THIRTY;
      case NOTICE -> SignalWeight.FIFTEEN;
      case INFORMATIONAL -> SignalWeight.FIVE;
      case DEBUG -> SignalWeight.ONE;
    };
  }

  private static SortedSet<String> techniques(SortedSet<String> tags) {
    SortedSet<String> techniques = new TreeSet<>();
    for (String tag : tags) {
      if (TECHNIQUE.matcher(tag).matches()) {
        techniques.add(tag);
      }
    }
    return Collections.unmodifiableSortedSet(techniques);
  }

  private static String object(Event event, ProcessInfo process) {
    Bytes name = event.fd().known() ? event.fd().name() : Text.ABSENT;
    return name.isPresent() && name.length() > 0 ? name.toString() : process.program().exepath().toString();
  }

  private List<String> joins(Event event, ProcessInfo process, LeftFiles left) {
    List<String> joins = new ArrayList<>(4);
    if (process.attachment(ServiceTree.KEY) instanceof ServiceTree root && root != ServiceTree.OF_MACHINE) {
      joins.add(root.key());
      addRun(process, root, left, joins);
    }
    if (process.attachment(ContainerDescription.KEY) instanceof ContainerDescription container && container.id().length() > 0) {
      joins.add(CONTAINER + container.id());
    }
    Bytes id = session == null ? Text.ABSENT : session.read(event);
    if (id.isPresent() && id.length() > 0) {
      joins.add("session " + id);
    }
    return joins;
  }

  // What the process runs, and the unit to which it belongs, if an incident left them behind.
  private static void addRun(ProcessInfo process, ServiceTree root, LeftFiles left, List<String> joins) {
    if (process.attachment(RunFile.KEY) instanceof RunFile run && root.equals(run.tree())) {
      joins.add(run.file());
    }
    String unit = LeftFiles.unitKey(process, root.unit().toString());
    if (left.contains(unit)) {
      joins.add(unit);
    }
  }
}
