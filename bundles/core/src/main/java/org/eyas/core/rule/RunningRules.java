package org.eyas.core.rule;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.RuleDocument;
import org.eyas.core.part.EngineServices;
import org.eyas.core.part.EngineServicesListener;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.core.source.RunStartLog;
import org.eyas.engine.loop.GenerationPublisher;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.ParkedRule;
import org.eyas.engine.signal.ChangeSignal;
import org.eyas.engine.supervision.SourceChoice;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in use. They change while events flow: when a bundle comes or leaves, and by a {@link RuleReload}.
 *
 * <p>The thread {@code assemble} makes all changes. If loading fails, nothing changes.
 */
@Component(service = RunningRules.class)
public final class RunningRules implements EngineServicesListener {
  private static final Logger LOG = LoggerFactory.getLogger(RunningRules.class);
  private static final long LEAVE_MILLIS = 1_000;
  private static final long TREES_MILLIS = 1_000;

  /** A candidate for the next generation: its input, and the compiled rules. */
  record Prepared(GenerationInput ingredients, RuleGeneration generation) {}

  private final EngineServices parts;
  private final EngineSettings settings;
  private final GenerationBuilder assembly;
  private final RunPreparation startRules;
  private final GenerationPublisher assembler = new GenerationPublisher(() -> rebuild(false));
  private final DocumentWork documentWork;
  private final CountDownLatch started = new CountDownLatch(1);
  private final ChangeSignal inUse = new ChangeSignal();
  private final NextGenerationInput next;
  private volatile @Nullable GenerationInput running; // written by the thread assemble
  private volatile String problem = ""; // likewise

  @Activate
  public RunningRules(
      @Reference EngineServices parts,
      @Reference EngineSettings settings,
      @Reference GenerationBuilder assembly,
      @Reference RunPreparation startRules) {
    this.parts = parts;
    this.settings = settings;
    this.assembly = assembly;
    this.startRules = startRules;
    next = new NextGenerationInput(parts, settings);
    documentWork = new DocumentWork(assembly, assembler, settings);
    parts.listener(this);
    settings.listener(assembler::requestRebuild);
  }

  /**
   * The rules in use; empty before the start. May be called from any thread, like {@link #published} and {@link #documents}.
   */
  public Optional<RuleGeneration> generation() {
    return running == null ? Optional.empty() : Optional.of(assembler.get());
  }

  /** Waits until the rules in use fulfil a condition, but at most this long. */
  public void awaitRules(BooleanSupplier condition, long limitMillis) throws InterruptedException {
    inUse.await(condition, limitMillis);
  }

  /** Rules that are parked because a field in their condition was taken out. */
  public List<ParkedRule> parkedByFaults() {
    GenerationInput now = running;
    if (now == null) {
      return List.of();
    }
    Collection<String> reasons = now.parts().fieldsOut().values();
    return assembler.get().loaded().parked().stream().filter(rule -> reasons.contains(rule.reason())).toList();
  }

  /** The time at which the rules in use were published. */
  public Instant published() {
    return assembler.published();
  }

  /**
   * The reason why the newest rules are not in use; empty if they are in use or are being loaded. May be called from
   * any thread.
   */
  public String problem() {
    String now = problem;
    GenerationInput used = running;
    return now.isEmpty() && used != null ? used.parts().keptRules() : now;
  }

  /** The documents of the rules in use. */
  public List<RuleDocument> documents() {
    GenerationInput now = running;
    return now == null ? List.of() : now.documents();
  }

  /** The work on other documents than those of the rules in use. */
  public DocumentWork documentWork() {
    return documentWork;
  }

  /** Ignores further changes, because the run is over, and services leave only because the process ends. */
  public void ignoreChanges() {
    parts.listener(EngineServicesListener.NOBODY);
    settings.listener(() -> {});
  }

  @Deactivate
  public void close() {
    ignoreChanges();
    assembler.close();
    started.countDown();
  }

  /**
   * Loads the first generation. An error ends the start, as in Falco. Its rules are trees, and become generated classes after
   * the start.
   */
  public GenerationPublisher start() throws Exception {
    call(
        () -> {
          GenerationInput first = assembly.ingredients();
          RuleGeneration generation = LimitedWork.runAtStart(() -> startRules.load(first));
          RunStartLog.traced(generation.traced(), null, isLive());
          assembler.publish(generation);
          running = first;
          assembler.runLater(this::generate, TREES_MILLIS);
          return first;
        });
    started.countDown();
    return assembler;
  }

  /** Waits until the first rules are in use. */
  void awaitStart() throws InterruptedException {
    started.await();
  }

  /** The input for the rules in use; null before the start. */
  @Nullable
  GenerationInput ingredients() {
    return running;
  }

