package org.eyas.core.control;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.Journal;
import org.eyas.api.control.Mute;
import org.eyas.api.control.MuteChoice;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.MuteStatus;
import org.eyas.api.control.MuteSum;
import org.eyas.api.control.MuteTrial;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleFiles;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.PastAlert;
import org.eyas.api.rule.RuleDocument;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.rule.MuteChecker;
import org.eyas.core.rule.RunningRules;
import org.eyas.engine.history.HistorySearch;
import org.eyas.engine.history.RecentAlertStore;
import org.eyas.engine.mute.MuteFile;
import org.eyas.engine.mute.SimilarAlerts;
import org.eyas.engine.statistics.MuteHits;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service for mutes of the running engine. A thread ends the mutes whose time is over, so the component runs even
 * if no other component uses this service.
 */
@Component(immediate = true)
public final class MuteControlService implements MuteControl {
  private static final Logger LOG = LoggerFactory.getLogger(MuteControlService.class);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int LONGEST_REASON = 300;
  private static final int MOST_RECORDED = 1_000;
  private static final long END_MILLIS = 5_000;
  private static final long LOADED_MILLIS = 60_000;

  private final RunningRules running;
  private final MuteChecker tests;
  private final RuleControl rules;
  private final Journal journal;
  private final RecentAlertStore history;
  private final HistorySearch search;
  private final MuteExpiry end;
  private volatile List<RuleFiles> files = List.of();
  private volatile long loadedMillis = LOADED_MILLIS;

