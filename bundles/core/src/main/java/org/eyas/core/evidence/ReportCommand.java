package org.eyas.core.evidence;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.eyas.api.data.VisibleText;
import org.eyas.api.failure.Reason;
import org.eyas.api.launch.LauncherServices;
import org.eyas.api.version.Versions;
import org.eyas.core.setting.EngineException;
import org.eyas.engine.field.syscall.LocalHostName;
import org.eyas.evidence.chain.ChainCheckResult;
import org.eyas.evidence.chain.ChainDigest;
import org.eyas.evidence.chain.ChainFinding;
import org.eyas.evidence.report.EvidencePage;
import org.eyas.evidence.report.EvidenceReport;
import org.eyas.json.write.CompactJson;
import org.eyas.json.write.IndentedJson;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Writes the report for auditors, or checks the records on disk ({@code eyas report}). */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.report",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ReportCommand.Config.class)
public final class ReportCommand implements Callable<Integer> {
  /** The parameters. */
  @ObjectClassDefinition(name = "Eyas report for auditors")
  @interface Config {
    @AttributeDefinition(description = "The word verify; nothing for a report")
    String[] operand() default {};

    @AttributeDefinition(description = "The begin of the report; empty for a day before its end")
    String from() default "";

    @AttributeDefinition(description = "The end of the report; empty for now")
    String to() default "";

    @AttributeDefinition(description = "The format: html or json")
    String format() default HTML;

    @AttributeDefinition(description = "The file to write; empty for standard output")
    String output() default "";

    @AttributeDefinition(description = "Heads that must be in the records")
    String[] head() default {};

    @AttributeDefinition(description = "Print JSON")
    boolean json() default false;

    String alert_history_directory() default "/var/lib/eyas/history";

    String audit_file() default "/var/log/eyas/audit.jsonl";

    String evidence_file() default "/var/lib/eyas/evidence/journal.jsonl";
  }

  private static final String HTML = "html";

  private final Config config;
  private final PrintStream out;
  private final RecordFiles records;

  @Activate
  public ReportCommand(Config config, @Reference(target = LauncherServices.OUT) PrintStream out) {
    this.config = config;
    this.out = out;
    records = new RecordFiles(config.alert_history_directory(), config.audit_file(), config.evidence_file());
  }

  @Override
  public Integer call() throws EngineException {
    Set<String> heads = heads();
    if (config.operand().length == 0) {
      writeReport(heads);
      return 0;
    }
    if (!config.operand()[0].equals("verify")) {
      throw EngineException.ofUsage("unknown action '" + config.operand()[0] + "'; say nothing for a report, or verify");
    }
    if (!(config.from() + config.to() + config.output() + config.format()).equals(HTML)) {
      throw EngineException
          .ofUsage("verify checks all records and prints the result: leave out --from, --to, --format and --output");
    }
    return verify(heads);
  }

  private Set<String> heads() throws EngineException {
    Set<String> heads = new TreeSet<>();
    for (String head : config.head()) {
      if (!ChainDigest.isDigest(head)) {
        throw EngineException.ofUsage(
            "--head is not a head: '" + head + "'; copy the 64 digits of eyas.history_head or another head from a heartbeat");
      }
      heads.add(head);
    }
    heads.remove(ChainDigest.START); // the record was empty
    return heads;
  }

  private int verify(Set<String> heads) throws EngineException {
    List<ChainCheckResult> checks = records.check(heads);
    Set<String> missing = new TreeSet<>(heads);
    checks.forEach(check -> missing.removeAll(check.found()));
    boolean isGood = missing.isEmpty() && checks.stream().noneMatch(ChainCheckResult::isBroken);
    if (config.json()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("intact", isGood);
      members.put("records", checks.stream().map(EvidenceReport::check).toList());
      members.put("heads_not_found", missing);
      out.println(CompactJson.of(members));
    } else {
      checks.forEach(this::print);
      missing.forEach(head -> out.println(
          "head " + head
              + ": no entry has it: its entry was changed or removed, or is older than the oldest entry that is kept"));
      out.println(isGood ? "The records are intact." : "The records are not intact.");
    }
    return isGood ? 0 : 1;
  }

  private void print(ChainCheckResult check) {
    out.println(
        check.record() + ": " + check.entries() + " entries"
            + (check.unchained() > 0 ? ", " + check.unchained() + " not chained" : "")
            + (check.head().isEmpty() ? "" : ", head " + check.head()));
    for (ChainFinding finding : check.findings()) {
      out.println("  " + (finding.isBroken() ? "BROKEN " : "") + VisibleText.line(finding.toString()));
    }
    if (check.furtherFindings() > 0) {
      out.println("  and " + check.furtherFindings() + " more places");
    }
  }

  private void writeReport(Set<String> heads) throws EngineException {
    Instant made = Instant.now();
    Instant to = config.to().isEmpty() ? made : ReportTimes.of("--to", config.to());
    Instant from = config.from().isEmpty() ? to.minus(Duration.ofDays(1)) : ReportTimes.of("--from", config.from());
    if (!from.isBefore(to)) {
      throw EngineException.ofUsage("--from is not before --to: " + from + ", " + to + "; exchange them");
    }
    if (!config.format().equals(HTML) && !config.format().equals("json")) {
      throw EngineException.ofUsage("--format is neither html nor json: '" + config.format() + "'");
    }
    write(text(from, to, made, heads));
  }

  private String text(Instant from, Instant to, Instant made, Set<String> heads) throws EngineException {
    try {
      Map<String, Object> report =
          new EvidenceReport(from, to, made).members(
              LocalHostName.current().toString(), Versions.EYAS, RecordFiles.files(config.evidence_file()),
              RecordFiles.files(config.audit_file()), records.check(heads));
      return config.json() || config.format().equals("json") ? IndentedJson.of(report) + "\n" : EvidencePage.of(report);
    } catch (IOException e) {
      throw RecordFiles.unreadable(config.evidence_file(), e);
    }
  }

  private void write(String text) throws EngineException {
    if (config.output().isEmpty()) {
      out.print(text);
      out.flush();
      return;
    }
    try {
      writeSecret(Path.of(config.output()), text);
    } catch (IOException e) {
      throw new EngineException(config.output() + " cannot be written: " + Reason.of(e) + "; name another file with --output");
    }
  }

  // The report contains what only the owner of the records may read.
  private static void writeSecret(Path file, String text) throws IOException {
    var secret = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    try (FileChannel out = FileChannel.open(file, options, secret)) {
      for (ByteBuffer bytes = StandardCharsets.UTF_8.encode(text); bytes.hasRemaining();) {
        out.write(bytes);
      }
    }
  }
}
