package org.eyas.core.command;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.core.part.ServiceSnapshot;
import org.eyas.core.rule.RunPreparation;
import org.eyas.core.rule.RunningRules;
import org.eyas.core.source.RunStartLog;
import org.eyas.core.source.SourceRunner;
import org.eyas.engine.loop.GenerationPublisher;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Evaluates the rules on events until the source ends or the process is stopped: the default command. */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.run",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = RunCommand.Config.class)
public final class RunCommand implements Callable<Integer> {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas run")
  @interface Config {
    @AttributeDefinition(description = "print how often each rule matched, at the end")
    boolean statistics() default false;

    @AttributeDefinition(description = "the same, as eyas run -v requests it")
    boolean verbose() default false;
  }

  private final BundleContext context;
  private final RunPreparation start;
  private final RunningRules rules;
  private final SourceRunner sources;
  private final PrintStream out;
  private final boolean printsStatistics;

  @Activate
  public RunCommand(
      BundleContext context,
      @Reference RunPreparation start,
      @Reference RunningRules rules,
      @Reference SourceRunner sources,
      @Reference(target = LauncherServices.OUT) PrintStream out,
      Config config) {
    this.context = context;
    this.start = start;
    this.rules = rules;
    this.sources = sources;
    this.out = out;
    printsStatistics = config.statistics() || config.verbose();
  }

  @Override
  public Integer call() throws Exception {
    RunStartLog.plugins(PluginBundles.active(context));
    Collection<String> enabled = start.enabledSources();
    GenerationPublisher generations = startRules();
    RunStartLog.sources(start.loadedSources(), enabled);
    // Components that the first event does not need, such as the console, start after this.
    context.registerService(RunCommand.class, this, new Hashtable<>(Map.of(LauncherServices.ENGINE_RUNNING, true)));
    try {
      List<String> statistics = sources.run(generations, enabled);
      if (printsStatistics) {
        statistics.forEach(out::println);
      }
    } finally {
      rules.ignoreChanges();
    }
    return 0;
  }

  // A signal to end interrupts this thread. A failure after that is not a mistake in the rules.
  private GenerationPublisher startRules() throws Exception {
    try {
      return rules.start();
    } catch (Exception e) {
      if (Thread.currentThread().isInterrupted()) {
        throw (InterruptedException) new InterruptedException("stopped while rules were loaded").initCause(e);
      }
      throw e;
    }
  }
}
