package org.eyas.console.page.mute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.MuteChoice;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.MuteSum;
import org.eyas.api.failure.Reason;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.UserRequest;

/** A part of the page of tuning: the number of alerts that all proposed mutes of a rule would have hidden together. */
public final class CombinedMutesPage implements ConsolePage {
  public static final String PATH = "/mute/advice/together";
  static final String NUMBERS = "numbers";

  private record Model(String sentence, boolean complete, String problem) {}

  private final ConsoleServices services;
  private final PageTemplates templates;

  public CombinedMutesPage(ConsoleServices services, PageTemplates templates) {
    this.services = services;
    this.templates = templates;
  }

  @Override
  public PageReply get(UserRequest visit) {
    return PageReply.html(200, templates.fragment("mutestogether", model(visit.parameter(NUMBERS))));
  }

  private Model model(String numbers) {
    if (!numbers.matches("\\d{1,18}(,\\d{1,18}){0," + (RuleTuningPage.MOST_CAUSES - 1) + "}")) {
      return new Model("", true, "The numbers of alerts are missing: open this part on the page of tuning.");
    }
    try {
      MuteControl control = MutePage.control(services);
      List<MuteChoice> choices = new ArrayList<>();
      for (String number : numbers.split(",")) {
        choice(control, Long.parseLong(number)).ifPresent(choices::add);
      }
      if (choices.isEmpty()) {
        return new Model("", true, "None of these alerts can be muted: open one of them to see why.");
      }
      MuteSum sum = control.tryMutes(choices);
      return new Model(sentence(choices.size(), sum), sum.complete(), "");
    } catch (RefusedException e) {
      return new Model("", true, Reason.of(e));
    }
  }

  // An alert whose output has no text cannot be muted, and nothing is proposed if all texts differ; its own part of the page says so.
  private static Optional<MuteChoice> choice(MuteControl control, long number) {
    try {
      return Optional.of(control.choiceFor(number)).filter(choice -> !choice.proposed().isEmpty());
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  private static String sentence(int mutes, MuteSum sum) {
    return (mutes == 1 ? "Only 1 of these mutes is possible. It" : "Together, these " + mutes + " mutes")
        + " would have hidden " + FigureFormat.count(sum.hidden()) + " of the " + FigureFormat.count(sum.alerts(), "alert")
        + " of this rule in the history (" + RuleTuningPage.percent(sum.hidden(), sum.alerts()) + " %).";
  }
}
