package org.eyas.engine.mute;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eyas.api.alert.Alert;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.MuteChoice;
import org.eyas.api.control.MuteSum;
import org.eyas.api.control.MuteTrial;
import org.eyas.api.history.AlertGroup;
import org.eyas.api.history.PastAlert;
import org.eyas.engine.history.HistorySearch;
import org.eyas.engine.rules.OwnerChosenFields;
import org.eyas.engine.rules.RuleMute;

/**
 * Divides the alerts of one rule in the history into alerts that are similar to a given alert, and other alerts. Each
 * call reads the history, which may take a second. The results are not kept.
 */
public final class SimilarAlerts {
  /** The fields that identify a program. The first field that the alert has is used. */
  private static final List<String> PROGRAM = List.of("proc.exepath", "proc.name", "ka.user.name");

  /** The other fields that show that two alerts have the same cause. */
  private static final List<String> CAUSE =
      List.of("proc.pname", "container.image.repository", "fd.name", "fs.path.name", "ka.verb",
          "ka.target.resource");

  /** Further fields of this kind, the most general one first. All other fields follow after them. */
  private static final List<String> MORE =
      List.of(
          "proc.name", OwnerChosenFields.OWNER, "container.name", "k8s.ns.name", "user.name", "proc.aname[2]", "proc.args",
          "proc.cmdline",
          "ka.target.name");

  /** The fields that differ for each alert or each container, also as fields of a step. */
  private static final Set<String> NEVER =
      Set.of("evt.time", "evt.time.iso8601", "evt.datetime", "container.id", "evt.num", "container.start_ts");

  /**
   * The beginning of texts that stand for an unknown program, file or account. Such texts do not identify the cause.
   */
  private static final Pattern PLACEHOLDER = Pattern.compile("<(NA|UNKNOWN|unknown|NONE)>");

  private static final String UNCLEAR =
      "\uFFFD stands for bytes that cannot be shown, so other programs or files look the same";

  private static final int MOST_SHOWN = 5;
  private static final int MOST_FIELDS = 16;

  private final HistorySearch history;
  private final PastAlert given;
  private final AlertGroup.Key key;

  public SimilarAlerts(HistorySearch history, PastAlert given) {
    this.history = history;
    this.given = given;
    key = AlertGroup.of(given).key();
  }

  /**
   * The fields by which the alerts can be muted. The proposed fields identify the cause and, if possible, hide no other
   * alert.
   *
   * @throws RefusedException if the given alert has no field that identifies it
   */
  public MuteChoice choose() throws RefusedException {
    List<String> usable = usable();
    if (usable.isEmpty()) {
      throw new RefusedException("Alerts of rule '" + given.alert().rule() + "' cannot be muted: " + whyNothing());
    }
    Set<String> constant = constant(usable);
    Set<String> proposed = proposed(usable, constant);
    return new MuteChoice(
        given, usable.stream().map(name -> new MuteChoice.Field(name, value(name), proposed.contains(name))).toList());
  }

  private List<String> usable() {
    List<String> names = new ArrayList<>(PROGRAM);
    names.addAll(CAUSE);
    names.addAll(MORE);
    names.addAll(new TreeSet<>(given.alert().fields().keySet()));
    return names.stream()
        .distinct()
        .filter(
            name -> !differs(name) && isText(name) && MuteFile.canWrite(value(name)) && !isPlaceholder(value(name)))
        .limit(MOST_FIELDS)
        .toList();
  }

  // Of the numbers, only the owner of a container identifies the cause.
  private boolean isText(String name) {
    Object value = given.alert().fields().get(name);
    return value instanceof String || value != null && name.equals(OwnerChosenFields.OWNER);
  }

  private static boolean differs(String name) {
    return NEVER.stream().anyMatch(never -> name.equals(never) || name.endsWith("." + never));
  }

  private static boolean isPlaceholder(String text) {
    return PLACEHOLDER.matcher(text).lookingAt();
  }

  private String whyNothing() {
    boolean unknown =
        given.alert().fields().values().stream().anyMatch(value -> value instanceof String text && isPlaceholder(text));
    boolean unclear =
        given.alert().fields().values().stream().anyMatch(value -> value instanceof String text && !RuleMute.isExact(text));
    return unclear
        ? UNCLEAR + "; add a field with a plain text to the output of the rule, such as %proc.name"
        : unknown
            ? "all texts of this alert are unknown (<NA>); choose an alert of a known program"
            : "its output has no field with a text; add %proc.name to it";
  }

  private String value(String name) {
    return String.valueOf(given.alert().fields().get(name));
  }

  /** The fields that have one value in all similar alerts. */
  private Set<String> constant(List<String> usable) throws RefusedException {
    Set<String> constant = new HashSet<>(usable);
    history.visit(rule(), past -> {
      if (isAlike(past)) {
        constant.removeIf(name -> !value(name).equals(String.valueOf(past.alert().fields().get(name))));
      }
      return true;
    });
    return constant;
  }

