package org.eyas.console.page.engine;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.api.control.HealthProblem;

/** Decides which changes can be the cause of a problem: those of the same source, output, rules or bundle. */
final class ProblemCauses {
  private static final String OWN = "org.eyas.";
  private static final String SYSCALL = "syscall";
  private static final String COMPONENTS = "eyas.components[";

  private final List<ConfigurationKey> keys;

  /** @param keys all keys of the configuration, with the components that get their values */
  ProblemCauses(List<ConfigurationKey> keys) {
    this.keys = keys;
  }

  /** The entries of an attempt, a login, a test or a mere record cause nothing. */
  boolean canCause(AuditEntry change, HealthProblem problem) {
    String detail = change.detail();
    return switch (change.what()) {
      case "switch driver" -> problem.part() == HealthProblem.Part.SOURCE && problem.name().equals(SYSCALL);
      case "start bundle", "stop bundle", "install bundle", "remove bundle" ->
        concerns(detail.substring(detail.lastIndexOf('/') + 1), problem);
      case "call bundle again", "readmit bundle" -> problem.part() == HealthProblem.Part.BUNDLE && problem.name().equals(detail);
      case "reopen output" -> problem.part() == HealthProblem.Part.OUTPUT && problem.name().equals(detail);
      case "save rules", "mute alerts", "end mute", "enable rule", "disable rule" ->
        problem.part() == HealthProblem.Part.RULES;
      case "set configuration key" -> isOfKey(detail.split("=", 2)[0], problem);
      case "save configuration" -> isOfKeys(detail, problem);
      case "reload" -> true; // any key may have changed
      default -> false;
    };
  }

  // "FILE: KEY, KEY" if a form was saved; otherwise the text of the file was, in which any key may have changed.
  private boolean isOfKeys(String detail, HealthProblem problem) {
    int names = detail.lastIndexOf(": ");
    return names < 0 || Stream.of(detail.substring(names + 2).split(", ")).anyMatch(name -> isOfKey(name, problem));
  }

  private boolean isOfKey(String name, HealthProblem problem) {
    if (name.startsWith(COMPONENTS)) {
      return true; // a setting of somebody else's component, which may do anything
    }
    String key = name.replaceAll("\\[\\d+]", "[]");
    return keys.stream()
        .filter(known -> known.name().equals(key))
        .anyMatch(known -> known.pids().stream().anyMatch(pid -> concerns(pid, problem)));
  }

  /** @param id the name or the file name of a bundle, or the PID of a component, which begins with the name of its bundle */
  private static boolean concerns(String id, HealthProblem problem) {
    String name = problem.name();
    return switch (problem.part()) {
      case SOURCE -> concernsSource(id, name) || !id.startsWith(OWN);
      case OUTPUT -> id.startsWith(OWN + "output." + name.split("-", 2)[0]) || !id.startsWith(OWN); // one of several: http-NAME
      case RULES -> Stream.of("rules", "fields.", "enricher.", "plugin.").anyMatch(kind -> id.startsWith(OWN + kind))
          || !id.startsWith(OWN);
      case BUNDLE -> id.startsWith(name);
    };
  }

  // Drivers and captures deliver system calls; org.eyas.source.k8saudit delivers k8s_audit.
  private static boolean concernsSource(String id, String source) {
    return source.equals(SYSCALL)
        ? Stream.of("driver.", "engine", "source.scap").anyMatch(kind -> id.startsWith(OWN + kind))
        : Stream.of("source.", "plugin.", "").anyMatch(kind -> id.startsWith(OWN + kind + source.replace("_", "")));
  }
}
