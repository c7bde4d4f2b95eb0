package org.eyas.core.osgi;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.eyas.api.rule.LoadReport;
import org.eyas.core.rules.LoadReportText;
import org.eyas.core.rules.LoadResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the process was started for, on its main thread; the answer is the exit code. */
@Component(service = Callable.class, property = "main.thread=true")
public final class MainCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(MainCommand.class);

  private final MainSettings settings;
  private final Assembly assembly;
  private final Replay replay;
  private final PrintStream out;

  @Activate
  public MainCommand(
      @Reference MainSettings settings,
      @Reference Assembly assembly,
      @Reference Replay replay,
      @Reference(target = "(stream=out)") PrintStream out) {
    this.settings = settings;
    this.assembly = assembly;
    this.replay = replay;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    if (!settings.error().isEmpty()) {
      throw new EngineException(settings.error());
    }
    return switch (settings.mode()) {
      case "validate" -> validate();
      case "describe" -> describe(load());
      default -> run();
    };
  }

  private int run() throws Exception {
    LoadResult loaded = load();
    if (loaded.rules().isEmpty() && loaded.parked().isEmpty()) {
      throw new EngineException(
          "no rules are loaded: name rule files or directories with -r, or under rules_files in the configuration");
    }
    List<String> statistics = replay.run(assembly.compile(loaded));
    statistics.forEach(out::println);
    return 0;
  }

  private LoadResult load() throws Exception {
    LoadResult loaded = assembly.load();
    // A missing plugin is why its fields are unknown: it is told first, as Falco does.
    if (!loaded.missingPlugin().isEmpty()) {
      throw new EngineException(loaded.missingPlugin());
    }
    for (LoadReport.Result result : loaded.report().results()) {
      if (!result.successful()) {
        throw new EngineException(LoadReportText.verbose(result));
      }
      if (!result.warnings().isEmpty()) {
        LOG.warn("{}", LoadReportText.verbose(result));
      }
    }
    return loaded;
  }

  private int validate() throws Exception {
    LoadResult loaded = assembly.validate();
    if (!loaded.missingPlugin().isEmpty()) {
      throw new EngineException(loaded.missingPlugin());
    }
    ValidationText text = ValidationText.of(loaded.report());
    text.warnings().forEach(LOG::warn);
    boolean described = settings.describe() && loaded.report().successful();
    if (settings.json()) {
      out.println(text.json(described ? Descriptions.json(loaded, settings.describedRule()) : null));
    } else {
      out.println(text.summary());
      if (described) {
        out.println();
        out.print(Descriptions.text(loaded, settings.describedRule()));
      }
    }
    if (!loaded.report().successful()) {
      throw new EngineException(text.summary());
    }
    return 0;
  }

  private int describe(LoadResult loaded) throws EngineException {
    if (settings.json()) {
      out.println(org.eyas.core.json.JsonText.of(Descriptions.json(loaded, settings.describedRule())));
    } else {
      out.print(Descriptions.text(loaded, settings.describedRule()));
    }
    return 0;
  }
}
