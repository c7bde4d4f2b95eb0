package org.eyas.console.page.mute;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.MuteChoice;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.MuteTrial;
import org.eyas.api.failure.Reason;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.UserRequest;
import org.eyas.console.page.alert.AlertPage;

/** A part of the page of tuning: the mute that is proposed for an alert, and the alerts that it would have hidden. */
public final class MuteAdvicePage implements ConsolePage {
  /** @param possible whether the mute can be written here */
  record Model(
      long number, List<Field> fields, boolean namesProgram, String sentence, boolean exact, List<String> tests, String problem,
      boolean possible) {
    /** The times that a mute may last, for the template. */
    List<MutePage.Time> times() {
      return MutePage.TIMES;
    }
  }

  record Field(String parameter, String text) {
    static Field of(MuteChoice.Field field) {
      return new Field(MutePage.FIELD + field.name(), field.name() + " = " + field.value());
    }
  }

  private final ConsoleServices services;
  private final PageTemplates templates;

  public MuteAdvicePage(ConsoleServices services, PageTemplates templates) {
    this.services = services;
    this.templates = templates;
  }

  @Override
  public PageReply get(UserRequest visit) {
    try {
      MuteControl control = MutePage.control(services);
      MuteChoice choice = control.choiceFor(AlertPage.number(visit));
      List<Field> fields = choice.fields().stream().filter(MuteChoice.Field::proposed).map(Field::of).toList();
      return templates.part("advice", visit, model(visit, control, choice, fields));
    } catch (RefusedException e) {
      return templates.part("advice", visit, new Model(0, List.of(), true, "", false, List.of(), Reason.of(e), false));
    }
  }

  // A trial loads all rules, one trial at a time: a viewer must not be able to keep admins from theirs.
  private static Model model(UserRequest visit, MuteControl control, MuteChoice choice, List<Field> fields)
      throws RefusedException {
    long number = choice.alert().number();
    if (!visit.session().isAdmin()) {
      return new Model(number, fields, choice.namesProgram(), MutePage.ADMINS_TRY, true, List.of(), "", false);
    }
    MuteTrial trial = control.tryMute(number, choice.proposed());
    return new Model(
        number, fields, choice.namesProgram(), MuteTrialText.sentence(trial), trial.hiddenOthers() == 0, trial.tests(), "",
        trial.tests().isEmpty());
  }
}
