package org.eyas.console.page;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.MuteChoice;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.MuteTrial;
import org.eyas.api.failure.Reason;

/** The proposed mute for the alerts that are like one, and what it would have hidden, as a part of the page of tuning. */
final class AdvicePage implements Page {
  private record Model(
      List<String> fields, boolean namesProgram, String sentence, boolean exact, List<String> tests, String problem) {}

  private final Services services;
  private final Templates templates;

  AdvicePage(Services services, Templates templates) {
    this.services = services;
    this.templates = templates;
  }

  @Override
  public Reply get(Visit visit) {
    try {
      MuteControl control = MutePage.control(services);
      MuteChoice choice = control.choose(MutePage.number(visit));
      List<String> fields =
          choice.fields().stream().filter(MuteChoice.Field::proposed).map(field -> field.name() + " = " + field.value()).toList();
      return Reply.html(200, templates.fragment("advice", model(visit, control, choice, fields)));
    } catch (RefusedException e) {
      return Reply.html(200, templates.fragment("advice", new Model(List.of(), true, "", false, List.of(), Reason.of(e))));
    }
  }

  // A trial loads all rules, one trial at a time: a viewer must not be able to keep admins from theirs.
  private static Model model(Visit visit, MuteControl control, MuteChoice choice, List<String> fields) throws RefusedException {
    if (!visit.session().isAdmin()) {
      return new Model(fields, choice.namesProgram(), MutePage.ADMINS_TRY, true, List.of(), "");
    }
    MuteTrial trial = control.attempt(choice.alert().number(), choice.proposed());
    return new Model(fields, choice.namesProgram(), MutePage.sentence(trial), trial.hiddenOthers() == 0, trial.tests(), "");
  }
}
