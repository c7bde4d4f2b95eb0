package org.eyas.control.command;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.Mute;
import org.eyas.api.control.MuteChoice;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.MuteStatus;
import org.eyas.api.control.MuteTrial;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas mute}. */
@Component(property = ControlCommand.NAME + "=mute")
public final class MuteCommand implements ControlCommand {
  private static final String[] COLUMNS = {"mute", "rule", "fields", "owner", "reason", "until", "hidden"};

  private static final Duration STANDARD = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(366);

  private final MuteControl control;
  private final AuditedActions actions;

  @Activate
  public MuteCommand(@Reference MuteControl control, @Reference AuditLog audit) {
    this.control = control;
    actions = new AuditedActions(audit);
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    switch (request.action("list")) {
      case "list" -> answer.table(control.mutes().stream().map(MuteCommand::row).toList(), COLUMNS);
      case "try" -> attempt(request, answer);
      case "add" -> add(request, answer);
      case "end" -> {
        String id = request.operand("the name of a mute");
        actions.run(request, "end mute", id, () -> control.endMute(id));
        answer.writeSentence("The mute " + id + " is ended; its file is removed.");
      }
      default -> throw request.unknown();
    }
  }

  private void attempt(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    MuteChoice choice = control.choiceFor(request.alertNumber());
    Set<String> fields = fields(request, choice);
    MuteTrial trial = control.tryMute(choice.alert().number(), fields);
    answer.details(
        AnswerRow.of("rule", choice.alert().alert().rule())
            .with("fields", values(choice, fields))
            .with("possible_fields", values(choice, names(choice)))
            .with("names_program", MuteChoice.namesProgram(fields))
            .with("alike", trial.alike())
            .with("hidden_alike", trial.hiddenAlike())
            .with("others", trial.others())
            .with("hidden_others", trial.hiddenOthers())
            .with("recorded", trial.recorded())
            .with("hidden_recorded", trial.hiddenRecorded())
            .with("whole_history", trial.complete())
            .with("hidden_tests", trial.tests()));
  }

  private void add(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    MuteChoice choice = control.choiceFor(request.alertNumber());
    Set<String> fields = fields(request, choice);
    String reason = request.options().getOrDefault("reason", "");
    String owner = request.options().getOrDefault("owner", request.who());
    Duration time = DurationOption.of(request, "for", STANDARD, LONGEST);
    String detail =
        choice.alert().alert().rule() + ", " + String.join(" ", values(choice, fields)) + ", for " + time + ": " + reason;
    MuteControl.Terms terms = new MuteControl.Terms(owner, reason, time);
    AtomicReference<Mute> added = new AtomicReference<>();
    actions.run(request, "mute alerts", detail, () -> added.set(control.addMute(choice.alert().number(), fields, terms)));
    Mute mute = Objects.requireNonNull(added.get(), "the action is done");
    answer.writeSentence(
        "Muted until " + mute.until() + ": alerts of '" + mute.rule() + "' with " + String.join(" ", values(choice, fields))
            + "; eyas mute end " + mute.id() + " ends it.");
    if (!MuteChoice.namesProgram(fields)) {
      answer.writeWarning("these fields name no program: alerts of all programs with these values are hidden");
    }
  }

  /** The fields that the user names, or those that are proposed. */
  private static Set<String> fields(CommandRequest request, MuteChoice choice) throws RefusedException {
    String named = request.options().get("fields");
    if (named == null) {
      return choice.proposed();
    }
    Set<String> fields = new TreeSet<>(List.of(named.split(",")));
    Set<String> possible = names(choice);
    for (String field : fields) {
      if (!possible.contains(field)) {
        throw new UnclearCommandException(
            "option --fields: '" + field + "' cannot mute this alert; possible are " + String.join(", ", possible));
      }
    }
    return fields;
  }

  private static Set<String> names(MuteChoice choice) {
    return choice.fields().stream().map(MuteChoice.Field::name).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<String> values(MuteChoice choice, Set<String> fields) {
    return choice.fields().stream()
        .filter(field -> fields.contains(field.name()))
        .map(field -> field.name() + "=" + field.value())
        .toList();
  }

  private static AnswerRow row(MuteStatus status) {
    Mute mute = status.mute();
    return AnswerRow.of("mute", mute.id())
        .with("rule", mute.rule())
        .with("fields", mute.fields().entrySet().stream().map(field -> field.getKey() + "=" + field.getValue()).toList())
        .with("owner", mute.owner())
        .with("reason", mute.reason())
        .with("until", mute.until().toString())
        .with("hidden", status.hidden())
        .with("document", status.document());
  }

  @Override
  public List<String> names(String action) {
    return control.mutes().stream().map(status -> status.mute().id()).toList();
  }
}
