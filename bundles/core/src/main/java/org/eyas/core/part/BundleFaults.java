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
import org.eyas.engine.guard.BundleProblems;
import org.eyas.engine.guard.CallTimeSummary;
import org.eyas.engine.guard.FaultPolicy;
import org.eyas.engine.guard.FaultRegistry;
import org.eyas.engine.guard.HangingCall;
import org.eyas.engine.guard.LeakedThreads;
import org.eyas.engine.guard.ServiceGuard;
import org.eyas.engine.guard.ServiceOrigin;
import org.eyas.engine.guard.ServiceRole;
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
@Component(service = BundleFaults.class, configurationPid = "org.eyas.faults")
@Designate(ocd = BundleFaults.Config.class)
public final class BundleFaults {
  /** The key eyas.faults of the configuration file. */
  @ObjectClassDefinition(name = "Eyas faults")
  @interface Config {
    double budget_ms() default 10;
    long budget_kb() default 1024;
    int limit() default 10;
    long window_s() default 60;
    String policy() default "count";
  }

  private final FaultRegistry book = new FaultRegistry(this::policy);
  private final Watchdog watchdog = new Watchdog(book);
  private final LeakedThreads left = new LeakedThreads();
  private final BundleProblems reportedProblems = new BundleProblems();
  private final ThreadGrowth growth;
  private final SpinningThreads spinning;
  private final @Nullable BundleThreadWatch threads;
  private final @Nullable BundleContext context;
  private volatile FaultPolicy policy;

  @Activate
  public BundleFaults(BundleContext context, Config config) {
    this.context = context;
    policy = policy(config);
    watchdog.start();
    ThreadBundleFinder owners = new ThreadBundleFinder(context);
    growth = new ThreadGrowth(book, owners);
    spinning = new SpinningThreads(book, owners::ofOthers);
    threads = new BundleThreadWatch(context, left, growth, spinning);
  }

  @Modified
  void modified(Config changed) {
    policy = policy(changed);
  }

  /** Makes an object for tests, without bundles and without a watchdog. */
  public static BundleFaults outsideFramework() {
    return new BundleFaults();
  }

  private BundleFaults() {
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

  public FaultRegistry book() {
    return book;
  }

  public BundleProblems reportedProblems() {
    return reportedProblems;
  }

  /** The current problems of bundles. */
  public List<HealthProblem> problems() {
    List<HealthProblem> problems = new ArrayList<>();
    for (HangingCall hang : watchdog.hangs()) {
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
    for (CallTimeSummary time : book.callTimes()) {
      ServiceOrigin of = time.origin();
      metrics.addAll(FaultMetrics.ofTimes(of.bundle(), of.service(), time.p999Nanos(), time.longestNanos()));
    }
    return metrics;
  }

  /** Creates a guard for a new service. */
  ServiceGuard guard(ServiceRole role, Object service, Map<String, Object> properties) {
    return book.guard(role, new ServiceOrigin(bundle(service, properties), role.contract() + " " + service.getClass().getName()));
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
    BundleThreadWatch watched = threads;
    if (watched != null) {
      watched.close();
    }
  }
}
