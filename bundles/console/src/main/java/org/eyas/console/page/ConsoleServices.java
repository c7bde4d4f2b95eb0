package org.eyas.console.page;

import java.util.List;
import java.util.Optional;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.BundleControl;
import org.eyas.api.control.CaptureControl;
import org.eyas.api.control.Completeness;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.api.control.Health;
import org.eyas.api.control.Journal;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.OutputControl;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleFiles;
import org.eyas.api.control.SourceControl;
import org.eyas.api.history.AlertHistory;
import org.eyas.api.history.AlertSearch;
import org.eyas.api.incident.IncidentControl;
import org.eyas.api.rule.RuleEngine;
import org.eyas.api.undo.FileVersions;

/** The services of the engine at this moment. Each may be missing; pages then say so. */
public interface ConsoleServices {
  Optional<SourceControl> sourceControl();

  Optional<OutputControl> outputControl();

  Optional<RuleControl> rules();

  Optional<RuleEngine> engine();

  List<RuleFiles> ruleFiles();

  Optional<Journal> journal();

  Optional<AlertHistory> alerts();

  Optional<AlertSearch> search();

  Optional<MuteControl> mutes();

  Optional<IncidentControl> incidents();

  Optional<Health> health();

  Optional<BundleControl> bundles();

  Optional<ConfigurationFile> configuration();

  /** The settings of components of other bundles: {@code eyas.components[PID].config.NAME}. */
  List<ConfigurationKey> componentKeys();

  Optional<FileVersions> fileVersions();

  Optional<AuditLog> audit();

  Optional<Completeness> completeness();

  Optional<CaptureControl> captures();
}
