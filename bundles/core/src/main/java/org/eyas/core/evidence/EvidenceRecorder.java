package org.eyas.core.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.ChainedRecord;
import org.eyas.api.control.Completeness;
import org.eyas.api.control.MuteControl;
import org.eyas.api.version.Versions;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.rule.RunningRules;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.evidence.chain.ChainedFile;
import org.eyas.spool.DirectoryLock;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the evidence journal on the thread {@code evidence}, once a source of this machine runs: an engine without sources monitors
 * nothing. Configured only for the engine of a machine, not for replays.
 */
@Component(
    service = ChainedRecord.class,
    immediate = true,
    configurationPid = "org.eyas.evidence",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = EvidenceRecorder.Config.class)
public final class EvidenceRecorder implements ChainedRecord {
  private static final Logger LOG = LoggerFactory.getLogger(EvidenceRecorder.class);
  /** A start is noticed within a second, changes within ten. */
  private static final int TICKS = 10;

  /** eyas.evidence of the configuration. */
  @ObjectClassDefinition(name = "Eyas evidence journal")
  @interface Config {
    String evidence_file() default "/var/lib/eyas/evidence/journal.jsonl";

    int evidence_limit_mb() default 64;
  }

  /** Writes some lines. */
  private interface Step {
    void run() throws IOException;
  }

  private final Path path;
  private final ChainedFile file;
  private final EvidenceJournal journal;
  private final RunningRules rules;
  private final AlertOutputs outputs;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("evidence").factory());
  private volatile @Nullable DirectoryLock lock; // null before the first line
  private int ticks;
  private String reported = "";

  @Activate
  public EvidenceRecorder(
      Config config, @Reference RunningRules rules, @Reference AlertOutputs outputs, @Reference Completeness completeness,
      @Reference MuteControl mutes) {
    this.rules = rules;
    this.outputs = outputs;
    path = Path.of(config.evidence_file()).toAbsolutePath();
    file = new ChainedFile(path, (long) config.evidence_limit_mb() << 20);
    journal =
        new EvidenceJournal(file, completeness, this::digests, rules::published, mutes::mutes, InstantSource.system());
    timer.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.SECONDS);
  }

  private void tick() {
    if (outputs.isLive() && rules.generation().isPresent() && ticks++ % TICKS == 0) {
      write(journal::writeChanges);
    }
  }

  private RuleDigests digests() {
    return RuleDigests.of(
        rules.generation().stream().flatMap(now -> now.loaded().rules().stream()).filter(LoadedRule::enabled).toList());
  }

  // Two engines in one file would look like one engine that is killed and started all the time.
  private void start() throws IOException {
    if (lock != null) {
      return;
    }
    Path folder = path.resolveSibling("");
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    DirectoryLock own = DirectoryLock.of(folder);
    try {
      journal.writeStart(Versions.EYAS);
    } catch (IOException e) {
      own.close();
      throw e;
    }
    lock = own;
  }

  private synchronized void write(Step step) {
    String problem = "";
    try {
      start();
      step.run();
    } catch (IOException e) {
      problem = DirectoryLock.reason(e);
    } catch (RuntimeException e) {
      LOG.error("{} lacks a line due to an internal error", path, e); // otherwise the timer would end silently
    }
    if (!problem.isEmpty() && !problem.equals(reported)) {
      LOG.warn("{} cannot be written: {}; reports lack this time; correct that or eyas.evidence.file", path, problem);
    } else if (problem.isEmpty() && !reported.isEmpty()) {
      LOG.info("{} can be written again", path);
    }
    reported = problem;
  }

  @Override
  public String name() {
    return "evidence";
  }

  @Override
  public String head() {
    return lock == null ? "" : file.head();
  }

  @Deactivate
  synchronized void close() throws IOException {
    timer.shutdown();
    DirectoryLock own = lock;
    if (own != null) {
      write(journal::writeStop);
      own.close();
    }
  }
}