  // Begins with the fields that identify the cause, and adds a field only if it spares other alerts.
  private Set<String> proposed(List<String> usable, Set<String> constant) throws RefusedException {
    Set<String> proposed = new TreeSet<>();
    program(constant).ifPresent(proposed::add);
    CAUSE.stream().filter(constant::contains).forEach(proposed::add);
    if (usable.contains(OwnerChosenFields.OWNER) && proposed.stream().anyMatch(OwnerChosenFields::isOwnerChosen)) {
      proposed.add(OwnerChosenFields.OWNER); // the image alone hides nothing of a user's container
    }
    List<Alert> wrongly = others(covering(values(proposed)));
    for (String name : usable) {
      boolean helps = constant.contains(name) && wrongly.removeIf(alert -> !value(name).equals(alert.fields().get(name)));
      if (helps) {
        proposed.add(name);
      }
    }
    return proposed;
  }

  // Many outputs have neither the name nor the file of the program, but all have the command line.
  private static Optional<String> program(Set<String> constant) {
    return Stream.concat(PROGRAM.stream(), Stream.of("proc.cmdline")).filter(constant::contains).findFirst();
  }

  private List<Alert> others(Predicate<Alert> covered) throws RefusedException {
    List<Alert> others = new ArrayList<>();
    history.visit(rule(), past -> {
      if (!isAlike(past) && covered.test(past.alert())) {
        others.add(past.alert());
      }
      return others.size() < 1_000;
    });
    return others;
  }

  /**
   * Counts the alerts that a mute with these values would have hidden.
   *
   * @param recorded the alerts of the rule for recent events
   * @param tests the tests that expect an alert which the mute hides
   */
  public MuteTrial attempt(Set<String> fields, List<PastAlert> recorded, List<String> tests) throws RefusedException {
    Predicate<Alert> covered = covering(values(fields));
    Counts counts = new Counts();
    boolean complete = history.visit(rule(), past -> {
      counts.add(past, isAlike(past), covered.test(past.alert()));
      return true;
    });
    long hiddenRecorded = recorded.stream().filter(past -> covered.test(past.alert())).count();
    return new MuteTrial(
        counts.alike, counts.hiddenAlike, counts.others, counts.hiddenOthers, counts.wrongly, recorded.size(), hiddenRecorded,
        complete, tests);
  }

  private static final class Counts {
    private final List<PastAlert> wrongly = new ArrayList<>();
    private long alike;
    private long hiddenAlike;
    private long others;
    private long hiddenOthers;

    void add(PastAlert past, boolean isAlike, boolean hidden) {
      if (isAlike) {
        alike++;
        hiddenAlike += hidden ? 1 : 0;
        return;
      }
      others++;
      hiddenOthers += hidden ? 1 : 0;
      if (hidden && wrongly.size() < MOST_SHOWN) {
        wrongly.add(past);
      }
    }
  }

  /**
   * The values of these fields in the given alert.
   *
   * @throws RefusedException if one of the fields cannot be used, or there are none
   */
  public SortedMap<String, String> values(Set<String> fields) throws RefusedException {
    Optional<String> unusable = fields.stream().filter(name -> !usable().contains(name)).findFirst();
    if (unusable.isPresent()) {
      String why = RuleMute.isExact(value(unusable.get())) ? "." : ": " + UNCLEAR + ".";
      throw new RefusedException("Alerts of rule '" + given.alert().rule() + "' cannot be muted by " + unusable.get() + why);
    }
    SortedMap<String, String> values = new TreeMap<>();
    fields.forEach(name -> values.put(name, value(name)));
    return values;
  }

  /** Whether an alert of the rule has all of these values. */
  public static Predicate<Alert> covering(SortedMap<String, String> values) {
    List<String> fields = List.copyOf(values.sequencedKeySet());
    List<String> wanted = List.copyOf(values.sequencedValues());
    return alert -> RuleMute.covers(alert, fields, wanted);
  }

  /** Counts the alerts that the proposed mutes of one rule would have hidden together. */
  public static MuteSum together(HistorySearch history, List<MuteChoice> choices) throws RefusedException {
    List<Predicate<Alert>> mutes =
        choices.stream().filter(choice -> !choice.proposed().isEmpty()).map(SimilarAlerts::proposal).toList();
    long[] counts = new long[2];
    boolean complete = history.visit(rule(choices.getFirst().alert()), past -> {
      counts[0] += mutes.stream().anyMatch(mute -> mute.test(past.alert())) ? 1 : 0;
      counts[1]++;
      return true;
    });
    return new MuteSum(counts[0], counts[1], complete);
  }

  private static Predicate<Alert> proposal(MuteChoice choice) {
    SortedMap<String, String> values = new TreeMap<>();
    choice.fields().stream().filter(MuteChoice.Field::proposed).forEach(field -> values.put(field.name(), field.value()));
    return covering(values);
  }

  private boolean isAlike(PastAlert past) {
    return AlertGroup.of(past).key().equals(key);
  }

  private String rule() {
    return rule(given);
  }

  private static String rule(PastAlert past) {
    return "rule:\"" + past.alert().rule().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
