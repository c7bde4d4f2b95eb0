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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rules for an administrator, and for tools. */
@Component
public final class ControlledRules implements RuleControl, RuleEngine {
  private final RunningRules running;

  @Activate
  public ControlledRules(@Reference RunningRules running) {
    this.running = running;
  }

  @Override
  public List<RuleStatus> rules() {
    return running.generation().map(RuleStates::of).orElse(List.of());
  }

  @Override
  public List<RuleDocument> documents() {
    return running.documents();
  }

  @Override
  public RuleSetView active() {
    return new RuleSetView(rules().stream().map(RuleStatus::rule).toList());
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
