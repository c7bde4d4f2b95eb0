package org.eyas.core.rule;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.loop.GenerationPublisher;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.trial.TrialRunner;
import org.jspecify.annotations.Nullable;

/**
 * The work on other documents than those of the rules in use: checks, loads and trials that a person requests. It uses the current
 * fields and sources, and stays within the limits of time and memory. Documents are loaded on the thread {@code assemble}; all
 * other work runs on the caller's thread. May be called from any thread.
 */
public final class DocumentWork {
  private final GenerationBuilder assembly;
  private final GenerationPublisher assembler;
  private final EngineSettings settings;
  private final TrialRunner trials = new TrialRunner();
  private final RuleWorkQueue turns = new RuleWorkQueue();

  DocumentWork(GenerationBuilder assembly, GenerationPublisher assembler, EngineSettings settings) {
    this.assembly = assembly;
    this.assembler = assembler;
    this.settings = settings;
  }

  /** Checks other documents with the current fields and sources. */
  public LoadReport validate(List<RuleDocument> documents) throws RefusedException {
    return inTurn(() -> called(() -> LoadReportHints.of(assembly.validate(documents))));
  }

  /** Runs work that takes much time and memory, while no other such work runs. */
  public <T> T inTurn(RuleWorkQueue.Work<T> work) throws RefusedException {
    try {
      return turns.runAlone(work);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("interrupted while rules were checked");
    }
  }

  /** Loads other documents with the current services, while the rules in use run. Call within {@link #inTurn}. */
  public Loaded load(List<RuleDocument> documents) throws RefusedException, InterruptedException {
    return called(
        () -> {
          GenerationInput from = assembly.with(documents);
          return new Loaded(from, assembly.load(from));
        });
  }

  /** Loaded documents, and the input from which they were loaded. */
  public record Loaded(GenerationInput from, LoadResult result) {}

  /** The trials of rules, which run on the caller's thread. */
  public TrialRunner trials() {
    return trials;
  }

  private <T> T called(Callable<T> work) throws RefusedException, InterruptedException {
    try {
      return assembler.callWhileWanted(() -> limited(work));
    } catch (ExecutionException e) {
      throw refused(e.getCause());
    }
  }

  /** Runs work on rules within the limits of time and memory, on this thread. */
  public <T> T limited(Callable<T> work) throws Exception {
    return LimitedWork.run(settings.rules().longestWork(), work);
  }

  /** Converts a failure of {@link #limited} to an exception for the caller. */
  public static RefusedException refused(@Nullable Throwable cause) {
    return switch (cause) {
      case EngineException e -> new RefusedException(Reason.of(e));
      case RefusedException e -> e;
      case CancellationException _ -> new RefusedException("interrupted while rules were checked");
      case null, default -> throw new IllegalStateException("rules could not be checked", cause);
    };
  }
}
