package org.eyas.rules.file;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.RuleFiles;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.rule.RuleReadException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Provides the rule files that the configuration or the command line names, and lets tools change them. */
@Component(
    service = {RuleProvider.class, RuleFiles.class},
    configurationPid = "org.eyas.rules.file",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FileRules.Config.class)
public final class FileRules implements RuleProvider, RuleFiles {
  /** The key rules_files of the configuration file, or the arguments of -r and -V. */
  @ObjectClassDefinition(name = "Eyas rules: files")
  @interface Config {
    @AttributeDefinition(description = "Files and directories, in reading order")
    String[] files() default {};

    @AttributeDefinition(description = "Whether each was given explicitly, so that a missing one is an error")
    boolean explicit() default false;

    int limits_file_kb() default STANDARD_KB;
  }

  private static final int STANDARD_KB = 32_768;

  private volatile RuleFileSet files;

  @Activate
  public FileRules(Config config) {
    files = set(config);
  }

  /** The configuration names other files. SCR changes the properties of the service too, which tells the engine to read them. */
  @Modified
  void modified(Config config) {
    files = set(config);
  }

  private static RuleFileSet set(Config config) {
    return new RuleFileSet(List.of(config.files()), config.explicit(), config.limits_file_kb());
  }

  @Override
  public List<RuleDocument> documents() throws RuleReadException {
    return files.documents();
  }

  @Override
  public boolean mayBeEmpty() {
    return files.namesFolder();
  }

  @Override
  public List<RuleDocument> documents(Map<String, Object> configuration) throws RuleReadException {
    List<String> named = configuration.get("files") instanceof String[] given ? List.of(given) : List.of();
    int mostKb = configuration.get("limits.file.kb") instanceof Number given ? given.intValue() : STANDARD_KB;
    return new RuleFileSet(named, Boolean.TRUE.equals(configuration.get("explicit")), mostKb).documents();
  }

  @Override
  public List<RuleDocument> files() throws IOException {
    try {
      return files.documents();
    } catch (RuleReadException e) {
      throw new IOException(Reason.of(e), e);
    }
  }

  @Override
  public void save(RuleDocument before, String content) throws RefusedException, IOException {
    files.save(before, content);
  }

  @Override
  public String create(String name, String content) throws RefusedException, IOException {
    return files.create(name, content);
  }

  @Override
  public void delete(RuleDocument before) throws RefusedException, IOException {
    files.delete(before);
  }

  @Override
  public List<String> folders() {
    return files.folders();
  }
}
