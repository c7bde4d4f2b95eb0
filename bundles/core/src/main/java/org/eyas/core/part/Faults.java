package org.eyas.core.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;
import org.eyas.api.metric.Metric;
import org.eyas.core.metric.FaultMetrics;
import org.eyas.engine.guard.CallTime;
import org.eyas.engine.guard.FaultBook;
import org.eyas.engine.guard.FaultPolicy;
import org.eyas.engine.guard.Guard;
import org.eyas.engine.guard.Hang;
import org.eyas.engine.guard.LeftThreads;
import org.eyas.engine.guard.Origin;
import org.eyas.engine.guard.ReportedProblems;
import org.eyas.engine.guard.Role;
import org.eyas.engine.guard.SpinningThreads;
import org.eyas.engine.guard.ThreadGrowth;
import org.eyas.engine.guard.Watchdog;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The component that guards the services of other bundles: it has their guards, the watchdog, and their faults. */
@Component(service = Faults.class, configurationPid = "org.eyas.faults")
@Designate(ocd = Faults.Config.class)
public final class Faults {
  /** The key eyas.faults of the configuration file. */
  @ObjectClassDefinition(name = "Eyas faults")
  @interface Config {
    double budget_ms() default 10;
    long budget_kb() default 1024;
    int limit() default 10;
    long window_s() default 60;
    String policy() default "count";
  }

  private final FaultBook book = new FaultBook(this::policy);
  private final Watchdog watchdog = new Watchdog(book);
  private final LeftThreads left = new LeftThreads();
  private final ReportedProblems reportedProblems = new ReportedProblems();
  private final ThreadGrowth growth;
  private final SpinningThreads spinning;
  private final @Nullable BundleThreads threads;
  private final @Nullable BundleContext context;
  private volatile FaultPolicy policy;

  @Activate
  public Faults(BundleContext context, Config config) {
    this.context = context;
    policy = policy(config);
    watchdog.start();
    ThreadOwners owners = new ThreadOwners(context);
    growth = new ThreadGrowth(book, owners);
    spinning = new SpinningThreads(book, owners::ofOthers);
    threads = new BundleThreads(context, left, growth, spinning);
  }

  @Modified
  void modified(Config changed) {
    policy = policy(changed);
  }

  /** For tests: without bundles and without a watchdog. */
  public static Faults outsideFramework() {
    return new Faults();
  }

  private Faults() {
    context = null;
    growth = new ThreadGrowth(book, (_, _) -> Optional.empty());
    spinning = new SpinningThreads(book, (_, _) -> Optional.empty());
    threads = null;
    policy = FaultPolicy.USUAL;
  }

  private static FaultPolicy policy(Config config) {
    return new FaultPolicy(
        (long) (config.budget_ms() * TimeUnit.MILLISECONDS.toNanos(1)),
        config.budget_kb() << 10,
        config.limit(),
        TimeUnit.SECONDS.toNanos(config.window_s()),
        config.policy().equals("disable"));
  }

  private FaultPolicy policy() {
    return policy;
  }

  public FaultBook book() {
    return book;
  }

  public ReportedProblems reportedProblems() {
    return reportedProblems;
  }

  /** The current problems of bundles. */
  public List<HealthProblem> problems() {
    List<HealthProblem> problems = new ArrayList<>();
    for (Hang hang : watchdog.hangs()) {
      problems.add(new HealthProblem(Part.BUNDLE, hang.origin().bundle(), hang.problem(), hang.since()));
    }
    problems.addAll(book.problems());
    problems.addAll(left.problems());
    problems.addAll(growth.problems());
    problems.addAll(spinning.problems());
    problems.addAll(reportedProblems.problems());
    return problems;
  }

  /** The faults of bundles, as metrics. */
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>(FaultMetrics.of(book.counts()));
    Map<String, Integer> leaked = new TreeMap<>(left.counts());
    growth.counts().forEach((bundle, count) -> leaked.merge(bundle, count, Integer::sum));
    metrics.addAll(FaultMetrics.ofThreads(leaked));
    for (CallTime time : book.callTimes()) {
      Origin of = time.origin();
      metrics.addAll(FaultMetrics.ofTimes(of.bundle(), of.service(), time.p999Nanos(), time.longestNanos()));
    }
    return metrics;
  }

  /** Creates a guard for a new service. */
  Guard guard(Role role, Object service, Map<String, Object> properties) {
    return book.guard(role, new Origin(bundle(service, properties), role.contract() + " " + service.getClass().getName()));
  }

  private String bundle(Object service, Map<String, Object> properties) {
    BundleContext known = context;
    Bundle bundle = known != null && properties.get("service.bundleid") instanceof Long id ? known.getBundle(id) : null;
    Bundle found = bundle == null ? FrameworkUtil.getBundle(service.getClass()) : bundle;
    return found == null || found.getSymbolicName() == null ? "unknown" : found.getSymbolicName();
  }

  @Deactivate
  void close() {
    watchdog.close();
    BundleThreads watched = threads;
    if (watched != null) {
      watched.close();
    }
  }
}
