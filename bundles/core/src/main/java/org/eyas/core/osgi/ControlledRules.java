package org.eyas.core.osgi;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.control.Trial;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleEngine;
import org.eyas.api.rule.RuleSetView;
import org.eyas.core.engine.RuleStates;
import org.eyas.core.engine.RuleTimes.RuleTime;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rules for an administrator, and for tools. */
@Component
public final class ControlledRules implements RuleControl, RuleEngine {
  private final RunningRules running;
  private final RunningSources sources;

  @Activate
  public ControlledRules(@Reference RunningRules running, @Reference RunningSources sources) {
    this.running = running;
    this.sources = sources;
  }

  @Override
  public List<RuleStatus> rules() {
    return running.generation().map(now -> RuleStates.of(now, times())).orElse(List.of());
  }

  private List<RuleTime> times() {
    return sources.read().stream().flatMap(source -> source.loop().rules().stream()).toList();
  }

  @Override
  public List<RuleDocument> documents() {
    return running.documents();
  }

  @Override
  public RuleSetView active() {
    List<RuleStatus> rules = running.generation().map(now -> RuleStates.of(now, List.of())).orElse(List.of());
    return new RuleSetView(rules.stream().map(RuleStatus::rule).toList());
  }

  @Override
  public LoadReport validate(List<RuleDocument> documents) {
    return running.validate(documents);
  }

  @Override
  public Trial attempt(List<RuleDocument> documents, String rule, int most) throws RefusedException {
    throw new RefusedException("the journal holds no events");
  }
}
