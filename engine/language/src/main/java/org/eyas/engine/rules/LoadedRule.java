package org.eyas.engine.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.engine.check.Checked;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.format.AlertTemplate;
import org.eyas.engine.memory.RuleMemory;
import org.eyas.engine.memory.Step;
import org.eyas.engine.syntax.Expr;
import org.jspecify.annotations.Nullable;

/**
 * A rule that can be compiled. A rule whose condition, fields and output did not change since the last loading keeps its
 * {@code condition} object.
 *
 * @param written the content of the documents
 * @param disabledBy why the rule is not evaluated, for people; empty if it is
 * @param condition checked, with its macros and exceptions; for a rule that remembers, the condition for all events of its source
 *     that it needs
 * @param memory null for a rule that evaluates each event alone
 * @param alert the parts of its alerts: name, source, priority, tags, output
 * @param mutes hide some of its alerts; usually empty
 * @param capture whether events are recorded when it fires
 * @param captureMillis the duration of the recording; 0 for the configured time
 */
public record LoadedRule(
    RuleText written,
    String disabledBy,
    Checked condition,
    @Nullable RuleMemory memory,
    AlertTemplate alert,
    List<RuleMute> mutes,
    boolean capture,
    long captureMillis) {

  public LoadedRule {
    mutes = List.copyOf(mutes);
  }

  /** Whether it is evaluated, after priority and selections. */
  public boolean enabled() {
    return disabledBy.isEmpty();
  }

  /** The sources of its events, its own one first. */
  public Set<String> sources() {
    Set<String> sources = new LinkedHashSet<>(Set.of(source()));
    if (memory != null) {
      memory.steps().forEach(step -> sources.add(step.source()));
    }
    return sources;
  }

  /** Whether it is evaluated, on events of a source. */
  public boolean reads(String eventSource) {
    return enabled() && (source().equals(eventSource) || steps(eventSource).findAny().isPresent());
  }

  /** The condition for all events of a source that it needs. */
  public Checked condition(String eventSource) {
    return source().equals(eventSource) ? condition : Checked.anyOf(steps(eventSource).map(Step::condition).toList());
  }

  /** What {@link #condition(String)} was checked from: it holds for an event for which one of these holds. */
  public List<Expr> trees(String eventSource) {
    return source().equals(eventSource) ? List.of(written.tree()) : steps(eventSource).map(Step::tree).toList();
  }

  /** The fields without which it cannot fire. */
  public Set<FieldUse> needed() {
    return sources().stream().flatMap(each -> condition(each).fields().stream()).collect(Collectors.toSet());
  }

  private Stream<Step> steps(String eventSource) {
    return Stream.ofNullable(memory).flatMap(each -> each.steps().stream()).filter(step -> step.source().equals(eventSource));
  }

  /** Whether its events are of several sources. */
  public boolean isOfSeveralSources() {
    return memory != null && memory.isOfSeveralSources();
  }

  /** The fields that the output prints. */
  public List<FieldUse> printed() {
    return alert.message().fields();
  }

  /** The fields of earlier events that the output prints; empty for a rule that evaluates each event alone. */
  public List<FieldUse> kept() {
    return memory == null ? List.of() : memory.kept();
  }

  /** The same rule, enabled. */
  public LoadedRule enabledAnyway() {
    return new LoadedRule(written, "", condition, memory, alert, mutes, capture, captureMillis);
  }

  /** The same rule, with mutes. */
  LoadedRule mutedBy(List<RuleMute> others) {
    return new LoadedRule(written, disabledBy, condition, memory, alert, others, capture, captureMillis);
  }

  public String name() {
    return alert.rule();
  }

  public String source() {
    return alert.source();
  }

  /**
   * A rule as its documents define it, after redefinitions and changes.
   *
   * @param enabled the value in the documents, before priority and selections
   * @param output as written; {@code compiledOutput} includes the additions of {@code append_output}
   * @param exceptionFields the fields that exceptions with values use
   * @param tree the condition with its exceptions, lists and macros
   * @param place the place of its first definition
   */
  public record RuleText(
      String description,
      boolean enabled,
      String condition,
      String output,
      String compiledOutput,
      SortedSet<String> exceptionNames,
      SortedSet<String> exceptionFields,
      SortedSet<String> exceptionOperators,
      Expr tree,
      Location place) {}
}
