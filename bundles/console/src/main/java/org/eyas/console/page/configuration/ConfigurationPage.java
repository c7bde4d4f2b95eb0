package org.eyas.console.page.configuration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.failure.Reason;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageJson;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.RuleDocuments;
import org.eyas.console.page.UserRequest;
import org.eyas.console.settings.GuardedKeys;
import org.eyas.console.settings.RedactedConfiguration;

/**
 * The page of the configuration file: shows it without secrets, checks it while a user edits it, and saves it through
 * {@code ConfigurationFile}.
 */
public final class ConfigurationPage implements ConsolePage {
  private static final Pattern PLACE = Pattern.compile("(?:line |:)(\\d{1,6})\\b");

  private record Model(
      boolean known, String why, String path, PageTemplates.Raw content, String digest, String hidden, boolean programs,
      String done) {}

  private final ConsoleServices services;
  private final ConsolePermissions limits;
  private final PageTemplates templates;
  private final AuditRecorder audit;

  public ConfigurationPage(ConsoleServices services, ConsolePermissions limits, PageTemplates templates, AuditRecorder audit) {
    this.services = services;
    this.limits = limits;
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public PageReply get(UserRequest visit) throws IOException {
    return templates.page("configuration", "Configuration", visit,
        model(visit.parameter("saved").isEmpty() ? "" : "Saved and applied."));
  }

  private Model model(String done) throws IOException {
    try {
      ConfigurationFile file = file(services);
      String text = file.text();
      RedactedConfiguration hidden = RedactedConfiguration.of(text);
      String count = hidden.secretCount() == 0 ? "" : String.valueOf(hidden.secretCount());
      return new Model(true, "", file.path(), new PageTemplates.Raw(hidden.redacted()), RuleDocuments.digest(text), count,
          limits.maySetPrograms(), done);
    } catch (RefusedException e) {
      return new Model(false, Reason.of(e), "", new PageTemplates.Raw(""), "", "", false, "");
    }
  }

  /** The file that can be changed. */
  static ConfigurationFile file(ConsoleServices services) throws RefusedException {
    ConfigurationFile file =
        services.configuration().orElseThrow(() -> new RefusedException("The configuration is not available."));
    if (file.path().isEmpty()) {
      throw new RefusedException("the engine runs without a configuration file (start it with -c FILE).");
    }
    return file;
  }

  @Override
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    ConfigurationFile file = file(services);
    String before = file.text();
    RedactedConfiguration hidden = RedactedConfiguration.of(before);
    String edited = RuleDocuments.unixLines(visit.parameter("content"));
    if (visit.parameter("do").equals("check")) {
      return PageReply.json(PageJson.remarks(remarks(file, hidden, before, edited)));
    }
    if (!RuleDocuments.digest(before).equals(visit.parameter("digest"))) {
      throw new RefusedException("Not saved: somebody else changed the file meanwhile. Reload the page.");
    }
    try {
      String text = hidden.restore(edited);
      GuardedKeys.check(before, text, limits.maySetPrograms());
      audit.applyAudited(visit, "save configuration", file.path(), () -> file.save(before, text));
    } catch (RefusedException e) {
      throw new RefusedException(hidden.redact(Reason.of(e)));
    }
    return PageReply.redirectOrAddress(visit, "/configuration?saved=1");
  }

  private List<PageJson.Remark> remarks(ConfigurationFile file, RedactedConfiguration hidden, String before, String edited) {
    List<PageJson.Remark> remarks = new ArrayList<>();
    try {
      String text = hidden.restore(edited);
      GuardedKeys.check(before, text, limits.maySetPrograms());
      file.check(text).forEach(line -> remarks.add(remark(false, hidden.redact(line))));
    } catch (RefusedException e) {
      remarks.add(remark(true, hidden.redact(Reason.of(e))));
    }
    return remarks;
  }

  // "eyas.yaml:12: ..." or "line 12: ..."
  private static PageJson.Remark remark(boolean error, String text) {
    Matcher matcher = PLACE.matcher(text);
    return new PageJson.Remark(error, matcher.find() ? Integer.parseInt(matcher.group(1)) : 0, 0, text);
  }
}
