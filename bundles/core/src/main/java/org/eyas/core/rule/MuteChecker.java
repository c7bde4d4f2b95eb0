package org.eyas.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eyas.api.alert.Alert;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleReadException;
import org.eyas.core.part.EngineServices;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.report.LoadReportText;
import org.eyas.engine.ruletest.ExpectedAlert;
import org.eyas.engine.ruletest.TestEnvironment;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Checks mutes before they are written. May be used from any thread; one check runs at a time, within the limits of the
 * engine.
 */
@Component(service = MuteChecker.class)
public final class MuteChecker {
  /**
   * The alerts that the tests expect of a rule, and the documents at that time. They are cached, because a person tries
   * several mutes of one rule.
   */
  private record Known(List<RuleDocument> documents, String rule, List<ExpectedAlert> alerts) {}

  private final RunningRules running;
  private final EngineServices parts;
  private final GenerationBuilder assembly;
  private volatile Known last = new Known(List.of(), "", List.of());

  @Activate
  public MuteChecker(@Reference RunningRules running, @Reference EngineServices parts, @Reference GenerationBuilder assembly) {
    this.running = running;
    this.parts = parts;
    this.assembly = assembly;
  }

  /** The names of the tests of a rule that expect an alert which a mute hides. */
  public List<String> hidden(String rule, Predicate<Alert> covered) throws RefusedException {
    return expected(rule).stream().filter(expected -> covered.test(expected.alert())).map(ExpectedAlert::test).distinct()
        .toList();
  }

  private List<ExpectedAlert> expected(String rule) throws RefusedException {
    List<RuleDocument> documents = running.documents();
    Known known = last;
    if (known.documents() != documents || !known.rule().equals(rule)) {
      known = new Known(documents, rule, running.documentWork().inTurn(() -> read(rule)));
      last = known;
    }
    return known.alerts();
  }

  private List<ExpectedAlert> read(String rule) throws RefusedException {
    try {
      List<RuleDocument> tests = parts.now().tests();
      TestEnvironment bench = assembly.workbench();
      return tests.isEmpty() ? List.of() : running.documentWork().limited(() -> ExpectedAlert.of(bench, tests, rule));
    } catch (RuleReadException e) {
      throw new RefusedException("The tests of the rules cannot be read: " + Reason.of(e));
    } catch (Exception e) {
      throw DocumentWork.refused(e);
    }
  }

  /**
   * Checks that the rules load with the document of a mute, and that the document is a mute of the rule. Another
   * exception would have no end.
   *
   * @throws RefusedException if the rules do not load, or the document is not a mute of the rule
   */
  public void check(String rule, RuleDocument mute, String id) throws RefusedException {
    List<RuleDocument> documents = new ArrayList<>(running.documents());
    documents.add(mute);
    LoadResult loaded = running.documentWork().inTurn(() -> running.documentWork().load(documents)).result();
    for (LoadReport.Result result : loaded.report().results()) {
      if (!result.successful()) {
        throw new RefusedException("Not muted: " + LoadReportText.verbose(result).strip());
      }
    }
    if (loaded.rules().stream().noneMatch(each -> each.name().equals(rule) && hasMute(each, id))) {
      throw new RefusedException(
          "Not muted: rule '" + rule
              + "' is not in use any more, or its output has changed and does not have all of these fields now."
              + " Mute an alert that it raises with its new output.");
    }
  }

  private static boolean hasMute(LoadedRule rule, String id) {
    return rule.mutes().stream().anyMatch(mute -> mute.id().equals(id));
  }
}
