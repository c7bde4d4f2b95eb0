package org.eyas.console.page;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.MuteChoice;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.MuteTrial;
import org.eyas.api.failure.Reason;

/** A part of the page of tuning: the mute that is proposed for an alert, and the alerts that it would have hidden. */
final class AdvicePage implements Page {
  /** @param possible whether the mute can be written here */
  record Model(
      long number, List<Field> fields, boolean namesProgram, String sentence, boolean exact, List<String> tests, String problem,
      boolean possible) {
    /** For the template: how long a mute may last. */
    List<MutePage.Time> times() {
      return MutePage.TIMES;
    }
  }

  record Field(String parameter, String text) {
    static Field of(MuteChoice.Field field) {
      return new Field(MutePage.FIELD + field.name(), field.name() + " = " + field.value());
    }
  }

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
      MuteChoice choice = control.choose(AlertPage.number(visit));
      List<Field> fields = choice.fields().stream().filter(MuteChoice.Field::proposed).map(Field::of).toList();
      return templates.part("advice", visit, model(visit, control, choice, fields));
    } catch (RefusedException e) {
      return templates.part("advice", visit, new Model(0, List.of(), true, "", false, List.of(), Reason.of(e), false));
    }
  }

  // A trial loads all rules, one trial at a time: a viewer must not be able to keep admins from theirs.
  private static Model model(Visit visit, MuteControl control, MuteChoice choice, List<Field> fields) throws RefusedException {
    long number = choice.alert().number();
    if (!visit.session().isAdmin()) {
      return new Model(number, fields, choice.namesProgram(), MutePage.ADMINS_TRY, true, List.of(), "", false);
    }
    MuteTrial trial = control.attempt(number, choice.proposed());
    return new Model(
        number, fields, choice.namesProgram(), MuteTrialText.sentence(trial), trial.hiddenOthers() == 0, trial.tests(), "",
        trial.tests().isEmpty());
  }
}