  /** Reads the rule files again at once, even if they are not watched. */
  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable ConfigurationFile configuration;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC) private volatile @Nullable AuditLog audit;

  @Activate
  public MuteControlService(
      @Reference RunningRules running, @Reference MuteChecker tests, @Reference AlertOutputs outputs,
      @Reference RuleControl rules,
      @Reference Journal journal) {
    this.running = running;
    this.rules = rules;
    this.journal = journal;
    this.tests = tests;
    history = outputs.history();
    search = outputs.search();
    end = new MuteExpiry(this, running::isLive, END_MILLIS, this::record);
  }

  private void record(AuditEntry entry) {
    AuditLog log = audit;
    if (log != null) {
      log.add(entry);
    }
  }

  @Deactivate
  void leave() {
    end.close();
  }

  @Reference(cardinality = MULTIPLE, policy = DYNAMIC)
  public synchronized void bindFiles(RuleFiles added) {
    List<RuleFiles> more = new ArrayList<>(files);
    more.add(added);
    files = List.copyOf(more);
  }

  synchronized void unbindFiles(RuleFiles leaver) {
    files = files.stream().filter(there -> there != leaver).toList();
  }

  /** Sets the time for which {@link #addMute} waits until the engine uses a mute. */
  void waitAtMost(long millis) {
    loadedMillis = millis;
  }

  @Override
  public MuteChoice choiceFor(long alert) throws RefusedException {
    return new SimilarAlerts(search, find(alert)).choose();
  }

  @Override
  public MuteSum tryMutes(List<MuteChoice> choices) throws RefusedException {
    return SimilarAlerts.together(search, choices);
  }

  @Override
  public MuteTrial tryMute(long alert, Set<String> fields) throws RefusedException {
    return attempt(find(alert), fields);
  }

  private MuteTrial attempt(PastAlert given, Set<String> fields) throws RefusedException {
    SimilarAlerts alike = new SimilarAlerts(search, given);
    SortedMap<String, String> values = alike.values(fields);
    if (values.isEmpty()) {
      throw new RefusedException(
          "A mute needs at least one field: without one it would hide the whole rule. Disable the rule instead.");
    }
    String rule = given.alert().rule();
    return alike.attempt(fields, recorded(rule), tests.hidden(rule, SimilarAlerts.covering(values)));
  }

  /**
   * The alerts of the rule for the events of the journal; none if the rule cannot be tried now, for example because the
   * journal is stopped.
   */
  private List<PastAlert> recorded(String rule) {
    try {
      return journal.span().events() == 0 ? List.of() : rules.tryRules(rules.documents(), rule, MOST_RECORDED).alerts();
    } catch (RefusedException e) {
      LOG.debug("a mute is not tried on recent events: {}", e.toString());
      return List.of();
    }
  }

  private PastAlert find(long alert) throws RefusedException {
    return history.find(alert)
        .orElseThrow(() -> new RefusedException("There is no alert " + alert + " in the history any more."));
  }

  @Override
  public Mute addMute(long alert, Set<String> fields, Terms terms) throws RefusedException, IOException {
    check(terms);
    PastAlert given = find(alert);
    MuteTrial trial = attempt(given, fields);
    if (!trial.tests().isEmpty()) {
      throw new RefusedException(
          "Not muted: it would hide an alert that the tests of the rules expect (" + trial.tests().getFirst()
              + "). Choose more fields.");
    }
    Instant now = Instant.now();
    Mute mute =
        new Mute(
            MuteFile.id(now), given.alert().rule(), new SimilarAlerts(search, given).values(fields), terms.owner(),
            terms.reason().strip(),
            now.plus(terms.time()).truncatedTo(ChronoUnit.SECONDS));
    String content = MuteFile.text(mute, now.truncatedTo(ChronoUnit.SECONDS));
    String name = MuteFile.name(mute.id());
    tests.check(mute.rule(), new RuleDocument(name, content), mute.id());
    RuleFiles loader = write(name, content);
    try {
      awaitUse(mute.id());
    } catch (RefusedException e) {
      remove(loader, name);
      throw e;
    }
    return mute;
  }

  private static void check(Terms terms) throws RefusedException {
    if (terms.reason().isBlank() || terms.reason().length() > LONGEST_REASON) {
      throw new RefusedException("A mute needs a reason of at most " + LONGEST_REASON + " characters.");
    }
    if (terms.time().compareTo(SHORTEST) < 0 || terms.time().compareTo(LONGEST) > 0) {
      throw new RefusedException("A mute lasts between a minute and a year.");
    }
  }

  private RuleFiles write(String name, String content) throws RefusedException, IOException {
    RefusedException refusal = new RefusedException(name + " cannot be written: no rule files are configured (rules_files)");
    for (RuleFiles loader : files) {
      try {
        loader.create(name, content);
        return loader;
      } catch (RefusedException e) {
        refusal = e;
      }
    }
    throw refusal;
  }

  // A file that the engine does not use as a mute must not stay: it could become an exception without an end.
  private void awaitUse(String id) throws RefusedException {
    try {
      boolean reloaded = reload();
      running.awaitRules(() -> status(id).isPresent(), reloaded ? 0 : loadedMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (status(id).isEmpty()) {
      throw new RefusedException(
          "Not muted: the engine did not use the file as a mute, so it is removed again. The rule must be defined in a file that is read"
              + " before the last folder of rules_files.");
    }
  }

  /**
   * Reloads the configuration. Returns false if that is not possible now; then the engine notices the change by itself
   * if it watches its files.
   */
  private boolean reload() throws RefusedException {
    ConfigurationFile now = configuration;
    if (now != null) {
      now.reload();
    }
    return now != null;
  }

  private void reloadAfterEnd(String id) throws RefusedException {
    try {
      reload();
    } catch (RefusedException e) {
      throw new RefusedException(
          "the file of mute " + id + " is removed, but the engine still uses the mute: " + Reason.of(e) + "; enter eyas reload");
    }
  }

  private static void remove(RuleFiles loader, String name) throws RefusedException, IOException {
    for (RuleDocument document : loader.files()) {
      if (document.name().equals(name) || document.name().endsWith("/" + name)) {
        loader.delete(document);
      }
    }
  }

  @Override
  public List<MuteStatus> mutes() {
    List<RuleDocument> documents = running.documents();
    return used().stream()
        .map(muted -> status(muted, documents))
        .sorted(Comparator.comparing((MuteStatus status) -> status.mute().until()).thenComparing(status -> status.mute().id()))
        .toList();
  }

  private List<MuteHits> used() {
    return running.generation().map(now -> now.counts().hidden()).orElse(List.of());
  }

  private static MuteStatus status(MuteHits muted, List<RuleDocument> documents) {
    String document = muted.mute().document();
    String content =
        documents.stream().filter(there -> there.name().equals(document)).map(RuleDocument::content).findFirst().orElse("");
    return new MuteStatus(MuteFile.read(muted.rule(), muted.mute(), content), document, muted.hidden());
  }

  private Optional<MuteStatus> status(String id) {
    return mutes().stream().filter(status -> status.mute().id().equals(id)).findFirst();
  }

  @Override
  public void endMute(String id) throws RefusedException, IOException {
    MuteStatus status = status(id).orElseThrow(() -> new RefusedException("there is no mute " + id + "; see eyas mute"));
    if (!MuteFile.isOf(status.document(), id)) {
      throw new RefusedException("mute " + id + " is written in " + status.document() + " with other things: remove it there");
    }
    for (RuleFiles loader : files) {
      for (RuleDocument document : loader.files()) {
        if (document.name().equals(status.document())) {
          loader.delete(document);
          reloadAfterEnd(id);
          return;
        }
      }
    }
    throw new RefusedException(status.document() + " is not there any more; enter eyas reload if it is still in use");
  }
}
