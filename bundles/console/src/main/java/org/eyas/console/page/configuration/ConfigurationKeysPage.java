package org.eyas.console.page.configuration;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.failure.Reason;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.RuleDocuments;
import org.eyas.console.page.UserRequest;
import org.eyas.console.settings.RedactedConfiguration;

/**
 * The page of the keys of the configuration file, as forms. A change is first checked and shown as lines of the file, and then
 * saved; the rest of the file stays as it is.
 */
public final class ConfigurationKeysPage implements ConsolePage {
  public static final String PATH = KeyFilter.PATH;

  private static final String SAVE = "save configuration";

  /**
   * @param sections only if the filter is empty
   * @param names the names of the rows that can be changed
   * @param changed how many keys differ from their defaults, in all
   * @param error why a change was rejected; empty if none was
   */
  private record Model(
      boolean known, String why, String path, KeyFilter filter, List<KeySection> sections, List<KeyRow> rows, String names,
      String digest, int changed, String error, String done) {}

  /** The file with its text and all rows. */
  private record Form(ConfigurationFile file, String text, List<KeyRow> rows) {
    /** The same form with the values that a person entered. */
    Form with(List<KeyChange> changes) {
      Map<String, String> entered = changes.stream().collect(Collectors.toMap(change -> change.row().name(), KeyChange::entered));
      return new Form(file, text,
          rows.stream().map(row -> row.withEntered(entered.getOrDefault(row.name(), row.value().text()))).toList());
    }
  }

  /** A change before it is saved. */
  private record Preview(
      KeyFilter filter, String digest, String names, List<KeyChange> changes, List<ConfigurationEdit.Lines> lines,
      List<String> warnings) {}

  private final ConsoleServices services;
  private final ConsolePermissions limits;
  private final PageTemplates templates;
  private final AuditRecorder audit;

  public ConfigurationKeysPage(ConsoleServices services, ConsolePermissions limits, PageTemplates templates,
      AuditRecorder audit) {
    this.services = services;
    this.limits = limits;
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public PageReply get(UserRequest visit) throws IOException {
    KeyFilter filter = KeyFilter.of(visit);
    try {
      return page(visit, 200, model(form(), filter, "", visit.parameter("saved").isEmpty() ? "" : "Saved and applied."));
    } catch (RefusedException e) {
      return page(visit, 200, new Model(false, Reason.of(e), "", filter, List.of(), List.of(), "", "", 0, "", ""));
    }
  }

  private Form form() throws RefusedException, IOException {
    ConfigurationFile file = ConfigurationPage.file(services);
    String text = file.text();
    return new Form(
        file, text,
        KeyRowBuilder.of(file, RedactedConfiguration.of(text).redacted(), services.componentKeys(), limits.maySetPrograms()));
  }

  private PageReply page(UserRequest visit, int status, Model model) {
    return templates.page(status, "keys", "Configuration", visit, model);
  }

  private static Model model(Form form, KeyFilter filter, String error, String done) {
    List<KeyRow> rows = filter.isEmpty() ? List.of() : form.rows().stream().filter(filter::accepts).toList();
    List<KeySection> sections = filter.isEmpty() ? KeySection.of(form.rows()) : List.of();
    String names = rows.stream().filter(KeyRow::isEditable).map(KeyRow::name).collect(Collectors.joining(" "));
    int changed = (int) form.rows().stream().filter(KeyRow::changed).count();
    return new Model(
        true, "", form.file().path(), filter, sections, rows, names, RuleDocuments.digest(form.text()), changed, error, done);
  }

  /** Shows what a change would do to the file, or saves it. A change that is rejected comes back as it was entered. */
  @Override
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    Form form = form();
    List<KeyChange> changes = KeyChange.of(visit, form.rows());
    boolean saves = visit.parameter("do").equals("save");
    try {
      if (!RuleDocuments.digest(form.text()).equals(visit.parameter("digest"))) {
        throw new RefusedException("Not saved: somebody else changed the file meanwhile. What you entered is still below.");
      }
      ConfigurationEdit edit = ConfigurationEdit.of(form.file(), form.text(), changes, limits);
      return saves ? save(visit, form, edit) : preview(visit, form, changes, edit);
    } catch (RefusedException e) {
      String why = RedactedConfiguration.of(form.text()).redact(Reason.of(e));
      if (saves) {
        audit.addEntry(visit.actor(), SAVE, why, false);
      }
      return page(visit, 409, model(form.with(changes), KeyFilter.of(visit), why, ""));
    }
  }

  private PageReply preview(UserRequest visit, Form form, List<KeyChange> changes, ConfigurationEdit edit)
      throws RefusedException {
    RedactedConfiguration hidden = RedactedConfiguration.of(form.text());
    List<String> warnings = form.file().check(edit.text()).stream().map(hidden::redact).toList();
    String names = changes.stream().map(change -> change.row().name()).collect(Collectors.joining(" "));
    Preview preview = new Preview(KeyFilter.of(visit), visit.parameter("digest"), names, changes, edit.lines(), warnings);
    return templates.page("keyschange", "Change of the configuration", visit, preview);
  }

  private PageReply save(UserRequest visit, Form form, ConfigurationEdit edit) throws RefusedException, IOException {
    String names = edit.lines().stream().map(ConfigurationEdit.Lines::name).collect(Collectors.joining(", "));
    audit.applyAudited(visit, SAVE, form.file().path() + ": " + names, () -> form.file().save(form.text(), edit.text()));
    return PageReply.redirect(KeyFilter.of(visit).address() + "&saved=1");
  }
}
