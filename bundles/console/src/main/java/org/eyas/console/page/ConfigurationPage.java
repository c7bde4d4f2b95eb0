package org.eyas.console.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.failure.Reason;
import org.eyas.console.settings.GuardedKeys;
import org.eyas.console.settings.HiddenText;

/**
 * The page of the configuration file: shows it without secrets, checks it while a user edits it, and saves it through
 * {@code ConfigurationFile}.
 */
final class ConfigurationPage implements Page {
  private static final Pattern PLACE = Pattern.compile("(?:line |:)(\\d{1,6})\\b");

  private record Model(
      boolean known, String why, String path, Templates.Raw content, String digest, String hidden, boolean programs,
      String done) {}

  private final Services services;
  private final Limits limits;
  private final Templates templates;
  private final Audit audit;

  ConfigurationPage(Services services, Limits limits, Templates templates, Audit audit) {
    this.services = services;
    this.limits = limits;
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public Reply get(Visit visit) throws IOException {
    return templates.page("configuration", "Configuration", visit,
        model(visit.parameter("saved").isEmpty() ? "" : "Saved and applied."));
  }

  private Model model(String done) throws IOException {
    try {
      ConfigurationFile file = file(services);
      String text = file.text();
      HiddenText hidden = HiddenText.of(text);
      String count = hidden.count() == 0 ? "" : String.valueOf(hidden.count());
      return new Model(true, "", file.path(), new Templates.Raw(hidden.shown()), Documents.digest(text), count,
          limits.maySetPrograms(), done);
    } catch (RefusedException e) {
      return new Model(false, Reason.of(e), "", new Templates.Raw(""), "", "", false, "");
    }
  }

  /** The file that can be changed. */
  static ConfigurationFile file(Services services) throws RefusedException {
    ConfigurationFile file =
        services.configuration().orElseThrow(() -> new RefusedException("The configuration is not available."));
    if (file.path().isEmpty()) {
      throw new RefusedException("the engine runs without a configuration file (start it with -c FILE).");
    }
    return file;
  }

  @Override
  public Reply post(Visit visit) throws RefusedException, IOException {
    ConfigurationFile file = file(services);
    String before = file.text();
    HiddenText hidden = HiddenText.of(before);
    String edited = Documents.unixLines(visit.parameter("content"));
    if (visit.parameter("do").equals("check")) {
      return Reply.json(Json.remarks(remarks(file, hidden, before, edited)));
    }
    if (!Documents.digest(before).equals(visit.parameter("digest"))) {
      throw new RefusedException("Not saved: somebody else changed the file meanwhile. Reload the page.");
    }
    try {
      String text = hidden.restore(edited);
      GuardedKeys.check(before, text, limits.maySetPrograms());
      audit.make(visit, "save configuration", file.path(), () -> file.save(before, text));
    } catch (RefusedException e) {
      throw new RefusedException(hidden.without(Reason.of(e)));
    }
    return Reply.next(visit, "/configuration?saved=1");
  }

  private List<Json.Remark> remarks(ConfigurationFile file, HiddenText hidden, String before, String edited) {
    List<Json.Remark> remarks = new ArrayList<>();
    try {
      String text = hidden.restore(edited);
      GuardedKeys.check(before, text, limits.maySetPrograms());
      file.check(text).forEach(line -> remarks.add(remark(false, hidden.without(line))));
    } catch (RefusedException e) {
      remarks.add(remark(true, hidden.without(Reason.of(e))));
    }
    return remarks;
  }

  // "eyas.yaml:12: ..." or "line 12: ..."
  private static Json.Remark remark(boolean error, String text) {
    Matcher matcher = PLACE.matcher(text);
    return new Json.Remark(error, matcher.find() ? Integer.parseInt(matcher.group(1)) : 0, 0, text);
  }
}
