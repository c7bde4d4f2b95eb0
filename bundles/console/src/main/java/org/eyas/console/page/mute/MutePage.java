package org.eyas.console.page.mute;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.Mute;
import org.eyas.api.control.MuteChoice;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.MuteTrial;
import org.eyas.api.failure.Reason;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.UserRequest;
import org.eyas.console.page.alert.AlertListRow;
import org.eyas.console.page.alert.AlertPage;

/**
 * The page that mutes the alerts that are like a given one. The user chooses the fields and sees the alerts that the
 * mute would have hidden; the page then writes the mute.
 */
public final class MutePage implements ConsolePage {
  static final String ADMINS_TRY = "Only admins can try what it would have hidden, and mute.";

  /** The prefix of parameters that name a field. */
  static final String FIELD = "field:";

  static final List<Time> TIMES =
      List.of(
          new Time("PT1H", "1 hour", false), new Time("P1D", "1 day", false), new Time("P7D", "7 days", true),
          new Time("P30D", "30 days", false), new Time("P90D", "90 days", false));

  /** @param chosen whether it is the default */
  record Time(String value, String label, boolean chosen) {}

  private record Field(String parameter, String name, String value, boolean chosen) {}

  /**
   * @param namesProgram whether the chosen fields restrict it to a program
   * @param problem why it cannot be tried; empty if it was
   * @param possible whether the mute may be written
   */
  private record Model(
      AlertListRow alert, List<Field> fields, boolean namesProgram, String problem, String sentence, String recorded,
      boolean exact,
      boolean complete,
      List<AlertListRow> wrongly,
      List<String> tests,
      boolean possible,
      List<Time> times) {}

  private final ConsoleServices services;
  private final PageTemplates templates;
  private final AuditRecorder audit;

  public MutePage(ConsoleServices services, PageTemplates templates, AuditRecorder audit) {
    this.services = services;
    this.templates = templates;
    this.audit = audit;
  }

  static MuteControl control(ConsoleServices services) throws RefusedException {
    return services.mutes().orElseThrow(() -> new RefusedException("Not available: mutes need the running engine."));
  }

  @Override
  public PageReply get(UserRequest visit) {
    try {
      MuteChoice choice = control(services).choiceFor(AlertPage.number(visit));
      boolean sent = !visit.parameter("sent").isEmpty();
      return templates.page("mute", "Mute", visit,
          model(visit, choice, sent ? chosen(visit, choice) : choice.proposed()));
    } catch (RefusedException e) {
      boolean exists = AlertPage.find(services, visit).isPresent();
      return exists ? templates.page(409, "refused", "Not possible", visit, refusal(visit, e))
          : PageReply.text(404, Reason.of(e));
    }
  }

  private static Map<String, String> refusal(UserRequest visit, RefusedException why) {
    return Map.of("why", Reason.of(why), "back", "/alert?number=" + visit.parameter("number"));
  }

  private static Set<String> chosen(UserRequest visit, MuteChoice choice) {
    return choice.fields().stream()
        .map(MuteChoice.Field::name)
        .filter(name -> !visit.parameter(FIELD + name).isEmpty())
        .collect(Collectors.toSet());
  }

  private Model model(UserRequest visit, MuteChoice choice, Set<String> chosen) {
    List<Field> fields =
        choice.fields().stream()
            .map(field -> new Field(FIELD + field.name(), field.name(), field.value(), chosen.contains(field.name())))
            .toList();
    AlertListRow alert = AlertListRow.of(choice.alert());
    boolean named = MuteChoice.namesProgram(chosen);
    if (!visit.session().isAdmin()) { // a trial loads all rules, one trial at a time
      return new Model(alert, fields, named, ADMINS_TRY, "", "", false, true, List.of(), List.of(), false, TIMES);
    }
    try {
      MuteTrial trial = control(services).tryMute(choice.alert().number(), chosen);
      return new Model(
          alert, fields, named, "", MuteTrialText.sentence(trial), MuteTrialText.recorded(trial), trial.hiddenOthers() == 0,
          trial.complete(),
          trial.wrongly().stream().map(AlertListRow::of).toList(), trial.tests(), trial.tests().isEmpty(), TIMES);
    } catch (RefusedException e) {
      return new Model(alert, fields, named, Reason.of(e), "", "", false, true, List.of(), List.of(), false, TIMES);
    }
  }

  /** Writes the mute. */
  @Override
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    MuteControl control = control(services);
    MuteChoice choice = control.choiceFor(AlertPage.number(visit));
    Set<String> fields = chosen(visit, choice);
    Duration time =
        TIMES.stream().map(Time::value).filter(visit.parameter("time")::equals).findFirst().map(Duration::parse)
            .orElseThrow(() -> new RefusedException("Choose how long the mute lasts."));
    MuteControl.Terms terms = new MuteControl.Terms(visit.session().user(), visit.parameter("reason"), time);
    String detail = choice.alert().alert().rule() + ", " + values(choice, fields) + ", for " + time + ": " + terms.reason();
    audit.addEntry(visit.actor(), AuditRecorder.ATTEMPT + "mute alerts", detail, true);
    Mute added = control.addMute(choice.alert().number(), fields, terms);
    audit.addEntry(visit.actor(), "mute alerts", added.id() + ", " + detail, true);
    return PageReply.redirect("/mutes?" + QueryString.parameter("added", added.id()));
  }

  private static String values(MuteChoice choice, Set<String> fields) {
    return choice.fields().stream()
        .filter(field -> fields.contains(field.name()))
        .map(field -> field.name() + "=" + field.value())
        .collect(Collectors.joining(" "));
  }
}