  /** The same rules with other input. */
  Prepared unchanged(GenerationInput next) {
    return new Prepared(next, assembler.get());
  }

  /** Loads and compiles a candidate. Called on the thread {@code assemble}. */
  Prepared prepare(GenerationInput next) throws EngineException {
    return prepare(next, false);
  }

  /** Publishes a candidate. Called on the thread {@code assemble}. */
  void publish(Prepared next) {
    publish(next, false);
  }

  private Prepared prepare(GenerationInput next, boolean atOnce) throws EngineException {
    try {
      return documentWork.limited(
          () -> {
            LoadResult loaded = LoadedRuleCheck.requireSound(assembly.load(next), assembly.warnings());
            RuleGeneration before = assembler.get();
            return new Prepared(
                next, atOnce ? assembly.trees(next, loaded, before) : assembly.compile(next, loaded, before));
          });
    } catch (EngineException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("rules could not be assembled", e);
    }
  }

  /** Sources, rules, fields, enrichers or settings have changed. */
  @Override
  public void changed() {
    assembler.requestRebuild();
  }

  @Override
  public void rulesLeft() {
    next.rulesLeft();
    assembler.requestRebuildIn(NextGenerationInput.RULES_BACK_MILLIS);
  }

  @Override
  public void serviceLeaving(Object service) {
    try {
      if (!documentWork.trials().stop(LEAVE_MILLIS)) {
        LOG.warn("{} was removed while a trial of rules may still call it", service.getClass().getName());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!assembler.isRunning()) {
      assembler.requestRebuild();
      return;
    }
    try {
      assembler.call(
          () -> {
            rebuild(true);
            return true;
          },
          LEAVE_MILLIS);
      if (!assembler.awaitUse(LEAVE_MILLIS)) {
        LOG.warn("{} was removed while the loop may still call it: the loop is busy with one batch", service);
      }
    } catch (TimeoutException e) {
      LOG.warn("{} was removed before the rules were assembled without it: the assembler is busy. The rules no longer call it",
          service);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.error("{} was removed, but the rules could not be assembled without it", service, e);
    }
  }

  /** @param atOnce whether a caller waits, so that the rules are not warmed up */
  private void rebuild(boolean atOnce) {
    GenerationInput before = running;
    if (before == null) {
      return;
    }
    problem = "";
    try {
      rebuild(before, next.after(before, this::rejected), atOnce);
    } catch (EngineException | IllegalArgumentException e) {
      rejected(Reason.of(e));
    } catch (RuntimeException e) {
      problem = "an internal error, which the log of the engine describes";
      LOG.error("The previous rules stay in use, due to an internal error", e);
    }
  }

  private void rejected(String why) {
    problem = why;
    LOG.error("The previous rules stay in use: {}", why);
  }

  private void rebuild(GenerationInput before, GenerationInput next, boolean atOnce) throws EngineException {
    if (!next.yieldsSameRulesAs(before)) {
      publish(prepare(next, atOnce), atOnce);
    } else if (!next.hasSameEnrichersAs(before)) {
      publish(new Prepared(next, assembler.get().with(next.parts().enrichers())), true);
    } else {
      running = next;
    }
  }

  private void publish(Prepared next, boolean atOnce) {
    RunStartLog.traced(next.generation().traced(), assembler.get().traced(), isLive());
    RuleChangesText.parked(assembler.get().loaded(), next.generation().loaded()).forEach(LOG::warn);
    startRules.warnOfSilence(next.generation().loaded());
    if (atOnce) {
      assembler.runLater(this::generate, TREES_MILLIS);
    } else {
      warmUp(next.generation());
    }
    assembler.publish(next.generation());
    running = next.ingredients();
    inUse.changed();
  }

  // Rules that had to be published at once are trees.
  private void generate() {
    RuleGeneration now = assembler.get();
    if (settings.rules().generated() && now.hasTrees()) {
      try {
        RuleGeneration classes = documentWork.limited(now::generated);
        warmUp(classes);
        assembler.replace(classes);
      } catch (EngineException e) {
        LOG.warn("Rules are not compiled to classes, so their evaluation stays slower: {}", Reason.of(e));
      } catch (CancellationException e) {
        LOG.debug("the engine ended before its rules became classes");
      } catch (Exception e) {
        LOG.error("Rules are not compiled to classes due to an internal error; their evaluation stays slower", e);
      }
    }
  }

  private void warmUp(RuleGeneration next) {
    try {
      assembler.warmUp(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the engine is shutting down
    }
  }

  /** Whether the engine watches its machine, and does not replay a capture. */
  public boolean isLive() {
    return !settings.engineKind().equals(SourceChoice.REPLAY);
  }

  /** Runs work on the thread {@code assemble} and waits for it. */
  <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
    try {
      return assembler.call(work);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
