package org.eyas.console.page.engine;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.Health;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.OutputControl;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.rule.RuleSetView;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.EngineSamples;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.TimeRange;
import org.eyas.console.page.UserRequest;
import org.eyas.console.page.alert.AlertDigest;
import org.eyas.console.page.alert.AlertDigestView;
import org.eyas.console.page.configuration.BundleKeyFinder;

/** The start page: health, rates, sources and outputs. */
public final class OverviewPage implements ConsolePage {
  private record Model(
      boolean healthKnown,
      String sentence,
      AlertDigestView digest,
      List<ProblemRow> problems,
      boolean faults,
      List<OverviewTile> tiles,
      String points,
      boolean sourcesKnown,
      List<SourceRow> sources,
      boolean outputsKnown,
      List<OutputRow> outputs) {}

  private static final int MOST_ENTRIES = 100;

  private final ConsoleServices services;
  private final EngineSamples samples;
  private final PageTemplates templates;
  private final AlertDigest digest;

  public OverviewPage(ConsoleServices services, EngineSamples samples, PageTemplates templates) {
    digest = new AlertDigest(services, System::nanoTime);
    this.services = services;
    this.samples = samples;
    this.templates = templates;
  }

  @Override
  public PageReply get(UserRequest visit) {
    List<EngineSamples.Step> steps = samples.steps(System.nanoTime());
    Model model =
        new Model(
            services.health().isPresent(),
            sentence(steps),
            digest.digest(TimeRange.of(visit.request())),
            problems(),
            services.health().map(Health::faults).filter(faults -> !faults.isEmpty()).isPresent(),
            List.of(OverviewTile.events(steps), OverviewTile.lost(steps), OverviewTile.alerts(steps), rules()),
            points(steps),
            services.sourceControl().isPresent(),
            SourceRow.all(services, samples),
            services.outputControl().isPresent(),
            OutputRow.all(services));
    return templates.page("overview", "Overview", visit, model);
  }

  /** One sentence about the running sources and outputs; used if there is no problem. */
  private String sentence(List<EngineSamples.Step> steps) {
    double rate = steps.isEmpty() ? 0 : steps.getLast().eventsPerSecond();
    List<SourceStatus> sources = services.sourceControl().map(SourceControl::sources).orElse(List.of());
    String running =
        sources.stream()
            .filter(source -> source.state() == SourceStatus.State.RUNNING)
            .map(source -> source.source() + " (" + source.kind() + ")")
            .collect(Collectors.joining(", "));
    double lost = steps.stream().mapToDouble(step -> step.lostPerSecond() * EngineSamples.SECONDS).sum();
    long outputs = services.outputControl().map(OutputControl::outputs).orElse(List.of()).stream()
        .filter(output -> output.channel().up()).count();
    return (running.isEmpty() ? "No source delivers events now" : FigureFormat.rough(rate) + " events per second from " + running)
        + (lost < 1 ? ", none lost in the last half hour"
            : ", " + FigureFormat.count(Math.round(lost)) + " lost in the last half hour: "
                + "see the sources below")
        + "; " + outputs + (outputs == 1 ? " output works." : " outputs work.");
  }

  private List<ProblemRow> problems() {
    List<HealthProblem> problems = services.health().map(Health::problems).orElse(List.of());
    if (problems.isEmpty()) {
      return List.of();
    }
    List<AuditEntry> entries = services.audit().map(log -> log.recent(MOST_ENTRIES)).orElse(List.of());
    ProblemCauses causes = new ProblemCauses(BundleKeyFinder.all(services));
    return problems.stream().map(problem -> ProblemRow.of(problem, entries, causes)).toList();
  }

  private OverviewTile rules() {
    Map<RuleSetView.State, Long> counts = new EnumMap<>(RuleSetView.State.class);
    services.rules().map(RuleControl::rules).orElse(List.of())
        .forEach(rule -> counts.merge(rule.rule().state(), 1L, Long::sum));
    return OverviewTile.rules(
        services.rules().isPresent(),
        counts.getOrDefault(RuleSetView.State.ENABLED, 0L),
        counts.getOrDefault(RuleSetView.State.DISABLED, 0L),
        counts.getOrDefault(RuleSetView.State.PARKED, 0L));
  }

  // [[seconds ago, events a second, alerts, lost events a second], ...] for chart.js
  private static String points(List<EngineSamples.Step> steps) {
    StringBuilder json = new StringBuilder("[");
    for (EngineSamples.Step step : steps) {
      json.append(json.length() > 1 ? "," : "")
          .append(String.format(Locale.ROOT, "[%.0f,%.1f,%d,%.1f]", step.secondsAgo(), step.eventsPerSecond(), step.alerts(),
              step.lostPerSecond()));
    }
    return json.append("]").toString();
  }
}
