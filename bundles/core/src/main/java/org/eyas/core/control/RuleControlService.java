package org.eyas.core.control;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.OpenSequences;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.control.RulesInUse;
import org.eyas.api.control.Trial;
import org.eyas.api.field.FieldClass;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleEngine;
import org.eyas.api.rule.RuleSetView;
import org.eyas.core.rule.DocumentWork;
import org.eyas.core.rule.RunningRules;
import org.eyas.core.source.RunningSourceRegistry;
import org.eyas.core.source.SourceObservers;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.journal.EventJournal;
import org.eyas.engine.journal.JournalSnapshot;
import org.eyas.engine.loop.RuleStatusList;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.eyas.engine.statistics.RuleTimeSampler.RuleTime;
import org.eyas.engine.trial.RuleTrial;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The service with operations on rules, for administrators and tools. */
@Component
public final class RuleControlService implements RuleControl, RuleEngine {
  private static final long LEAVE_MILLIS = 500;

  private final RunningRules running;
  private final RunningSourceRegistry sources;
  private final EventJournal journal;

  @Activate
  public RuleControlService(
      @Reference RunningRules running, @Reference RunningSourceRegistry sources, @Reference SourceObservers observers) {
    this.running = running;
    this.sources = sources;
    journal = observers.journal();
  }

  /** Ends running trials, because their events are handed over to another engine or dropped. */
  @Deactivate
  void leave() throws InterruptedException {
    running.documentWork().trials().stop(LEAVE_MILLIS);
  }

  @Override
  public List<RuleStatus> rules() {
    return running.generation().map(now -> RuleStatusList.of(now, times())).orElse(List.of());
  }

  private List<RuleTime> times() {
    return sources.read().stream().flatMap(source -> source.loop().rules().stream()).toList();
  }

  @Override
  public List<RuleDocument> documents() {
    return running.documents();
  }

  @Override
  public RulesInUse inUse() {
    return new RulesInUse(running.published(), running.problem());
  }

  @Override
  public RuleSetView active() {
    List<RuleStatus> rules = running.generation().map(now -> RuleStatusList.of(now, List.of())).orElse(List.of());
    return new RuleSetView(rules.stream().map(RuleStatus::rule).toList());
  }

  @Override
  public List<FieldClass> fields(String source) {
    return running.generation()
        .map(now -> now.loaded().catalogs().get(source))
        .map(FieldCatalog::classes)
        .orElse(List.of());
  }

  @Override
  public LoadReport validate(List<RuleDocument> documents) throws RefusedException {
    return running.documentWork().validate(documents);
  }

  @Override
  public Trial tryRules(List<RuleDocument> documents, String rule, int most) throws RefusedException {
    return running.documentWork().inTurn(() -> attemptNow(documents, rule, most));
  }

  @Override
  public OpenSequences openSequences(String rule, int limit) throws RefusedException {
    LoadedRule loaded = running.generation().stream().flatMap(now -> now.loaded().rules().stream())
        .filter(each -> each.enabled() && each.name().equals(rule)).findFirst()
        .orElseThrow(() -> new RefusedException("there is no enabled rule '" + rule + "'; eyas rules lists them"));
    if (!(loaded.statefulCondition() instanceof SequenceCondition)) {
      throw new RefusedException("rule '" + rule + "' has no sequence");
    }
    return sources.openSequences(loaded, limit).orElseThrow(
        () -> new RefusedException(
            "source '" + loaded.source() + "' of rule '" + rule + "' does not answer: it is busy or waits for input; try again"));
  }

  private Trial attemptNow(List<RuleDocument> documents, String rule, int most)
      throws RefusedException, InterruptedException {
    int moment = running.documentWork().trials().stopCount();
    TrialRules rules = TrialRules.of(running.documentWork().load(documents));
    try (JournalSnapshot events = journal.snapshot()) {
      if (events.isEmpty()) {
        String problem = journal.problem();
        throw new RefusedException(
            "the journal contains no events; " + (problem.isEmpty() ? "start recording and wait for events" : problem));
      }
      RuleTrial trial = rules.trial(events, rule);
      return running.documentWork().limited(() -> running.documentWork().trials().run(trial, moment, most));
    } catch (RefusedException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw DocumentWork.refused(e);
    }
  }
}
