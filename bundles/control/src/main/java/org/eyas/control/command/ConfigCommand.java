package org.eyas.control.command;

import java.io.IOException;
import java.util.regex.Pattern;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.Setting;
import org.eyas.api.failure.Reason;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas config}. */
@Component(property = ControlCommand.NAME + "=config")
public final class ConfigCommand implements ControlCommand {
  /** Values that cannot be secrets. Other values are not written to the audit log. */
  private static final Pattern HARMLESS = Pattern.compile("true|false|on|off|yes|no|[0-9]+(\\.[0-9]+)?");

  private final ConfigurationFile file;
  private final AuditedActions actions;

  @Activate
  public ConfigCommand(@Reference ConfigurationFile file, @Reference AuditLog audit) {
    this.file = file;
    actions = new AuditedActions(audit);
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    switch (request.action("show")) {
      case "show" -> show(answer);
      case "get" -> get(answer, request.operand("one key: json_output, engine.kind"));
      case "set" -> set(request, answer);
      case "check" -> check(request, answer);
      default -> throw request.unknown();
    }
  }

  private void show(CommandAnswer answer) throws RefusedException, IOException {
    if (file.path().isEmpty()) {
      throw new RefusedException("the engine runs without a configuration file");
    }
    answer.text("text", file.text());
  }

  private void get(CommandAnswer answer, String key) throws RefusedException, IOException {
    Setting setting =
        file.setting(key)
            .orElseThrow(() -> new RefusedException("there is no key '" + key + "', or it has no value"));
    answer.entry(setting.value() + "  # " + setting.place(), row(setting));
  }

  private static AnswerRow row(Setting setting) {
    return AnswerRow.of("key", setting.key()).with("value", setting.value()).with("place", setting.place());
  }

  private void set(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    if (request.words().size() != 3) {
      throw new UnclearCommandException("eyas config set needs a key and its value: eyas config set json_output true");
    }
    String key = request.words().get(1);
    String value = request.words().get(2);
    boolean harmless = HARMLESS.matcher(value).matches();
    actions.run(request, "set configuration key", harmless ? key + "=" + value : key, () -> save(key, value, answer));
    answer.writeSentence(key + " is saved in " + file.path() + " and takes effect now.");
  }

  private void save(String key, String value, CommandAnswer answer) throws RefusedException, IOException {
    String before = file.text();
    String after = file.withKey(before, key, value);
    for (String remark : file.check(after)) {
      if (remark.contains("'" + key)) {
        answer.writeWarning(remark);
      }
    }
    file.save(before, after);
  }

  private void check(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    boolean given = !request.files().isEmpty();
    String name = given ? request.file().name() : file.path();
    try {
      for (String remark : file.check(given ? request.file().content() : file.text())) {
        answer.writeWarning(remark.replace(file.path(), name));
      }
    } catch (RefusedException e) {
      throw new RefusedException(Reason.of(e).replace(file.path(), name));
    }
    answer.writeSentence(name + " is valid: the engine can run with it.");
  }
}
