package org.eyas.control.command;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.Setting;
import org.eyas.api.data.VisibleText;
import org.eyas.api.failure.Reason;
import org.eyas.api.undo.FileVersion;
import org.eyas.api.undo.FileVersions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas config}. */
@Component(property = ControlCommand.NAME + "=config")
public final class ConfigCommand implements ControlCommand {
  /** Values that cannot be secrets. Other values are not written to the audit log. */
  private static final Pattern HARMLESS = Pattern.compile("true|false|on|off|yes|no|[0-9]+(\\.[0-9]+)?");

  private final ConfigurationFile file;
  private final FileVersions versions;
  private final AuditedActions actions;

  @Activate
  public ConfigCommand(@Reference ConfigurationFile file, @Reference FileVersions versions, @Reference AuditLog audit) {
    this.file = file;
    this.versions = versions;
    actions = new AuditedActions(audit);
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    switch (request.action("show")) {
      case "show" -> show(answer);
      case "get" -> get(answer, request.operand("one key: json_output, engine.kind"));
      case "set" -> set(request, answer);
      case "check" -> check(request, answer);
      case "history" -> showHistory(request, answer);
      case "revert" -> revert(request, answer);
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

  private void showHistory(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    List<FileVersion> all = versions.versions();
    boolean one = request.words().size() > 1;
    List<FileVersion> shown = one ? versionsOf(all, request.operand("a file of eyas config history")) : all;
    if (!one || request.json()) {
      List<AnswerRow> rows = shown.stream().map(version -> row(version, difference(version, all))).toList();
      answer.table(rows, "version", "time", "who", "change", "file");
      return;
    }
    for (FileVersion version : shown) {
      writeLines(version, difference(version, all), answer);
    }
  }

  private static AnswerRow row(FileVersion version, FileVersion.Difference difference) {
    return AnswerRow.of("version", version.number())
        .with("time", AnswerTimeText.of(version.time()))
        .with("who", version.author())
        .with("change", version.change())
        .with("file", version.file())
        .with("removed", difference.removed())
        .with("added", difference.added());
  }

  private static void writeLines(FileVersion version, FileVersion.Difference difference, CommandAnswer answer)
      throws IOException {
    String time = AnswerTimeText.of(version.time()).toString();
    answer.writeRemark("version " + version.number() + ", " + time + ", " + version.author() + ": " + version.change());
    for (String line : difference.removed()) {
      answer.writeRemark("  - " + VisibleText.line(line));
    }
    for (String line : difference.added()) {
      answer.writeRemark("  + " + VisibleText.line(line));
    }
  }

  /** The lines that a version changed; none if the version before it is not kept. */
  private static FileVersion.Difference difference(FileVersion version, List<FileVersion> all) {
    return version.predecessor(all)
        .map(version::since)
        .orElse(new FileVersion.Difference(List.of(),
            version.change().equals("created") ? version.text().lines().toList() : List.of()));
  }

  /** The versions of a file that the user names by its path, or by its name if that is clear. */
  private static List<FileVersion> versionsOf(List<FileVersion> all, String named) throws RefusedException {
    List<FileVersion> exact = all.stream().filter(version -> version.file().equals(named)).toList();
    List<FileVersion> found =
        exact.isEmpty() ? all.stream().filter(version -> version.file().endsWith("/" + named)).toList() : exact;
    long files = found.stream().map(FileVersion::file).distinct().count();
    if (files != 1) {
      throw new RefusedException(
          named + (files == 0 ? " has no versions" : " is the name of several files: give the path")
              + "; eyas config history lists the files");
    }
    return found;
  }

  private void revert(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    List<String> words = request.words();
    if (words.size() != 3 || !words.get(2).matches("\\d{1,8}")) {
      throw new UnclearCommandException(
          "eyas config revert needs a file and the number of a version: eyas config revert eyas.yaml 3; eyas config history lists them");
    }
    String path = versionsOf(versions.versions(), words.get(1)).getFirst().file();
    int number = Integer.parseInt(words.get(2));
    actions.run(request, "revert file", path + " to version " + number, () -> versions.revert(path, number));
    answer.writeSentence(path + " is as in version " + number + " again, and the engine uses it.");
  }

  @Override
  public List<String> names(String action) {
    if (!action.equals("history")) {
      return List.of();
    }
    try {
      return versions.versions().stream().map(FileVersion::file).distinct().toList();
    } catch (IOException e) {
      return List.of(); // a completion shows no errors
    }
  }
}
