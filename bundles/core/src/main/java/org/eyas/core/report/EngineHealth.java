package org.eyas.core.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eyas.api.alert.Priority;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.FaultCount;
import org.eyas.api.control.Health;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;
import org.eyas.api.control.SourceControl;
import org.eyas.api.launch.LauncherServices;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.part.BundleFaults;
import org.eyas.core.rule.RunningRules;
import org.eyas.core.source.RunningSourceRegistry;
import org.eyas.engine.alert.InternalAlert;
import org.eyas.engine.guard.FaultListener;
import org.eyas.engine.guard.ServiceOrigin;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The health of the engine: collects the problems of all parts. It also reacts to the faults of bundles: it raises an
 * alert and updates the rules.
 */
@Component(service = Health.class, immediate = true)
public final class EngineHealth implements Health, FaultListener {
  private static final String LAUNCHER = "launcher"; // not a bundle, but it starts them
  private static final String ALERT = "Eyas internal: bundle fault";

  private final BundleFaults faults;
  private final RunningRules rules;
  private final AlertOutputs outputs;
  private final RunningSourceRegistry running;
  private final OutputProblems outputProblems = new OutputProblems();
  private final SourceProblems sourceProblems = new SourceProblems();
  private final Supplier<Map<String, Instant>> process;
  private volatile @Nullable SourceControl sources;

  @Activate
  public EngineHealth(
      @Reference BundleFaults faults,
      @Reference RunningRules rules,
      @Reference AlertOutputs outputs,
      @Reference RunningSourceRegistry running,
      @Reference(target = LauncherServices.PROBLEMS,
          cardinality = ReferenceCardinality.OPTIONAL) @Nullable Supplier<Map<String, Instant>> process) {
    this.running = running;
    this.process = process == null ? Map::of : process; // another launcher may have none
    this.faults = faults;
    this.rules = rules;
    this.outputs = outputs;
    faults.book().listener(this);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindSources(SourceControl there) {
    sources = there;
  }

  void unbindSources(SourceControl leaver) {
    if (sources == leaver) {
      sources = null;
    }
  }

  @Deactivate
  void close() {
    faults.book().listener(FaultListener.NOBODY);
  }

  @Override
  public void changed() {
    rules.changed();
  }

  @Override
  public void problem(ServiceOrigin origin, String problem) {
    Map<String, @Nullable Object> fields = new TreeMap<>(Map.of("bundle", origin.bundle(), "service", origin.service()));
    Instant now = Instant.now();
    long nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    outputs.dispatcher().offer(InternalAlert.of(nanos, Priority.ERROR, ALERT, problem, new TreeMap<>(fields)));
  }

  @Override
  public List<FaultCount> faults() {
    return faults.book().counts();
  }

  @Override
  public void readmit(String bundle) throws RefusedException {
    if (!faults.book().readmit(bundle)) {
      throw new RefusedException("no service of bundle '" + bundle + "' is taken out");
    }
  }

  @Override
  public List<HealthProblem> problems() {
    List<HealthProblem> problems = new ArrayList<>(ofSources());
    process.get().forEach((problem, since) -> problems.add(new HealthProblem(Part.BUNDLE, LAUNCHER, problem, since)));
    problems.addAll(running.problems());
    problems.addAll(outputProblems.of(outputs.states()));
    problems.addAll(ofRules());
    problems.addAll(faults.problems());
    return problems;
  }

  private List<HealthProblem> ofSources() {
    SourceControl there = sources;
    return there == null ? List.of() : sourceProblems.of(there.sources());
  }

  private List<HealthProblem> ofRules() {
    Stream<HealthProblem> refused =
        Stream.of(rules.problem())
            .filter(why -> !why.isEmpty())
            .map(why -> new HealthProblem(Part.RULES, "documents", "the previous rules stay in use: " + why, rules.published()));
    Stream<HealthProblem> parked =
        rules.parkedByFaults().stream()
            .map(rule -> new HealthProblem(Part.RULES, rule.name(), rule.reason(), rules.published()));
    return Stream.concat(refused, parked).toList();
  }
}
